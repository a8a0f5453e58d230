import type { FailureKind } from './errors';

/** What the policy looks at. */
export interface FailedAttempt {
	kind: FailureKind;
	httpStatus?: number | undefined;
	/** The request may be sent twice without harm: a read, or a write that Voicenter documents as repeatable. */
	repeatable: boolean;
}

/** Waits between attempts, in milliseconds; jitter of up to 100 % is added to each. */
export const RETRY = { attempts: 4, firstWaitMs: 250, longestWaitMs: 4_000 } as const;

const PASSING_STATUSES: ReadonlySet<number | undefined> = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Decides whether a failed request may be sent again. Pure.
 *
 * A request that never left this machine may always be; one that did only when it is repeatable. What
 * Voicenter refused, and what the user stopped, never is.
 */
export function mayRetry({ kind, httpStatus, repeatable }: FailedAttempt): boolean {
	switch (kind) {
		case 'unreachable':
			return true;
		case 'interrupted':
		case 'timeout':
			return repeatable;
		case 'http':
			return repeatable && PASSING_STATUSES.has(httpStatus);
		default:
			return false;
	}
}
