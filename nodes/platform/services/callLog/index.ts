/** Call Log (voicenter-api.md §3): the records of calls that have ended. */
import type { z } from 'zod/v4';

import type { Connection } from '../../account';
import { toE164 } from '../../vocabulary/phones';
import { findInput, getInput } from './input';
import { recallLastRun } from './lastRun';
import { createPacing, type Pacing } from './pacing';
import type { Range } from './range';
import { InconsistentAnswersError, type Page, UnreadableSecondError, walkRange } from './rangeWalk';
import { momentOf, toCallRecord } from './record';
import { chosenRaw, chosenRecord, identityOf, readRow, sortValue, type FieldChoice, wireFields } from './row';
import { createSearch, type Criteria, type Sort } from './search';
import { isByTime, reversed, type Sortable, sorted } from './sorting';
import { checkInput } from '../serviceOperation';

const NAME = 'Search the Call Log';

/** A record on its way out: what it is told apart and sorted by, and what the caller gets. */
interface Row extends Sortable {
	identity: string;
	output: Record<string, unknown>;
}

/** How records are read and what becomes of them. */
interface Reading {
	criteria: Criteria;
	fields: readonly FieldChoice[];
	simplify: boolean;
	country: string;
	sort: Sort;
	returnIncomplete: boolean;
}

/** Everything, and what can be had of it: a second with too many calls must not keep all others back. */
const AS_THEY_ARE: Reading = {
	criteria: {},
	fields: [],
	simplify: false,
	country: '',
	sort: [],
	returnIncomplete: true,
};

/** Reads the Call Log; see {@link createCallLog}. */
export interface CallLog {
	/**
	 * Finds calls. More of them than one answer holds are read in several requests, at the documented rate.
	 *
	 * @returns one record a call or leg, in the order asked for; the earliest first unless said otherwise
	 * @throws InvalidInputError, VoicenterError
	 */
	findCalls: (connection: Connection, input: z.input<typeof findInput>) => Promise<Record<string, unknown>[]>;
	/**
	 * Gets a call by its ID, and with it every record that has the ID: the two legs of a click to call share one.
	 *
	 * @throws InvalidInputError, VoicenterError; also when there is no such call
	 */
	getCall: (connection: Connection, input: z.input<typeof getInput>) => Promise<Record<string, unknown>[]>;
	/**
	 * Reads whatever the log holds of a time, the earliest first unless said otherwise.
	 *
	 * @param some so many are enough, from that end; all without it
	 * @throws VoicenterError
	 */
	readRecords: (
		connection: Connection,
		range: Range,
		some?: { direction?: 'asc' | 'desc'; limit?: number },
	) => Promise<LogRecord[]>;
}

/** A record as Voicenter has it. */
export interface LogRecord {
	/** When the call began, in seconds since 1970. */
	second: number;
	/** What tells it from every other; the same at every reading. */
	identity: string;
	raw: Record<string, unknown>;
}

/** Makes a Call Log that keeps to a pacing of its own. */
export function createCallLog(pacing: Pacing = createPacing()): CallLog {
	const search = createSearch(pacing);

	function fetcher(connection: Connection, reading: Reading) {
		const { criteria, sort, fields } = reading;
		const toRow = rowReader(reading);
		const asked = wireFields(
			fields,
			sort.map(({ field }) => field),
		);
		return async (range: Range, order: Sort): Promise<Page<Row>> => {
			const request = { range, criteria, fields: asked, sort: order };
			const { rows, total } = await pacing.patiently(connection, () => search(connection, request));
			return { rows: rows.map(toRow), total };
		};
	}

	/** By time, from either end; what one request cannot hold is read in several. */
	async function readByTime(
		connection: Connection,
		reading: Reading,
		range: Range,
		{ direction = 'asc', limit }: { direction?: 'asc' | 'desc'; limit?: number | undefined } = {},
	): Promise<Row[]> {
		const fetchPage = fetcher(connection, reading);
		const order: Sort = [
			{ field: 'startedAt', direction },
			...reading.sort.slice(isByTime(reading.sort) ? 1 : 0),
		];
		// The latest first is the same walk in a time that runs backwards.
		const sign = direction === 'asc' ? 1 : -1;
		const [from, to] = direction === 'asc' ? [range.from, range.to] : [-range.to, -range.from];
		try {
			const { rows, gaps } = await walkRange<Row>({
				from,
				to,
				limit,
				fetchPage: (begin, end) =>
					fetchPage(direction === 'asc' ? { from: begin, to: end } : { from: -end, to: -begin }, order),
				secondOf: ({ second }) => sign * second,
				identityOf: ({ identity }) => identity,
				skipUnreadable: reading.returnIncomplete,
				onProgress: (read, total) => {
					if (read < total) connection.log(`Call Log: ${read} of ${total} records read`);
				},
			});
			for (const { second, total, unread } of gaps) {
				connection.log(
					`Call Log: ${unread} of the ${total} records of ${atSecond(sign * second)} could not be read`,
				);
			}
			return rows;
		} catch (error) {
			throw explain(connection, error, sign);
		}
	}

	/**
	 * The first ones by something else than time. Where there are more than one request holds, the service's sorting
	 * counts; a service that cuts its answer first shows that by giving the same records in the opposite order.
	 */
	async function readFirst(
		connection: Connection,
		reading: Reading,
		range: Range,
		limit: number,
	): Promise<Row[]> {
		const fetchPage = fetcher(connection, reading);
		const page = await fetchPage(range, reading.sort);
		if (page.total === page.rows.length) return page.rows;
		if (limit > page.rows.length) return readByTime(connection, reading, range);
		const opposite = await fetchPage(range, reading.sort.map(reversed));
		const names = new Set(page.rows.map(({ identity }) => identity));
		if (opposite.rows.some(({ identity }) => !names.has(identity))) return page.rows;
		return readByTime(connection, reading, range);
	}

	async function readRange(
		connection: Connection,
		reading: Reading,
		range: Range,
		limit: number | undefined,
	): Promise<Row[]> {
		const { sort } = reading;
		if (!isByTime(sort)) {
			const rows =
				limit === undefined
					? readByTime(connection, reading, range)
					: readFirst(connection, reading, range, limit);
			return sorted(await rows, sort).slice(0, limit);
		}
		// All of them are the same from either end; where seconds meet, the beginning of a range is the surer one.
		const direction = limit === undefined ? 'asc' : (sort[0]?.direction ?? 'asc');
		const rows = await readByTime(connection, reading, range, { direction, limit });
		return sorted(rows, sort).slice(0, limit);
	}

	return {
		async findCalls(connection, input) {
			const checked = checkInput(findInput, input);
			const { range, limit, sort, criteria } = checked;
			if (range) return (await readRange(connection, checked, range, limit)).map(({ output }) => output);

			const lastRun = recallLastRun(
				checked.memory ?? {},
				criteria,
				Math.floor(checked.now.toSeconds()),
				checked.lookBackMinutes * 60,
			);
			const fresh = (await readByTime(connection, checked, lastRun.range)).filter(lastRun.isNew);
			const given = fresh.slice(0, limit);
			lastRun.remember(given, given.length === fresh.length);
			return sorted(given, sort).map(({ output }) => output);
		},

		async readRecords(connection, range, some) {
			const rows = await readByTime(connection, AS_THEY_ARE, range, some);
			return rows.map(({ second, identity, output }) => ({ second, identity, raw: output }));
		},

		async getCall(connection, input) {
			const { callId, lookBackDays, ...reading } = checkInput(getInput, input);
			const now = Math.floor(Date.now() / 1_000);
			const rows = await readByTime(
				connection,
				{ ...reading, criteria: { callId }, sort: [], returnIncomplete: false },
				{ from: now - lookBackDays * 86_400, to: now },
			);
			if (rows.length > 0) return rows.map(({ output }) => output);
			throw connection.http.fail({
				operation: 'Get a call from the Call Log',
				kind: 'refused',
				text: `there is no record of the call ${callId} in the last ${lookBackDays} days`,
				hint: 'A record appears some minutes after the call has ended. Check the call ID, or look further back with Days to Look Back.',
			});
		},
	};
}

/** The Call Log of this process: every node that reads it waits in the same line. */
export const { findCalls, getCall, readRecords } = createCallLog();

function rowReader({ fields, simplify, country, sort }: Reading): (raw: Record<string, unknown>) => Row {
	const numbers = new Map<string, string | undefined>();
	const e164 = (number: string): string | undefined => {
		if (!numbers.has(number)) numbers.set(number, toE164(number, country));
		return numbers.get(number);
	};
	return (raw) => {
		const row = readRow(raw);
		return {
			second: Math.floor((momentOf(row)?.getTime() ?? 0) / 1_000),
			identity: identityOf(row),
			sortValues: sort.map(({ field }) => sortValue(row, field)),
			output: simplify
				? chosenRecord(toCallRecord(row, row.CallID ?? '', e164), fields)
				: chosenRaw(raw, fields),
		};
	};
}

function atSecond(second: number): string {
	return new Date(second * 1_000).toISOString().replace('.000', '');
}

function explain({ http }: Connection, error: unknown, sign: number): unknown {
	if (error instanceof UnreadableSecondError) {
		const { second, total, unread } = error.gap;
		return http.fail({
			operation: NAME,
			kind: 'refused',
			text: `${total} calls began in one second, ${atSecond(sign * second)}, and Voicenter gives ${total - unread} of them and no more`,
			hint: 'Narrow the search with filters, such as call types or queues, so that fewer calls of that second are found. Or turn on the option Return Incomplete Results, to get all other calls.',
		});
	}
	if (error instanceof InconsistentAnswersError) {
		return http.fail({
			operation: NAME,
			kind: 'unreadable',
			text: `Voicenter’s answers contradict each other: ${error.message}`,
			hint: 'Try again, or choose a shorter time range. If it stays, ask Voicenter.',
		});
	}
	return error;
}
