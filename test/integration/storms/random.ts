/** Chance that can be repeated: the same seed gives the same storm. */

export interface Random {
	/** A whole number from `least` to `most`. */
	whole: (least: number, most: number) => number;
	pick: <Value>(values: readonly Value[]) => Value;
	/** True in so many of 100 cases. */
	percent: (share: number) => boolean;
}

/** The seed of this run; STORM_SEED repeats another one's. */
export const SEED = Number(process.env['STORM_SEED'] ?? 20260119);

/** Mulberry32: small, and good enough for weather. */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
	return {
		whole,
		pick: (values) => values[whole(0, values.length - 1)] as (typeof values)[number],
		percent: (share) => next() * 100 < share,
	};
}
