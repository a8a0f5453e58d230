/**
 * What is new in the Call Log, poll after poll. A record carries the time at which its call began, and appears some
 * minutes after the call has ended (voicenter-api.md §3): in no order, and behind records that were there before. So
 * each poll looks back further than a record can be late, and leaves out what an earlier one saw.
 *
 * The clock that counts is the records' own: how far back to look goes by the newest record seen, never by this
 * machine's clock, which may be set forwards or back.
 */
import { createHash } from 'node:crypto';

import { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { createRepeats } from '../../vocabulary/repeats';
import type { CallRecord } from '../../vocabulary/callRecord';
import { callItem } from '../../vocabulary/callItem';
import { type Locale, localeOf } from '../../vocabulary/locale';
import type { CallLog, LogRecord } from './index';
import type { Range } from './range';
import { toCallRecord } from './record';
import { readRow } from './row';

/** What lasts from poll to poll; a few characters a record of the time that is looked back. */
const remembered = z.object({
	/** What was looked for. */
	about: z.string(),
	/** The second of the newest record that was seen; undefined until there is one. */
	newest: z.number().optional(),
	/** What began before that is old: it was never read, or is not noted any more. */
	since: z.number(),
	seen: z.string(),
});

/** What lasts from poll to poll, as it is kept. */
export type Remembered = z.output<typeof remembered>;

/** A record as far as being new is concerned. */
export interface Seen {
	second: number;
	/** What tells it from every other; the same at every reading. */
	identity: string;
}

/** A poll: what to read, and what is new in it; see {@link recallNewRecords}. */
export interface NewRecords<Row extends Seen> {
	/** The time to read. */
	range: Range;
	/** So many records of it may be old; Infinity where all must be read to know which ones are. */
	old: number;
	/**
	 * Takes what was read.
	 *
	 * @param rows everything in the range, or its beginning; the earliest first
	 * @param isWanted what is not wanted is seen all the same
	 * @param limit so many wanted ones are enough; what follows them is left for the next poll
	 * @returns the wanted ones that are new, and what to remember once they are given
	 */
	take: (
		rows: readonly Row[],
		isWanted: (row: Row) => boolean,
		limit: number,
	) => { fresh: Row[]; remember: Remembered };
}

/** One poll's circumstances. */
export interface Poll {
	/** What is looked for: when it changes, everything that is there now is old. */
	about: unknown;
	/** The present second. */
	now: number;
	/** How late a record may come, counted from the beginning of its call. */
	lookBackSeconds: number;
	/** What began before that is old at the first poll. Default: everything that is there by then. */
	firstFrom?: number | undefined;
}

/** More would not be remembered within the time that is looked back; hardly anybody has as many calls. */
const MOST_RECORDS = 200_000;

/**
 * @param memory what the last poll remembered; anything else makes this the first poll
 * @param poll the circumstances
 */
export function recallNewRecords<Row extends Seen>(memory: unknown, poll: Poll): NewRecords<Row> {
	const { now, lookBackSeconds } = poll;
	const about = createHash('sha256').update(JSON.stringify(poll.about)).digest('base64url').slice(0, 12);
	const parsed = remembered.safeParse(memory).data;
	const isKnownSearch = parsed?.about === about;
	const last = isKnownSearch ? parsed : undefined;
	// A search that was changed begins anew, and gives nothing of what is there already.
	const firstFrom = last ? -Infinity : parsed ? Infinity : (poll.firstFrom ?? Infinity);
	const seen = createRepeats({ windowMs: lookBackSeconds * 1_000, limit: MOST_RECORDS });
	seen.learn(last?.seen);
	const { newest: newestSeen } = last ?? {};
	// As long as no record was seen, only this machine's clock told where to begin: it may have been wrong.
	const since =
		newestSeen === undefined ? Math.min(last?.since ?? firstFrom, now - lookBackSeconds) : (last?.since ?? 0);
	const from = newestSeen === undefined ? since : Math.max(since, newestSeen - lookBackSeconds);

	return {
		range: { from, to: Math.max(now, newestSeen ?? now) },
		// At the first poll, what is there by now is old also where no request has reached it yet.
		old: from < firstFrom ? Infinity : seen.size(),
		take(rows, isWanted, limit) {
			const fresh: Row[] = [];
			let newest = newestSeen;
			for (const row of rows) {
				const at = row.second * 1_000;
				if (seen.has(row.identity, at)) continue;
				if (row.second >= firstFrom && isWanted(row)) {
					if (fresh.length === limit) break;
					fresh.push(row);
				}
				seen.add(row.identity, at);
				// A record of the future must not carry the reading away with it.
				newest = Math.max(newest ?? -Infinity, Math.min(row.second, now));
			}
			const written = seen.write((newest ?? now) * 1_000);
			if (newest === undefined) return { fresh, remember: { about, since, seen: written } };
			// Whoever looks back further from now on would find what is forgotten here.
			const noted = Math.max(since, newest - lookBackSeconds);
			return { fresh, remember: { about, newest, since: noted, seen: written } };
		},
	};
}

/** One poll of the Call Log. */
export interface NewCallsPoll extends Poll {
	/** Two letters; whose national numbers the account uses. */
	country: string;
	isWanted: (record: CallRecord) => boolean;
	/** At most so many at once; the rest comes with the next polls. */
	limit: number;
}

/** A call's record, in our words, with Voicenter's own beside it. */
export type NewCall = CallRecord & { raw: Record<string, unknown> };

/**
 * Reads what is new.
 *
 * @param log where to read
 * @param memory what the last poll remembered
 * @returns the calls, the earliest first, and what to remember once they are given
 * @throws VoicenterError
 */
export async function readNewCalls(
	log: Pick<CallLog, 'readRecords'>,
	connection: Connection,
	memory: unknown,
	{ country, isWanted, limit, ...poll }: NewCallsPoll,
): Promise<{ calls: NewCall[]; remember: Remembered }> {
	const locale = localeOf({ country });
	const news = recallNewRecords<LogRecord>(memory, poll);
	const rows = await log.readRecords(connection, news.range, { limit: news.old + 2 * limit });
	const described = new Map<LogRecord, NewCall>();
	const { fresh, remember } = news.take(
		rows,
		(row) => {
			const call = { ...describeRow(row.raw, locale), raw: row.raw };
			described.set(row, call);
			return isWanted(call);
		},
		limit,
	);
	const calls = fresh.map((row) => described.get(row)).filter((call) => call !== undefined);
	return { calls, remember };
}

/**
 * The latest calls that are wanted, the latest first.
 *
 * @param now the present second
 * @param lookBackSeconds how far back they may have begun
 * @throws VoicenterError
 */
export async function readLatestCalls(
	log: Pick<CallLog, 'readRecords'>,
	connection: Connection,
	now: number,
	{ country, isWanted, limit, lookBackSeconds }: Omit<NewCallsPoll, 'about' | 'now'>,
): Promise<NewCall[]> {
	const locale = localeOf({ country });
	const range = { from: now - lookBackSeconds, to: now };
	const rows = await log.readRecords(connection, range, { direction: 'desc', limit: LATEST });
	return rows
		.map(({ raw }) => ({ ...describeRow(raw, locale), raw }))
		.filter(isWanted)
		.slice(0, limit);
}

/** So many are looked through for one that is wanted. */
const LATEST = 1_000;

function describeRow(raw: Record<string, unknown>, locale: Locale): CallRecord {
	const row = readRow(raw);
	return callItem(toCallRecord(row, row.CallID ?? ''), locale);
}
