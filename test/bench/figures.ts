/** One figure of the bench: what was measured, in words, and whether it kept its limit. */
export interface Figure {
	text: string;
	kept: boolean;
}

/**
 * @param values at least one number
 * @returns the middle one, or the mean of the two in the middle
 */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/**
 * @param values at least one number
 * @param share in percent, above 0
 * @returns the value that this share of them does not exceed
 */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.ceil((sorted.length * share) / 100) - 1] ?? NaN;
}
