/** Call Log takes 30 requests a minute (voicenter-api.md §3). They wait for their turn; they do not fail. */
import { setTimeout as pause } from 'node:timers/promises';

import pLimit from 'p-limit';

import type { Connection } from '../../request/account';
import { VoicenterError } from '../../http/errors';
import { nameOfLog } from './login';

/** Says that a request is over. */
export type Done = () => void;

/** How often may be asked, and what to do when Voicenter says that it was too often all the same. */
export interface PacingOptions {
	/** Requests within one interval, wherever it begins. */
	limit: number;
	intervalMs: number;
	/** How long to wait before asking again, time after time; then it is an error. */
	waitsMs: readonly number[];
}

/** The documented rate, with a second to spare for clocks that do not quite agree. */
const DOCUMENTED: PacingOptions = {
	limit: 30,
	intervalMs: 61_000,
	waitsMs: [15_000, 30_000, 60_000, 60_000, 60_000],
};

/**
 * Makes a pacing, whose memory is its own: accounts and origins are counted apart, and nothing else is.
 *
 * There are as many places as requests an interval. A request holds one from before it is sent until an interval
 * after its answer has come: so of any two in one place, the second reaches Voicenter more than an interval after
 * the first, however long either was under way, and Voicenter never counts more than the limit.
 */
export function createPacing({ limit, intervalMs, waitsMs }: PacingOptions = DOCUMENTED) {
	const accounts = new Map<string, ReturnType<typeof pLimit>>();

	function placesOf({ account }: Connection): ReturnType<typeof pLimit> {
		const key = nameOfLog(account);
		const known = accounts.get(key);
		if (known) return known;
		const places = pLimit(limit);
		accounts.set(key, places);
		return places;
	}

	/**
	 * Resolves when the account's next request may go out; rejects at once when the execution is stopped.
	 *
	 * @returns what to call once, when the request has been answered or given up: the turn is another's one interval later
	 */
	function turn(connection: Connection) {
		const { signal } = connection.http;
		if (signal?.aborted) return Promise.reject<Done>(stopped());
		const places = placesOf(connection);
		if (places.activeCount + places.pendingCount >= limit) {
			connection.log(`Call Log: waiting, because Voicenter takes ${limit} requests a minute`);
		}
		return new Promise<Done>((resolve, reject) => {
			const stop = () => reject(stopped());
			signal?.addEventListener('abort', stop, { once: true });
			void places(async () => {
				signal?.removeEventListener('abort', stop);
				// Nobody waits any more: the place is the next one's.
				if (signal?.aborted) return;
				await new Promise<void>((done) => resolve(done));
				await pause(intervalMs, undefined, { ref: false });
			});
		});
	}

	/**
	 * Asks, and asks again after a while when there were too many requests: other programs use the account too.
	 *
	 * @param ask sends the request
	 */
	async function patiently<Result>(connection: Connection, ask: () => Promise<Result>) {
		for (const waitMs of waitsMs) {
			try {
				return await ask();
			} catch (error) {
				if (!isTooMany(error)) throw error;
			}
			connection.log(
				`Call Log: Voicenter says that there were too many requests; asking again in ${waitMs / 1_000} seconds`,
			);
			// A stop ends the wait, and the client says so instead of sending anything.
			await pause(waitMs, undefined, { signal: connection.http.signal }).catch(() => undefined);
		}
		return ask();
	}

	return { turn, patiently };
}

/** See {@link createPacing}. */
export type Pacing = ReturnType<typeof createPacing>;

function isTooMany(error: unknown): boolean {
	return error instanceof VoicenterError && (error.kind === 'rateLimited' || error.httpStatus === 429);
}

/** The HTTP client says what the user reads. */
function stopped(): Error {
	return new Error('The execution was stopped');
}
