/** Call Log (voicenter-api.md §3): the records of calls that have ended. */
import type { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { InvalidInputError } from '../../http/errors';
import { DEFAULT_COUNTRY } from '../../vocabulary/phones';
import { type AwaitingOptions, createAwaiting } from './awaiting';
import type { CallRecord } from '../../vocabulary/callRecord';
import { findInput, getInput } from './input';
import { findNew } from './lastRun';
import { readCall } from './oneCall';
import { createPacing, type Pacing } from './pacing';
import { type Range } from './range';
import { createReader, type Reading } from './reading';
import { type Found, found } from './period';
import { checkInput } from '../../request/serviceOperation';

/** Everything, and what can be had of it: a second with too many calls must not keep all others back. */
const AS_THEY_ARE: Reading = {
	criteria: {},
	fields: [],
	simplify: false,
	country: '',
	sort: [],
	returnIncomplete: true,
};

/** What is looked for. */
export type Search = z.input<typeof findInput>;

/** A record as Voicenter has it. */
export interface LogRecord {
	/** When the call began, in seconds since 1970. */
	second: number;
	/** What tells it from every other; the same at every reading. */
	identity: string;
	raw: Record<string, unknown>;
}

/** Makes a Call Log that keeps to a pacing of its own. */
export function createCallLog(pacing: Pacing = createPacing(), awaiting?: AwaitingOptions) {
	const reader = createReader(pacing);
	const { readByTime, readRange } = reader;

	/** As `findCalls`, with what was read for them. */
	async function searchCalls(connection: Connection, input: Search): Promise<Found> {
		const checked = checkInput(findInput, input);
		const { range, limit, timeZone } = checked;
		if (!range) return findNew(readByTime, connection, checked);
		// One more than is wanted shows whether there are more.
		const rows = await readRange(connection, checked, range, limit === undefined ? undefined : limit + 1);
		const calls = rows.slice(0, limit);
		return found(calls, range, timeZone, calls.length === rows.length);
	}

	/**
	 * Finds calls. More of them than one answer holds are read in several requests, at the documented rate.
	 *
	 * @returns one record a call or leg, in the order asked for; the earliest first unless said otherwise
	 * @throws InvalidInputError, VoicenterError
	 */
	const findCalls = async (connection: Connection, input: Search) =>
		(await searchCalls(connection, input)).calls;

	/**
	 * Reads the calls of a time one after the other, the earliest first, without keeping them: for what only adds up.
	 *
	 * @param take gets each record, with the fields that were asked for
	 * @param move makes another time of the one asked for, such as the day before
	 * @returns the time that was read
	 * @throws InvalidInputError, VoicenterError
	 */
	async function readInto(
		connection: Connection,
		input: Search,
		take: (record: CallRecord) => void,
		move = (range: Range) => range,
	) {
		const { range, ...reading } = checkInput(findInput, input);
		if (!range) throw new InvalidInputError('dateRange', 'Choose a range that has a beginning.');
		const moved = move(range);
		await readByTime(connection, { ...reading, sort: [], simplify: true }, moved, {
			give: (rows) => rows.forEach(({ output }) => take(output as unknown as CallRecord)),
		});
		return moved;
	}

	/**
	 * Reads of the latest calls as many as one request gives.
	 *
	 * @param wanted how far back, and what of each
	 * @throws VoicenterError
	 */
	async function readLatest(
		connection: Connection,
		{ hours, fields }: { hours: number; fields: Reading['fields'] },
	) {
		const to = Math.floor(Date.now() / 1_000);
		const sort = [{ field: 'startedAt', direction: 'desc' }] as const;
		const reading: Reading = { ...AS_THEY_ARE, fields, simplify: true, country: DEFAULT_COUNTRY, sort };
		const { rows } = await reader.readPage(connection, reading, { from: to - hours * 3_600, to });
		return rows.map(({ output }) => output as unknown as CallRecord);
	}

	/**
	 * Reads whatever the log holds of a time, the earliest first unless said otherwise.
	 *
	 * @param some so many are enough, from that end; all without it
	 * @throws VoicenterError
	 */
	async function readRecords(
		connection: Connection,
		range: Range,
		some?: { direction?: 'asc' | 'desc'; limit?: number },
	): Promise<LogRecord[]> {
		const rows = await readByTime(connection, AS_THEY_ARE, range, some);
		return rows.map(({ second, identity, output }) => ({ second, identity, raw: output }));
	}

	/**
	 * Gets a call by its ID, and with it every record that has the ID: the two legs of a click to call share one.
	 *
	 * @throws InvalidInputError, VoicenterError; also when there is no such call
	 */
	async function getCall(connection: Connection, input: z.input<typeof getInput>) {
		const { callId, lookBackDays, ...output } = checkInput(getInput, input);
		const now = Math.floor(Date.now() / 1_000);
		const reading: Reading = { ...output, criteria: { callId }, sort: [], returnIncomplete: false };
		const range = { from: now - lookBackDays * 86_400, to: now };
		return (await readCall(reader, connection, reading, { callId, range, lookBackDays })).map(
			({ output: record }) => record,
		);
	}

	const waitForRecord = createAwaiting(pacing, awaiting);
	return { findCalls, getCall, readInto, readLatest, readRecords, searchCalls, waitForRecord };
}

/** The Call Log of this process: every node that reads it waits in the same line. */
export const { findCalls, getCall, readInto, readLatest, readRecords, searchCalls, waitForRecord } =
	createCallLog();

export { type Period, periodOf } from './period';
