/** Call Log takes 30 requests a minute (voicenter-api.md §3). They wait for their turn; they do not fail. */
import { setTimeout as pause } from 'node:timers/promises';

import pThrottle from 'p-throttle';

import type { Connection } from '../../account';
import { VoicenterError } from '../../http/errors';

/** How often may be asked, and what to do when Voicenter says that it was too often all the same. */
export interface PacingOptions {
	/** Requests within one interval, wherever it begins. */
	limit: number;
	intervalMs: number;
	/** How long to wait before asking again, time after time; then it is an error. */
	waitsMs: readonly number[];
}

/** Keeps requests to the rate; see {@link createPacing}. */
export interface Pacing {
	/** Resolves when the account's next request may go out; rejects at once when the execution is stopped. */
	turn: (connection: Connection) => Promise<void>;
	/**
	 * Asks, and asks again after a while when there were too many requests: other programs use the account too.
	 *
	 * @param ask sends the request
	 */
	patiently: <Result>(connection: Connection, ask: () => Promise<Result>) => Promise<Result>;
}

/** The documented rate, with a second to spare: requests do not all take the same time to get there. */
const DOCUMENTED: PacingOptions = {
	limit: 30,
	intervalMs: 61_000,
	waitsMs: [15_000, 30_000, 60_000, 60_000, 60_000],
};

/** Makes a pacing, whose memory is its own: accounts and origins are counted apart, and nothing else is. */
export function createPacing({ limit, intervalMs, waitsMs }: PacingOptions = DOCUMENTED): Pacing {
	const turns = new Map<string, (connection: Connection) => Promise<unknown>>();

	function turnOf({ account: { code, baseUrl } }: Connection): (connection: Connection) => Promise<unknown> {
		const key = JSON.stringify([code, baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).origin : '']);
		const known = turns.get(key);
		if (known) return known;
		const throttle = pThrottle({
			limit,
			interval: intervalMs,
			strict: true,
			onDelay: ({ log }: Connection) =>
				log(`Call Log: waiting, because Voicenter takes ${limit} requests a minute`),
		});
		const turn = throttle((connection: Connection) => Promise.resolve(connection));
		turns.set(key, turn);
		return turn;
	}

	return {
		turn(connection) {
			const { signal } = connection.http;
			return signal?.aborted
				? Promise.reject(stopped())
				: untilStopped(turnOf(connection)(connection), signal);
		},
		async patiently(connection, ask) {
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
		},
	};
}

function isTooMany(error: unknown): boolean {
	return error instanceof VoicenterError && (error.kind === 'rateLimited' || error.httpStatus === 429);
}

/** The turn that was waited for is lost when the wait is ended, which costs others nothing but time. */
async function untilStopped(turn: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
	let stop: () => void = () => undefined;
	const end = new Promise<never>((_, reject) => {
		stop = () => reject(stopped());
	});
	signal?.addEventListener('abort', stop, { once: true });
	try {
		await Promise.race([turn, end]);
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}

/** The HTTP client says what the user reads. */
function stopped(): Error {
	return new Error('The execution was stopped');
}
