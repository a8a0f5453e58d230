/** Waits for recordings, which are there some minutes after the call (voicenter-api.md §3). */
import { setTimeout as wait } from 'node:timers/promises';

import type { Connection } from '../../request/account';
import type { VoicenterError } from '../../http/errors';
import { NAME } from './receive';

/** A clock that nobody can set, in milliseconds. */
export interface Clock {
	now: () => number;
	/** @throws VoicenterError when the execution is stopped */
	wait: (milliseconds: number) => Promise<void>;
}

/** What is asked for may be there later. */
export class NotReadyError extends Error {
	override readonly name = 'NotReadyError';

	/** @param error what the user reads when nobody waits any longer */
	constructor(readonly error: VoicenterError) {
		super(error.message);
	}
}

const WAITS_MS = [5_000, 10_000, 20_000, 30_000];

/**
 * Tries until it is there.
 *
 * @param minutes how long at most; 0: one try
 * @param attempt throws NotReadyError while it is not
 * @throws what the last attempt threw
 */
export async function untilReady<Result>(
	minutes: number,
	clock: Clock,
	attempt: () => Promise<Result>,
): Promise<Result> {
	const end = clock.now() + minutes * 60_000;
	for (let tries = 0; ; tries += 1) {
		try {
			return await attempt();
		} catch (error) {
			if (!(error instanceof NotReadyError)) throw error;
			const left = end - clock.now();
			if (left <= 0) throw error.error;
			await clock.wait(Math.min(WAITS_MS[tries] ?? 60_000, left));
		}
	}
}

/** The one that counts outside of tests. */
export function realClock({ http }: Connection): Clock {
	return {
		now: () => performance.now(),
		async wait(milliseconds) {
			try {
				await wait(milliseconds, undefined, http.signal ? { signal: http.signal } : {});
			} catch {
				const text = 'stopped, because the execution was stopped';
				throw http.fail({ operation: NAME, kind: 'cancelled', text });
			}
		},
	};
}
