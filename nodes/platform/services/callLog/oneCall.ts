/** One call by its ID, whether or not the service filters by it (voicenter-api.md §14). */
import type { Connection } from '../../request/account';
import type { VoicenterError } from '../../http/errors';
import type { Range } from './range';
import { isCut } from './rangeWalk';
import type { Reader, Reading, Row } from './reading';

/** A service that does not filter gives every call of the time: so many are gone through for one. */
const MOST_SEARCHED = 100_000;

const DAY = 86_400;

interface Wanted {
	callId: string;
	range: Range;
	lookBackDays: number;
}

/**
 * Reads the records of a call. Only rows that have its ID count.
 *
 * @throws VoicenterError; also when there is none
 */
export async function readCall(
	{ readPage, readByTime }: Reader,
	connection: Connection,
	reading: Reading,
	wanted: Wanted,
): Promise<Row[]> {
	const { callId, range } = wanted;
	const page = await readPage(connection, reading, range);
	const own = page.rows.filter(({ isWanted }) => isWanted);
	const isFiltered = own.length === page.rows.length;
	if (!isCut(page) || (isFiltered && own.length > 0)) {
		if (own.length > 0) return own;
		throw notThere(connection, wanted, isFiltered);
	}
	const day = dayOf(callId, range);
	const ofDay = day ? await readByTime(connection, reading, day) : [];
	if (ofDay.length > 0) return ofDay;
	if (page.total > MOST_SEARCHED) throw tooMany(connection, wanted, page.total);
	const rows = await readByTime(connection, reading, range);
	if (rows.length > 0) return rows;
	throw notThere(connection, wanted, false);
}

/** A call ID begins with when the call began, by the account's clock: `20211010120455…`. */
function dayOf(callId: string, { from, to }: Range): Range | undefined {
	const [, year, month, day] = /^(20\d\d)(\d\d)(\d\d)\d{6}/.exec(callId) ?? [];
	const begin = Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T00:00:00Z`) / 1_000;
	if (Number.isNaN(begin)) return undefined;
	const within = { from: Math.max(from, begin - DAY), to: Math.min(to, begin + 2 * DAY) };
	return within.from < within.to ? within : undefined;
}

const inDays = (days: number) => (days === 1 ? 'day' : `${days} days`);

function notThere(
	{ http }: Connection,
	{ callId, lookBackDays }: Wanted,
	isFiltered: boolean,
): VoicenterError {
	const others = isFiltered ? '' : '; Voicenter’s answer holds other calls only';
	return http.fail({
		operation: NAME,
		kind: 'refused',
		text: `there is no record of the call ${callId} in the last ${inDays(lookBackDays)}${others}`,
		hint: 'A record appears some minutes after the call has ended. Check the call ID, or look further back with Days to Look Back.',
	});
}

function tooMany({ http }: Connection, { callId, lookBackDays }: Wanted, total: number): VoicenterError {
	return http.fail({
		operation: NAME,
		kind: 'refused',
		text: `Voicenter does not filter by call ID here: it gives all ${total} calls of the last ${inDays(lookBackDays)}, too many to look for ${callId} among them`,
		hint: 'Lower Days to Look Back, so that the call is still within them.',
	});
}

const NAME = 'Get a call from the Call Log';
