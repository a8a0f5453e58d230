/** A number of 32 bits that looks random and is always the same for the same three. */
export function mix(seed: number, index: number, salt: number): number {
	let h = Math.imul(index ^ Math.imul(salt, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(seed + 1, 0xc2b2ae35);
	h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
	h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
	return (h ^ (h >>> 16)) >>> 0;
}

interface Spread {
	readonly count: number;
	readonly from: Date;
	readonly to: Date;
	readonly seed: number;
	readonly distribution: 'even' | 'uneven' | 'bursts' | readonly number[];
}

const PARTS = 2_000;
const BURSTS = 12;
const SHARE_IN_BURSTS = 1 / 3;

/** The seconds at which `count` calls begin, ascending, from `from` to `to`, both included. */
export function spreadTimes({ count, from, to, seed, distribution }: Spread): Uint32Array {
	const first = Math.ceil(from.getTime() / 1000);
	const seconds = Math.max(1, Math.floor(to.getTime() / 1000) - first + 1);
	const times = new Uint32Array(count);
	const inBursts = distribution === 'bursts' ? Math.floor(count * SHARE_IN_BURSTS) : 0;
	fill(times.subarray(inBursts), weights(distribution, seed), (share) => first + Math.floor(share * seconds));
	for (let index = 0; index < inBursts; index++) {
		times[index] = first + (mix(seed, index % BURSTS, 8) % seconds);
	}
	return times.sort();
}

function weights(distribution: Spread['distribution'], seed: number): readonly number[] {
	if (distribution === 'even') return [1];
	if (typeof distribution !== 'string') return distribution;
	return Array.from({ length: PARTS }, (_, part) => (mix(seed, part, 7) / 2 ** 32) ** 24 + 1e-6);
}

// Each time is where its share of all the weight is reached.
function fill(times: Uint32Array, parts: readonly number[], at: (share: number) => number): void {
	const total = parts.reduce((sum, part) => sum + part, 0);
	let part = 0;
	let before = 0;
	for (let index = 0; index < times.length; index++) {
		const wanted = ((index + 0.5) / times.length) * total;
		while (part < parts.length - 1 && before + (parts[part] ?? 0) < wanted) before += parts[part++] ?? 0;
		const within = Math.min(1 - 1e-9, (wanted - before) / (parts[part] ?? 1));
		times[index] = at((part + within) / parts.length);
	}
}
