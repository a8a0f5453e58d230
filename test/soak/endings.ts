import { setTimeout as pause } from 'node:timers/promises';

/**
 * @param what for the error: "the last records are acknowledged"
 * @param tell what is known when it is not over in time
 * @returns what the work gives
 * @throws Error when the work takes longer
 */
export async function within<Result>(
	seconds: number,
	what: string,
	work: Promise<Result>,
	tell: () => string = () => '',
): Promise<Result> {
	const over = new AbortController();
	const late = pause(seconds * 1_000, undefined, { signal: over.signal }).then(() => {
		throw new Error(`After ${seconds} s it is not so that ${what}. ${tell()}`.trim());
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		over.abort();
		late.catch(() => undefined);
	}
}

/** Things that are done at the same time for so long; see {@link openSeason}. */
export interface Season {
	/** Does something again and again until the time is over, or something else has failed. */
	again: (everyMs: number, work: () => unknown) => Promise<void>;
	/** @throws the first failure, at once: nobody waits for the rest of the time then */
	all: <Works extends readonly Promise<unknown>[]>(
		works: readonly [...Works],
	) => Promise<{ -readonly [Place in keyof Works]: Awaited<Works[Place]> }>;
}

/** A time that is over when it is, or when something fails. */
export function openSeason(seconds: number): Season {
	const over = performance.now() + seconds * 1_000;
	const failure = new AbortController();
	return {
		async again(everyMs, work) {
			while (performance.now() < over && !failure.signal.aborted) {
				await work();
				await pause(everyMs, undefined, { signal: failure.signal }).catch(() => undefined);
			}
		},
		async all(works) {
			try {
				return await Promise.all(works);
			} catch (error) {
				failure.abort();
				throw error;
			}
		},
	};
}
