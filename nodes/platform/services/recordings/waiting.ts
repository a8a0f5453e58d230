/** Waits for recordings, which are there some minutes after the call (voicenter-api.md §3). */
import type { VoicenterError } from '../../http/errors';
import type { Clock } from '../../request/clock';

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
