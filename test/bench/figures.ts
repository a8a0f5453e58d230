/** One figure of the bench, in words. */
export interface Figure {
	what: string;
	ours: string;
	/** What the same costs done another way, measured in the same run, in turn. */
	peer?: string;
	/** What was promised, and whether it was kept; nothing was where it is n8n's own cost. */
	limit?: { promised: string; kept: boolean };
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
