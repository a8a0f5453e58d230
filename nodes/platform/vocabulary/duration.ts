/**
 * Whole seconds between two times, each in ISO 8601.
 *
 * @returns absent when either time is, or when they are the wrong way round
 */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
	if (from === undefined || to === undefined) return undefined;
	const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1_000);
	return seconds >= 0 ? seconds : undefined;
}
