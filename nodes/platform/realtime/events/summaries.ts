/** Whole calls out of their events: rang where, answered by whom, waited, talked, held. */
import { BoundedMap } from '../../vocabulary/bounded';
import type { RealTimeEvent } from './event';
import { finishedCall, untoldAnswer } from './finished';
import { extend, link } from './extend';
import { beginSummary, type CallSummary, isOpen, hasTalked, openFromSnapshot } from './summary';

/** How long a call may be nowhere before it counts as finished. Milliseconds. */
export interface SummaryTimes {
	/** After a talk that was hung up: long enough for a call that is passed on to ring elsewhere. */
	afterTalkMs: number;
	/**
	 * Otherwise. A call was seen to ring again after 19 s, and an agent's phone to be heard of 10 s after the queue gave it
	 * the call; what a transfer leads to is told by another call.
	 */
	beforeTalkMs: number;
	/** A call that was silent for so long may have ended, and its end be lost: the next lists tell. */
	doubtedAfterMs: number;
	/** A call that was silent for so long is given up without a summary. */
	forgottenAfterMs: number;
}

/** The times unless others are given. */
export const SUMMARY_TIMES: SummaryTimes = {
	afterTalkMs: 5_000,
	beforeTalkMs: 30_000,
	doubtedAfterMs: 30 * 60_000,
	forgottenAfterMs: 12 * 3_600_000,
};

const MOST_CALLS = 10_000;

/** How often summaries are looked through for those that nothing was heard of. */
const SWEEP_EVERY_MS = 60_000;

/** The call summaries of one account, which has no calls yet. */
export function createCallSummaries(times: SummaryTimes = SUMMARY_TIMES) {
	const open = new Map<string, CallSummary>();
	/** Calls that are nowhere at the moment, and when they count as finished. */
	const settling = new Map<string, number>();
	/** What was told already: late words of it start nothing, and if it comes back it is told whole. */
	const told = new BoundedMap<string, CallSummary>(MOST_CALLS / 2);
	let forgotten = 0;
	let sweepAt: number | undefined;
	let doubtAt = 0;
	/** No call is settled before: most events need not look at them. */
	let nextDue = Infinity;

	const finish = (now: number): RealTimeEvent[] => {
		const finished: RealTimeEvent[] = [];
		if (now >= nextDue) {
			nextDue = Infinity;
			for (const [callId, due] of settling) {
				if (due > now) nextDue = Math.min(nextDue, due);
				else finished.push(...conclude(callId));
			}
		}
		sweepAt ??= now + SWEEP_EVERY_MS;
		if (now >= sweepAt) {
			sweepAt = now + SWEEP_EVERY_MS;
			for (const [callId, summary] of open) {
				if (now - summary.heardAt >= times.forgottenAfterMs) forget(callId);
			}
		}
		return finished;
	};

	const conclude = (callId: string): RealTimeEvent[] => {
		const summary = open.get(callId);
		settling.delete(callId);
		if (!summary) return [];
		open.delete(callId);
		const finished = finishedCall(summary);
		const isUntold = summary.taken !== undefined && !summary.hasTold;
		const events = isUntold ? [untoldAnswer(finished), finished] : [finished];
		// What the server sent is large, and is told with the next event if there is one.
		told.set(callId, { ...summary, hasTold: summary.hasTold || finished.isAnswered === true, raw: {} });
		return events;
	};

	const settle = (callId: string, due: number) => {
		settling.set(callId, due);
		nextDue = Math.min(nextDue, due);
	};

	const forget = (callId: string) => {
		open.delete(callId);
		settling.delete(callId);
		forgotten += 1;
	};

	const summaryOf = (event: RealTimeEvent, callId: string): CallSummary | undefined => {
		const known = open.get(callId);
		if (known) return known;
		const earlier = told.get(callId);
		if (earlier && !BEGINNINGS.has(event.event)) return undefined;
		told.delete(callId);
		const summary = earlier ? { ...earlier, continued: true } : beginSummary(callId);
		open.set(callId, summary);
		if (open.size > MOST_CALLS) for (const oldest of open.keys()) return (forget(oldest), summary);
		return summary;
	};

	const follow = (event: RealTimeEvent, now: number) => {
		const { callId } = event;
		if (callId === undefined || !CALL_STEPS.has(event.event) || event.direction === 'spy') return;
		const summary = summaryOf(event, callId);
		if (!summary) return;
		extend(summary, event);
		for (const relatedId of event.relatedCallIds ?? []) {
			const related = open.get(relatedId);
			if (related) link(related, event);
		}
		summary.heardAt = now;
		if (isOpen(summary)) settling.delete(callId);
		else settle(callId, now + (hasTalked(summary) ? times.afterTalkMs : times.beforeTalkMs));
	};

	return {
		/**
		 * @param event from the account's state, connection events and snapshots too
		 * @param now milliseconds, by any clock that does not go back
		 * @returns `callFinished` events of calls that are over; before it `answered`, where an agent took a call on a phone
		 *   that is not seen
		 */
		apply(event: RealTimeEvent, now: number): RealTimeEvent[] {
			const finished = finish(now);
			if (event.event === 'extensionsSnapshot' || event.event === 'queuesSnapshot') {
				for (const part of openFromSnapshot(event)) {
					if (told.has(part.callId) || isKnown(open.get(part.callId), part.key)) continue;
					follow(part.event, now);
				}
			} else {
				follow(event, now);
			}
			return finished;
		},
		/** As `apply`, without an event: to be asked about once a second. */
		tick: finish,
		/**
		 * @param now as for `apply`
		 * @returns whether to ask for the lists, because of a call that has been silent for long; once in that time
		 */
		needsLists(now: number): boolean {
			if (now < doubtAt) return false;
			doubtAt = now + SWEEP_EVERY_MS;
			for (const { heardAt } of open.values()) {
				if (now - heardAt < times.doubtedAfterMs) continue;
				doubtAt = now + times.doubtedAfterMs;
				return true;
			}
			return false;
		},
		/** Calls that are being followed. */
		get open(): number {
			return open.size;
		},
		/** Calls whose end was never heard of. */
		get forgotten(): number {
			return forgotten;
		},
	};
}

/** A snapshot may be older than the events before it: what it shows of a part that is known, also as ended, is no news. */
function isKnown(summary: CallSummary | undefined, key: string): boolean {
	return summary !== undefined && (summary.parts.has(key) || summary.queues.has(key));
}

const BEGINNINGS: ReadonlySet<string> = new Set(['newCall', 'answered', 'queueJoin']);

const CALL_STEPS: ReadonlySet<string> = new Set([
	...BEGINNINGS,
	'hangUp',
	'hold',
	'unhold',
	'queueExit',
	'queueAbandoned',
]);
