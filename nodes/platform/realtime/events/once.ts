/** What one workflow is told once, however often it happens. */
import { BoundedMap } from '../../vocabulary/bounded';
import type { RealTimeEvent } from './event';

/** Calls that are remembered. */
const MOST_CALLS = 10_000;

/** Whether an event is to be told. */
type Test = (event: RealTimeEvent) => boolean;

/** What is told once; see {@link toldOnce}. */
export interface OnceSettings {
	/** A call rings and is answered once, on however many phones; otherwise once on each. */
	perCall: boolean;
	/** The legs that are wanted, where others are not. */
	legs?: readonly number[] | undefined;
	/** Callers who join a queue are told of when so many wait there; absent: every one. */
	queueFillsTo?: number | undefined;
}

/**
 * Adds to a filter what can only be told from one event to the next.
 *
 * @param isWanted the filter
 * @param settings what is told once
 * @returns whether an event is to be told. It must be asked about every event, in order
 */
export function toldOnce(isWanted: Test, { perCall, legs, queueFillsTo }: OnceSettings): Test {
	const isFirst = perCall ? oncePerCall(legs) : () => true;
	const queues = queueFillsTo === undefined ? undefined : filledQueues(queueFillsTo);
	return (event) => {
		queues?.note(event);
		if (!isWanted(event) || !isFirst(event)) return false;
		return !queues || event.event !== 'queueJoin' || queues.hasFilled(event);
	};
}

/**
 * A call may ring on ten phones, and there again every quarter of a minute, be answered on two in the same moment, and
 * again after a transfer. Of a click to call the customer's answer counts: that of the agent, whose phone is called
 * first, counts only where nothing but the agent's leg is wanted.
 */
function oncePerCall(legs: readonly number[] = []): Test {
	const told = new BoundedMap<string, true>(MOST_CALLS);
	const countsAgents = legs.length > 0 && !legs.includes(2);
	return ({ event, callId, leg }) => {
		if ((event !== 'newCall' && event !== 'answered') || callId === undefined) return true;
		if (event === 'answered' && leg === 1 && !countsAgents) return false;
		const key = `${event} ${callId}`;
		if (told.has(key)) return false;
		told.set(key, true);
		return true;
	};
}

/**
 * A queue that fills would start the workflow with each caller, and one around the mark again and again: it is full once,
 * until it has emptied to half.
 */
function filledQueues(callers: number) {
	const full = new Set<string>();
	const placeOf = (queue: RealTimeEvent['queue']) => queue?.id ?? queue?.name ?? '';
	const empty = (queue: RealTimeEvent['queue'], waiting: number) => {
		if (waiting <= callers / 2) full.delete(placeOf(queue));
	};
	return {
		note({ queue, waitingCalls, queues = [] }: RealTimeEvent): void {
			if (waitingCalls !== undefined) empty(queue, waitingCalls);
			for (const state of queues) empty(state.queue, state.calls.length);
		},
		hasFilled({ queue, waitingCalls = 0 }: RealTimeEvent): boolean {
			if (waitingCalls < callers || full.has(placeOf(queue))) return false;
			full.add(placeOf(queue));
			return true;
		},
	};
}
