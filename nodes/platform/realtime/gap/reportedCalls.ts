import type { CallRecord } from '../../vocabulary/callRecord';
import type { RealTimeEvent } from '../events/index';
import { BoundedMap } from '../events/bounded';

/** What has been reported of each call; see {@link createReportedCalls}. */
export interface ReportedCalls {
	/** Takes note of an event that is told. */
	note: (event: RealTimeEvent) => void;
	/** Whether anything was heard of the call. */
	knows: (callId: string) => boolean;
	/** Whether it was told already that this call was abandoned or missed. */
	hasReported: (record: CallRecord) => boolean;
}

interface Seen {
	/** It left its queue, and that was told as it happened, or how it ended is known. */
	hasLeftQueue: boolean;
	/** When a phone hung up last, in milliseconds; Infinity when a gap hides it, but not whether it was answered. */
	hungUpAt: number;
}

/** More calls than a large account has in an hour. */
const MOST_CALLS = 50_000;

/** Clocks of the real-time servers and of the Call Log differ, and the Call Log counts whole seconds. */
const CLOCK_SLACK_MS = 5_000;

/** A memory without calls. It is bounded: the calls heard of first are forgotten first. */
export function createReportedCalls(): ReportedCalls {
	const calls = new BoundedMap<string, Seen>(MOST_CALLS);
	return {
		note({ event, callId, recovered, isAnswered, endedAt, at }) {
			if (callId === undefined) return;
			const seen = calls.get(callId) ?? { hasLeftQueue: false, hungUpAt: -Infinity };
			if (event === 'queueJoin') seen.hasLeftQueue = false;
			// What a snapshot says of a call that is gone is not how it went.
			if (event === 'queueAbandoned' || (event === 'queueExit' && !recovered)) seen.hasLeftQueue = true;
			if (event === 'hangUp' && !recovered) seen.hungUpAt = Date.parse(endedAt ?? at);
			if (event === 'hangUp' && recovered && isAnswered !== undefined) seen.hungUpAt = Infinity;
			calls.set(callId, seen);
		},
		knows: (callId) => calls.has(callId),
		hasReported({ callId, isAbandoned, endedAt }) {
			const seen = calls.get(callId);
			if (!seen) return false;
			if (isAbandoned || endedAt === undefined) return seen.hasLeftQueue;
			return seen.hasLeftQueue || seen.hungUpAt >= Date.parse(endedAt) - CLOCK_SLACK_MS;
		},
	};
}
