/** Waits for the record of a call, which appears some minutes after the call has ended (voicenter-api.md §3). */
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { CANCELLED, type FailureKind, VoicenterError } from '../../http/errors';
import type { Account, Connection } from '../../request/account';
import { callIdField, countryField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import type { CallRecord } from '../../vocabulary/callRecord';
import { localeOf } from '../../vocabulary/locale';
import { DEFAULT_TIME_ZONE } from '../../vocabulary/times';
import { type JoinedCall, joinRecords } from './joinedCall';
import { nameOfLog } from './login';
import type { Pacing } from './pacing';
import { describeRow } from './record';
import { createWatch, type Watch, type Watcher } from './watch';

/** How it is waited. */
export interface AwaitingOptions {
	/** See {@link createWatch}. */
	pauseMs: number;
	/** How long the rest of a call is waited for once it is known how it ended: another leg, the recording. */
	restMs: number;
}

/** Three requests a minute, or twelve where one execution follows another: others read the Call Log, too. */
const PACE: AwaitingOptions = { pauseMs: 20_000, restMs: 120_000 };

const awaitInput = z.object({
	callId: callIdField,
	country: countryField,
	waitMinutes: z.coerce
		.number({ error: 'Give a number of minutes' })
		.nonnegative({ error: 'Give a number of minutes, or 0' })
		.max(1_440, { error: 'Give 1440 minutes, which is a day, or fewer' })
		.default(60),
});

/** Which call, and how long it is waited for; 0 minutes: its record is asked for once. */
export type AwaitInput = z.input<typeof awaitInput>;

/** A call whose record was waited for. */
export interface AwaitedCall extends Partial<CallRecord> {
	callId: string;
	/** There is a record of it. */
	isFound: boolean;
	/** Every leg is there, how it ended is known, and its recording is there where one is expected. */
	isComplete: boolean;
	/** Click to call and agent dialer: the agent picked up. */
	isAnsweredByAgent?: boolean;
}

/**
 * Waits for the record of a call, its legs joined.
 *
 * @returns what is known when the record is complete, or when the time is over
 * @throws InvalidInputError; VoicenterError when the execution is stopped, when Voicenter refuses, and when the time is
 *   over, nothing is known and the log could not be read at the end
 */
export type WaitForRecord = (connection: Connection, input: AwaitInput) => Promise<AwaitedCall>;

/** Makes a {@link WaitForRecord}; all that is waited for through it is asked for together, each account's by itself. */
export function createAwaiting(pacing: Pacing, { pauseMs, restMs }: AwaitingOptions = PACE): WaitForRecord {
	const watches = new Map<string, Watch>();

	function watchOf(account: Account): Watch {
		const name = nameOfLog(account);
		const watch = watches.get(name) ?? createWatch(pacing, pauseMs, account);
		watches.set(name, watch);
		return watch;
	}

	return async (connection, input) => {
		const { callId, country, waitMinutes } = checkInput(awaitInput, input);
		const { account, http, log } = connection;
		const locale = localeOf({ country, timeZone: account.timeZone });
		const watch = watchOf(account);
		const until = performance.now() + waitMinutes * 60_000;
		const isOver = () => performance.now() >= until;

		return await new Promise<AwaitedCall>((resolve, reject) => {
			let latest: JoinedCall | undefined;
			let endKnownAt: number | undefined;
			const leave = () => {
				watch.leave(watcher);
				http.signal?.removeEventListener('abort', stopped);
			};
			const give = () => {
				leave();
				resolve(toAwaited(callId, latest));
			};
			const fail = (error: unknown) => {
				leave();
				reject(error instanceof Error ? error : new Error(String(error)));
			};
			const stopped = () => fail(http.fail({ operation: NAME, ...CANCELLED }));
			const watcher: Watcher = {
				callId,
				since: beginOf(callId, account),
				log,
				read(records) {
					const joined = joinRecords(records.map((record) => describeRow(record, locale)));
					// That nobody answered counts when it is said twice: a record may be there before all of it is.
					const isSure = joined?.call.isAnswered === true || isSame(joined, latest);
					latest = joined ?? latest;
					if (joined?.isEndKnown && isSure) endKnownAt ??= performance.now();
					const isRestOver = endKnownAt !== undefined && performance.now() - endKnownAt >= restMs;
					if (isOver() || isRestOver || (joined?.isWhole && isSure)) give();
				},
				failed(error) {
					if (!mayPass(error)) {
						fail(error);
						return;
					}
					log(`Call Log: could not be read, and will be asked again: ${(error as Error).message}`);
					if (!isOver()) return;
					if (latest) give();
					else fail(error);
				},
			};
			http.signal?.addEventListener('abort', stopped, { once: true });
			if (http.signal?.aborted) stopped();
			else watch.join(watcher);
		});
	};
}

const NAME = 'Wait for the record of a call';

const PASSING = new Set<FailureKind>([
	'rateLimited',
	'unreachable',
	'interrupted',
	'timeout',
	'unreadable',
	'http',
]);

function mayPass(error: unknown): boolean {
	return error instanceof VoicenterError && PASSING.has(error.kind);
}

function isSame(one: JoinedCall | undefined, other: JoinedCall | undefined): boolean {
	return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

function toAwaited(callId: string, joined: JoinedCall | undefined): AwaitedCall {
	if (!joined) return { callId, isFound: false, isComplete: false };
	return { ...joined.call, callId, isFound: true, isComplete: joined.isWhole };
}

const HOUR = 3_600;

/**
 * From when on a call is looked for. A click to call’s ID begins with when it began, by the account's clock; that clock
 * may be set otherwise in the credential.
 *
 * @returns seconds since 1970; a day ago where the ID does not tell
 */
function beginOf(callId: string, { timeZone = DEFAULT_TIME_ZONE }: Account): number {
	const now = Math.floor(Date.now() / 1_000);
	const begin = DateTime.fromFormat(callId.slice(0, 14), 'yyyyMMddHHmmss', { zone: timeZone }).toSeconds();
	return Math.max(now - 24 * HOUR, begin <= now ? begin - 4 * HOUR : 0);
}
