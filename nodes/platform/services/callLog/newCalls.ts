/** One poll of the Call Log, for the trigger. */
import type { Connection } from '../../request/account';
import type { CallRecord } from '../../vocabulary/callRecord';
import { localeOf } from '../../vocabulary/locale';
import type { createCallLog, LogRecord } from './index';
import { type Poll, recallNewRecords, type Remembered } from './newRecords';
import { describeRow } from './record';

/** The circumstances of a poll, and which calls are wanted. */
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
	log: Pick<ReturnType<typeof createCallLog>, 'readRecords'>,
	connection: Connection,
	memory: unknown,
	{ country, isWanted, limit, ...poll }: NewCallsPoll,
): Promise<{ calls: NewCall[]; remember: Remembered }> {
	const locale = localeOf({ country, timeZone: connection.account.timeZone });
	const news = recallNewRecords<LogRecord>(memory, poll);
	const most = news.old + 2 * limit;
	const rows = await log.readRecords(connection, news.range, { limit: most });
	const described = new Map<LogRecord, NewCall>();
	const { fresh, remember } = news.take(rows, {
		isWanted(row) {
			const call = { ...describeRow(row.raw, locale), raw: row.raw };
			described.set(row, call);
			return isWanted(call);
		},
		limit,
		isAll: rows.length < most,
	});
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
	log: Pick<ReturnType<typeof createCallLog>, 'readRecords'>,
	connection: Connection,
	now: number,
	{ country, isWanted, limit, lookBackSeconds }: Omit<NewCallsPoll, 'about' | 'now'>,
): Promise<NewCall[]> {
	const locale = localeOf({ country, timeZone: connection.account.timeZone });
	const range = { from: now - lookBackSeconds, to: now };
	const rows = await log.readRecords(connection, range, { direction: 'desc', limit: LATEST });
	return rows
		.map(({ raw }) => ({ ...describeRow(raw, locale), raw }))
		.filter(isWanted)
		.slice(0, limit);
}

/** So many are looked through for one that is wanted. */
const LATEST = 1_000;
