import { BoundedMap } from './bounded';
import type { RealTimeEvent } from './event';

/** Calls whose first answer is remembered. */
const MOST_CALLS = 10_000;

/**
 * Lets the first answer of a call through, and none after it: a call that rings on many phones may be answered on more
 * than one in the same moment, and again after a transfer. The two legs of a call count each for themselves. All other
 * events pass.
 */
export function firstAnswerOnly(): (event: RealTimeEvent) => boolean {
	const answered = new BoundedMap<string, true>(MOST_CALLS);
	return ({ event, callId, leg }) => {
		if (event !== 'answered' || callId === undefined) return true;
		const key = `${callId} ${leg ?? ''}`;
		if (answered.has(key)) return false;
		answered.set(key, true);
		return true;
	};
}
