import { filterable, type Filterable, type LogEntry, type LogRecord, recordAt } from './record';
import type { SeededRecords } from './seeded';
import { firstStored, inTimeOrder, type Sortable, sorted, type SortKey } from './sorting';

/** A search: times in milliseconds since 1970, both included. */
export interface Search {
	readonly from: number;
	readonly to: number;
	readonly callId?: string;
	/** Absent: everything. */
	readonly matches?: (record: Filterable) => boolean;
	readonly sort: readonly SortKey[];
	readonly limit: number;
	readonly cut: 'afterSorting' | 'beforeSorting';
}

export interface Found {
	/** How many there are. */
	readonly total: number;
	/** `limit` at most. */
	readonly records: readonly LogRecord[];
}

/** All records: a seeded population that is made on the fly, and records added one by one. */
export interface CallLog {
	search: (search: Search) => Found;
	/** Every record within a time, also one that is not visible yet, in time's order. */
	all: (from?: number, to?: number) => readonly LogRecord[];
	/** The records of a call, visible or not. */
	find: (callId: string) => readonly LogRecord[];
	/** Whether a record has this recording. */
	hasRecording: (url: string) => boolean;
	add: (entry: LogEntry) => void;
	seed: (records: SeededRecords) => void;
	reset: () => void;
}

const NONE: SeededRecords = {
	count: 0,
	times: new Uint32Array(),
	recordAt: () => {
		throw new Error('no record was seeded');
	},
	filterableAt: () => {
		throw new Error('no record was seeded');
	},
	storageKey: () => 0,
	find: () => [],
};

/** An empty log. */
export function createCallLog(): CallLog {
	let seeded = NONE;
	let added: LogEntry[] = [];
	let inOrder = true;
	// The place in which it was added, which is the server's own order.
	let places = new Map<LogEntry, number>();

	const addedWithin = (from: number, to: number) => {
		if (!inOrder) added.sort((one, other) => one.record.DateEpoch - other.record.DateEpoch);
		inOrder = true;
		const seconds = (index: number) => added[index]?.record.DateEpoch ?? 0;
		return added.slice(
			lowerBound(added.length, seconds, from / 1000),
			lowerBound(added.length, seconds, to / 1000 + 1e-6),
		);
	};
	const seededWithin = (from: number, to: number): [first: number, end: number] => {
		const { count, times } = seeded;
		const seconds = (index: number) => times[index] ?? 0;
		return [lowerBound(count, seconds, from / 1000), lowerBound(count, seconds, to / 1000 + 1e-6)];
	};
	// A number stands for a record: a seeded one's index, or that of `entries` counted from the seeded ones' end.
	const viewOf = (entries: readonly LogEntry[], now = Infinity): Sortable => {
		const { count } = seeded;
		const of = <T>(ref: number, fromSeeded: (index: number) => T, fromAdded: (entry: LogEntry) => T): T => {
			const entry = entries[ref - count];
			return entry ? fromAdded(entry) : fromSeeded(ref);
		};
		return {
			seconds: (ref) =>
				of(
					ref,
					(index) => seeded.times[index] ?? 0,
					({ record }) => record.DateEpoch,
				),
			record: (ref) => of(ref, seeded.recordAt, (entry) => recordAt(entry, now)),
			storageKey: (ref) => of(ref, seeded.storageKey, (entry) => 1 + (places.get(entry) ?? 0)),
		};
	};
	const matching = (first: number, end: number, matches?: Search['matches']) => {
		const refs = new Uint32Array(end - first);
		let length = 0;
		for (let index = first; index < end; index++) {
			if (!matches || matches(seeded.filterableAt(index))) refs[length++] = index;
		}
		return refs.subarray(0, length);
	};
	const merged = (ofSeeded: Uint32Array, entries: readonly LogEntry[], view: Sortable) => {
		if (entries.length === 0) return ofSeeded;
		const refs = new Uint32Array(ofSeeded.length + entries.length);
		refs.set(ofSeeded);
		for (const index of entries.keys()) refs[ofSeeded.length + index] = seeded.count + index;
		return inTimeOrder(refs, view);
	};

	return {
		search({ from, to, callId, matches, sort, limit, cut }) {
			const now = Date.now();
			const entries = addedWithin(from, to).filter(
				(entry) =>
					entry.visibleAt <= now &&
					(callId === undefined || entry.record.CallID === callId) &&
					(!matches || matches(filterable(entry))),
			);
			const [first, end] = seededWithin(from, to);
			const ofSeeded =
				callId === undefined
					? matching(first, end, matches)
					: Uint32Array.from(
							seeded
								.find(callId)
								.filter(
									(ref) => ref >= first && ref < end && (!matches || matches(seeded.filterableAt(ref))),
								),
						);
			const view = viewOf(entries, now);
			const refs = merged(ofSeeded, entries, view);
			const part = cut === 'beforeSorting' ? inTimeOrder(firstStored(refs, view, limit), view) : refs;
			const chosen = sort.length > 0 ? sorted(part, view, sort, limit) : firstStored(part, view, limit);
			return { total: refs.length, records: Array.from(chosen, view.record) };
		},
		all(from = 0, to = Infinity) {
			const entries = addedWithin(from, to);
			const view = viewOf(entries);
			return Array.from(merged(matching(...seededWithin(from, to)), entries, view), view.record);
		},
		find: (callId) => [
			...seeded.find(callId).map(seeded.recordAt),
			...added.flatMap(({ record }) => (record.CallID === callId ? [record] : [])),
		],
		hasRecording(url) {
			const callId = /\/([^/-]+)-[^/]*$/.exec(url)?.[1] ?? '';
			const ofSeeded = seeded.find(callId).map(seeded.recordAt);
			return [...ofSeeded, ...added.map(({ record }) => record)].some(({ RecordURL }) => RecordURL === url);
		},
		add(entry) {
			const last = added.at(-1);
			if (last && last.record.DateEpoch > entry.record.DateEpoch) inOrder = false;
			added.push(entry);
			places.set(entry, places.size);
		},
		seed(records) {
			seeded = records;
		},
		reset() {
			seeded = NONE;
			added = [];
			inOrder = true;
			places = new Map();
		},
	};
}

/** The first index whose value is not below `wanted`. */
function lowerBound(length: number, valueAt: (index: number) => number, wanted: number): number {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (valueAt(middle) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}
