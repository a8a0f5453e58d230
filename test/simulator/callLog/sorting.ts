import type { LogRecord } from './record';

export interface SortKey {
	readonly field: keyof LogRecord;
	readonly descending: boolean;
}

/** Records, each named by a number. */
export interface Sortable {
	seconds: (ref: number) => number;
	record: (ref: number) => LogRecord;
	/** Where it lies in the server's own order. */
	storageKey: (ref: number) => number;
}

/** The first `limit` in the server's own order. */
export function firstStored(refs: Uint32Array, view: Sortable, limit: number): Uint32Array {
	const candidates = refs.length > 4 * limit ? smallKeys(refs, view, limit) : refs;
	return candidates
		.toSorted((one, other) => view.storageKey(one) - view.storageKey(other))
		.subarray(0, limit);
}

// Keys of seeded records are spread evenly from 0 to 1: the smallest ones need no sorting of all.
function smallKeys(refs: Uint32Array, view: Sortable, limit: number): Uint32Array {
	for (let threshold = (2 * limit) / refs.length; threshold < 1; threshold *= 2) {
		const below = refs.filter((ref) => view.storageKey(ref) < threshold);
		if (below.length >= limit) return below;
	}
	return refs;
}

/** The first `limit` by some keys. `refs` are in time's order. Records that are equal stay as they are. */
export function sorted(
	refs: Uint32Array,
	view: Sortable,
	keys: readonly SortKey[],
	limit: number,
): Uint32Array {
	const [first, ...further] = keys;
	if (!first) return refs.subarray(0, limit);
	if (first.field !== 'Date' && first.field !== 'DateEpoch')
		return byValues(refs, view, keys).slice(0, limit);
	const ordered = first.descending ? refs.toReversed() : refs;
	if (further.length === 0) return ordered.slice(0, limit);
	return byValues(ordered.subarray(0, endOfTies(ordered, view, limit)), view, keys).slice(0, limit);
}

/** Records by their time; equal ones stay as they are. */
export function inTimeOrder(refs: Uint32Array, view: Sortable): Uint32Array {
	return refs.toSorted((one, other) => view.seconds(one) - view.seconds(other));
}

// Everything in the last second that still takes part has to be looked at by the further keys.
function endOfTies(refs: Uint32Array, view: Sortable, limit: number): number {
	let end = Math.min(limit, refs.length);
	const last = view.seconds(refs[end - 1] ?? 0);
	while (end < refs.length && view.seconds(refs[end] ?? 0) === last) end++;
	return end;
}

// Only the values are kept, not the records: there can be a million of them.
function byValues(refs: Uint32Array, view: Sortable, keys: readonly SortKey[]): Uint32Array {
	const columns = keys.map(({ field, descending }) => ({
		values: Array.from(refs, (ref) => valueOf(view.record(ref)[field])),
		sign: descending ? -1 : 1,
	}));
	const order = Uint32Array.from(refs.keys());
	order.sort((one, other) => {
		for (const { values, sign } of columns) {
			const difference = compare(values[one], values[other]);
			if (difference !== 0) return sign * difference;
		}
		return one - other;
	});
	return order.map((place) => refs[place] ?? 0);
}

function valueOf(value: unknown): string | number {
	return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

function compare(one: string | number | undefined, other: string | number | undefined): number {
	if (one === other || one === undefined || other === undefined) return 0;
	return one < other ? -1 : 1;
}
