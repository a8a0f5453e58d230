/** How patient a real-time session is; all in milliseconds. Tests use shorter times. */
export interface SessionTimings {
	/** For one attempt to connect and to be let in. */
	attemptMs: number;
	/** So long without an event, and the server is asked whether it is there (voicenter-api.md §13). */
	keepaliveMs: number;
	/** How long its answer may take. Together with `keepaliveMs` less than two keepalive periods. */
	answerMs: number;
	/** The first wait after failures; each further one is twice as long. */
	firstWaitMs: number;
	longestWaitMs: number;
	/** A connection that lasted less than this counts as a failure: a server that drops everybody is not hammered. */
	stableMs: number;
	/** How long before its end a token is renewed, at most; short-lived tokens are renewed in their last fifth. */
	renewBeforeMs: number;
	/** So long on another server before the preferred one is tried again. */
	returnAfterMs: number;
	/** And only after so long without an event. */
	quietMs: number;
	/** How long both connections are open when moving to the preferred server. */
	overlapMs: number;
	/** How long a clean goodbye may take. */
	goodbyeMs: number;
}

/** What a session uses unless told otherwise. */
export const DEFAULT_TIMINGS: SessionTimings = {
	attemptMs: 5_000,
	keepaliveMs: 60_000,
	answerMs: 15_000,
	firstWaitMs: 500,
	longestWaitMs: 30_000,
	stableMs: 5_000,
	renewBeforeMs: 300_000,
	returnAfterMs: 600_000,
	quietMs: 60_000,
	overlapMs: 1_000,
	goodbyeMs: 500,
};

/** Node's timers take no longer time than this; a longer one would end at once. */
export const LONGEST_TIMER_MS = 2_147_483_647;
