/** Call Log (voicenter-api.md §3): the records of calls that have ended. */
import type { z } from 'zod/v4';

import type { Connection } from '../../request/account';
import { findInput, getInput } from './input';
import { recallLastRun } from './lastRun';
import { createPacing, type Pacing } from './pacing';
import type { Range } from './range';
import { createReader, type Reading } from './reading';
import { sorted } from './sorting';
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
	const { readByTime, readRange } = createReader(pacing);
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
				text: `there is no record of the call ${callId} in the last ${lookBackDays === 1 ? 'day' : `${lookBackDays} days`}`,
				hint: 'A record appears some minutes after the call has ended. Check the call ID, or look further back with Days to Look Back.',
			});
		},
	};
}

/** The Call Log of this process: every node that reads it waits in the same line. */
export const { findCalls, getCall, readRecords } = createCallLog();
