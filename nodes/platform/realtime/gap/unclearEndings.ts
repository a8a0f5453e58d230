import { BoundedMap } from '../../vocabulary/bounded';
import type { RealTimeEvent } from '../events/index';

/** More calls than end in a gap. */
const MOST_CALLS = 10_000;

/**
 * Endings of which a gap hides how they were. They are kept until the Call Log says it, so that the end of a call is told
 * once. Nothing is kept yet.
 */
export function createUnclearEndings() {
	const kept = new BoundedMap<string, RealTimeEvent[]>(MOST_CALLS);
	const begins = new BoundedMap<string, number>(MOST_CALLS);
	return {
		/** @returns whether the event is one, and is kept: the Call Log will be asked */
		keep(event: RealTimeEvent): boolean {
			const { callId } = event;
			if (callId === undefined || !event.recovered) return false;
			const isKept = isUnclear(event);
			if (isKept || event.event === 'queueExit') {
				const begin = Date.parse(event.startedAt ?? event.joinedAt ?? '');
				begins.set(callId, Number.isNaN(begin) ? -Infinity : begin);
			}
			if (!isKept) return false;
			kept.set(callId, [...(kept.get(callId) ?? []), event]);
			return true;
		},
		/** What the Call Log says of a call, with what was kept of it; that need not be told any more. */
		clear(event: RealTimeEvent): RealTimeEvent {
			const { callId = '' } = event;
			const all = kept.get(callId) ?? [];
			const same = all.filter((one) => one.event === event.event);
			const others = all.filter((one) => one.event !== event.event);
			if (others.length > 0) kept.set(callId, others);
			else kept.delete(callId);
			begins.delete(callId);
			const [first] = same;
			// Several phones have rung: that nobody took the call is one thing to tell.
			return first && event.event === 'callFinished' ? { ...first, ...event } : event;
		},
		/** Gives what was kept, of one call or of all: the Call Log will not say more, or the connection has said more. */
		release(callId?: string): RealTimeEvent[] {
			const events = callId === undefined ? [...kept.values()].flat() : (kept.get(callId) ?? []);
			if (callId === undefined) {
				kept.clear();
				begins.clear();
			} else kept.delete(callId);
			return events;
		},
		/** Whether the call as a whole is kept. */
		has: (callId: string) => kept.get(callId)?.some(({ event }) => event === 'callFinished') ?? false,
		/** When the earliest of the calls began, in milliseconds. */
		earliest: () => Math.min(...begins.values()),
	};
}

function isUnclear({ event, isAnswered }: RealTimeEvent): boolean {
	return (event === 'hangUp' || event === 'callFinished') && isAnswered === undefined;
}
