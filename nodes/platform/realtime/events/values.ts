/**
 * Single values of the wire, read without a schema: thousands of events a second pass here, most of which nobody
 * has asked for. They agree with `wire/values.ts`, where the reason for each reading stands.
 */

/** An object of the wire; nothing for all else. */
export function objectOf(value: unknown): Record<string, unknown> | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: undefined;
}

/** The objects of a list; what is in it besides is left out. */
export function objectsOf(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.map(objectOf).filter((entry) => entry !== undefined) : [];
}

/** A text; an empty one is an absent one, and a number is read as text. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() || undefined;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** An ID; 0 is none. */
export function idOf(value: unknown): string | undefined {
	const text = textOf(value);
	return text === '0' ? undefined : text;
}

/** A number; what is not one counts as absent. */
export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** Yes or no; anything else counts as absent. */
export function flagOf(value: unknown): boolean | undefined {
	if (value === 1 || value === true || value === '1') return true;
	if (value === 0 || value === false || value === '0') return false;
	const word = typeof value === 'string' ? value.toLowerCase() : '';
	if (word === 'true') return true;
	return word === 'false' ? false : undefined;
}

/** An object with something in it: an empty one is an absent one. */
export function filledObjectOf(value: unknown): Record<string, unknown> | undefined {
	const object = objectOf(value);
	if (object) for (const name in object) if (Object.hasOwn(object, name)) return object;
	return undefined;
}

/** Above this an epoch is in milliseconds (`representativeUpdated`): in seconds it would be the year 5138. */
const MILLISECONDS_FROM = 1e11;

/**
 * @param value an epoch of the wire, in seconds or milliseconds; 0 is none
 * @param offsetMinutes by how much the server's clock is ahead of UTC
 * @returns ISO 8601, UTC
 */
export function timeOf(value: unknown, offsetMinutes: number): string | undefined {
	const epoch = numberOf(value);
	if (epoch === undefined || epoch <= 0) return undefined;
	const moment = new Date((epoch >= MILLISECONDS_FROM ? epoch : epoch * 1_000) - offsetMinutes * 60_000);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Whole seconds between two times; absent when either is, or when they are the wrong way round. */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
	if (from === undefined || to === undefined) return undefined;
	const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1_000);
	return seconds >= 0 ? seconds : undefined;
}
