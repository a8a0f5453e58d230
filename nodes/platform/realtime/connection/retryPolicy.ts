import type { SessionTimings } from './timings';

/** What the policy looks at. */
export interface Failures {
	/** Attempts that failed since the last connection that lasted, each at one server. */
	count: number;
	/** Servers in the list. */
	servers: number;
}

/** What to do next. */
export interface NextTry {
	waitMs: number;
	/** Ask the login for the servers again before: none of those known could be used. */
	logInFirst: boolean;
}

/**
 * Decides when to try again, and whether with a new list of servers. Pure.
 *
 * Every server of the list is tried at once. When none could be used, the login is asked at once, because the
 * servers may have been replaced. From then on each attempt waits, twice as long each time, with jitter, and each
 * round of the list begins with the login.
 *
 * @param failures what has failed so far
 * @param timings the first and the longest wait
 * @param random from 0 to 1: where in the upper half of the wait this one lies
 */
export function nextTry(
	{ count, servers }: Failures,
	timings: Pick<SessionTimings, 'firstWaitMs' | 'longestWaitMs'>,
	random: number,
): NextTry {
	const rounds = Math.max(servers, 1);
	if (count <= rounds) return { waitMs: 0, logInFirst: count === rounds };
	return { waitMs: backoff(count - rounds, timings, random), logInFirst: count % rounds === 0 };
}

/**
 * A wait that doubles with each failure, with jitter in its upper half. Pure.
 *
 * @param failures one or more
 */
export function backoff(
	failures: number,
	{ firstWaitMs, longestWaitMs }: Pick<SessionTimings, 'firstWaitMs' | 'longestWaitMs'>,
	random: number,
): number {
	const full = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - 1, 30));
	return Math.round(full * (0.5 + random / 2));
}
