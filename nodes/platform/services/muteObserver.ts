/** Looks at calls again and again, and says what changed since the look before. */

/** A call as Active Calls shows it. */
export interface WatchedCall {
	/** Tells it from other calls, and from the same call on another extension. */
	key: string;
	/** Undefined when Active Calls does not say. */
	isMuted: boolean | undefined;
}

/** What a look saw. */
export interface Sight<Call> {
	calls: readonly Call[];
	/** There are calls, and every one is as wanted. */
	isReached: boolean;
	/** A call became as wanted since the last look. */
	turned: boolean;
	/** A call is no longer as wanted. */
	turnedBack: boolean;
	/** A call that was not there at the last look is not as wanted. */
	hasNewcomer: boolean;
}

/**
 * Remembers the last look.
 *
 * @param muted how the recordings are wanted
 * @returns an observer that has not looked yet
 */
export function observe<Call extends WatchedCall>(muted: boolean) {
	let before: Map<string, boolean> | undefined;
	let seenAny = false;
	return {
		/** Whether any look saw a call. */
		hasSeenCalls: () => seenAny,
		/** Takes in what was read; compared with nothing the first time. */
		note: (calls: readonly Call[]): Sight<Call> => {
			const now = new Map(calls.map(({ key, isMuted }) => [key, isMuted === muted]));
			const entries = [...now];
			const sight = {
				calls,
				isReached: entries.length > 0 && entries.every(([, isWanted]) => isWanted),
				turned: entries.some(([key, isWanted]) => isWanted && before?.get(key) === false),
				turnedBack: entries.some(([key, isWanted]) => !isWanted && before?.get(key) === true),
				hasNewcomer: entries.some(([key, isWanted]) => !isWanted && before?.has(key) === false),
			};
			before = now;
			seenAny ||= calls.length > 0;
			return sight;
		},
	};
}
