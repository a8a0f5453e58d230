/** Waiting that ends when the execution is stopped. */
import { setTimeout as wait } from 'node:timers/promises';

import { CANCELLED } from '../http/errors';
import type { Connection } from './account';

/** A clock that nobody can set, in milliseconds; tests bring their own, so that they need not wait. */
export interface Clock {
	now: () => number;
	/** @throws VoicenterError when the execution is stopped */
	wait: (milliseconds: number) => Promise<void>;
}

/**
 * The one that counts outside of tests.
 *
 * @param operation who waits, as errors say it
 */
export function realClock({ http }: Connection, operation: string): Clock {
	return {
		now: () => performance.now(),
		async wait(milliseconds) {
			try {
				await wait(milliseconds, undefined, http.signal ? { signal: http.signal } : {});
			} catch {
				throw http.fail({ operation, ...CANCELLED });
			}
		},
	};
}
