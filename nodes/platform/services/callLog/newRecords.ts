/**
 * What is new in the Call Log, reading after reading: for the polling trigger and for *Since Last Run*. A record carries
 * the time at which its call began, and appears some minutes after the call has ended (voicenter-api.md §3): in no order,
 * and behind records that were there before. So each reading looks back further than a record can be late, and leaves
 * out what an earlier one saw.
 *
 * The clock that counts is the records' own: how far back to look goes by the newest record seen, never by this
 * machine's clock, which may be set forwards or back. What the service still gives is never forgotten, whatever time it
 * says or does not say, and whatever time was asked for.
 */
import { createHash } from 'node:crypto';

import { z } from 'zod/v4';

import { createSeen, type Seen } from './seen';

/** What lasts from reading to reading; some characters a record of the time that is looked back. */
const remembered = z.object({
	/** What was looked for. */
	about: z.string(),
	/** The second of the newest record that was seen; undefined until there is one. */
	newest: z.number().optional(),
	/** What began before that is old: it was never read, or is not noted any more. */
	since: z.number(),
	seen: z.string(),
});

/** What lasts from reading to reading, as it is kept. */
export type Remembered = z.output<typeof remembered>;

/** Which of the new records are wanted. */
export interface Wanted<Row> {
	isWanted: (row: Row) => boolean;
	limit: number;
	isAll: boolean;
}

/** The wanted ones that are new. */
export interface Taken<Row> {
	fresh: Row[];
	/** There is nothing else by now. */
	isAll: boolean;
	/** What to remember once they are given. */
	remember: Remembered;
}

/** One reading's circumstances. */
export interface Poll {
	/** What is looked for: when it changes, everything that is there now is old. */
	about: unknown;
	/** The present second. */
	now: number;
	/** How late a record may come, counted from the beginning of its call. */
	lookBackSeconds: number;
	/** What began before that is old at the first reading. Default: everything that is there by then. */
	firstFrom?: number | undefined;
}

/**
 * A reading: what to read, and what is new in it.
 *
 * @param memory what the last reading remembered; anything else makes this the first one
 * @param poll the circumstances
 */
export function recallNewRecords<Row extends Seen>(memory: unknown, poll: Poll) {
	const { now, lookBackSeconds } = poll;
	const about = nameOf(poll.about);
	const parsed = remembered.safeParse(memory).data;
	const last = parsed?.about === about ? parsed : undefined;
	// A search that was changed begins anew, and gives nothing of what is there already.
	const firstFrom = last ? -Infinity : parsed ? Infinity : (poll.firstFrom ?? Infinity);
	const seen = createSeen<Row>(last?.seen);
	const { newest: newestSeen } = last ?? {};
	// As long as no record was seen, only this machine's clock told where to begin: it may have been wrong.
	const since =
		newestSeen === undefined ? Math.min(last?.since ?? firstFrom, now - lookBackSeconds) : (last?.since ?? 0);
	const from = newestSeen === undefined ? since : Math.max(since, newestSeen - lookBackSeconds);

	/** Of the second in which reading stopped there may be more: whether a record was completed shows when all are there. */
	function begun(rows: readonly Row[]): { whole: readonly Row[]; unknown: Set<Row> } {
		const last = rows.at(-1)?.second;
		const whole = rows.filter(({ second }) => second !== last);
		const unknown = seen.unknownOf(whole, 'inPlace');
		return unknown.size > 0 ? { whole, unknown } : { whole: rows, unknown: seen.unknownOf(rows, 'none') };
	}

	return {
		/** The time to read. */
		range: { from, to: Math.max(now, newestSeen ?? now) },
		/** So many records of it may be old; Infinity where all must be read to know which ones are. */
		// At the first reading, what is there by now is old also where no request has reached it yet.
		old: from < firstFrom ? Infinity : seen.size(),
		/**
		 * Takes what was read.
		 *
		 * @param rows everything in the range, or its beginning; the earliest first
		 * @param wanted `isWanted`: what is not wanted is seen all the same; `limit`: so many are enough, and what follows
		 *   them is left for the next time; `isAll`: false where there is more in the range than was read
		 */
		take(rows: readonly Row[], { isWanted, limit, isAll }: Wanted<Row>): Taken<Row> {
			const { whole, unknown } = isAll ? { whole: rows, unknown: seen.unknownOf(rows, 'all') } : begun(rows);
			const fresh: Row[] = [];
			let newest = newestSeen;
			let isLeft = whole.length < rows.length || !isAll;
			for (const row of whole) {
				if (unknown.has(row) && row.second >= firstFrom && isWanted(row)) {
					isLeft ||= fresh.length === limit;
					if (fresh.length === limit) break;
					fresh.push(row);
				}
				seen.add(row);
				// A record of the future must not carry the reading away with it.
				newest = Math.max(newest ?? -Infinity, Math.min(row.second, now));
			}
			// Whoever looks back further from now on would find what is forgotten here.
			const noted = newest === undefined ? since : Math.max(since, newest - lookBackSeconds);
			const forgotten = isLeft ? Math.min(noted, rows[0]?.second ?? noted) : noted;
			const written = seen.write(rows, forgotten);
			const remember = { about, since: noted, seen: written, ...(newest !== undefined && { newest }) };
			return { fresh, isAll: !isLeft, remember };
		},
	};
}

/** @param search anything that JSON can say */
export function nameOf(search: unknown): string {
	return createHash('sha256').update(JSON.stringify(search)).digest('base64url').slice(0, 12);
}

/** One node remembers so many different searches of a kind; the ones used longest ago are forgotten. */
const MOST_SEARCHES = 20;

/** @param key the kind of search, a colon, and the search's name */
export function rememberSearch(memory: Record<string, unknown>, key: string, value: unknown): void {
	// Put at the end: the order of the keys is the order of their use.
	Reflect.deleteProperty(memory, key);
	memory[key] = value;
	const kind = key.slice(0, key.indexOf(':') + 1);
	const searches = Object.keys(memory).filter((name) => name.startsWith(kind));
	for (const old of searches.slice(0, -MOST_SEARCHES)) Reflect.deleteProperty(memory, old);
}
