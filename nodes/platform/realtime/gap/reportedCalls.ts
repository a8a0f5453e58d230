/** What has been told of each call, so that nothing that the Call Log knows is told again. */
import { createHash } from 'node:crypto';

import type { CallRecord } from '../../vocabulary/callRecord';
import type { RealTimeEvent } from '../events/index';
import { BoundedMap } from '../../vocabulary/bounded';

/**
 * What has been reported to some who listen: by the connection from now on, by the Call Log, and to their like in an
 * earlier process.
 */
export interface ReportedTo {
	/** Takes note of what they were told from the Call Log. */
	note: (event: RealTimeEvent) => void;
	/** Whether anything was heard of the call. */
	knows: (callId: string) => boolean;
	/** Whether the connection has told of the call, so that its end is told by what it tells. */
	isFollowed: (callId: string) => boolean;
	/** Whether it was told already that this call was abandoned or missed. */
	hasReported: (record: CallRecord) => boolean;
	/** Whether the call was told as a whole. */
	hasFinished: (callId: string) => boolean;
}

/** Endings that were told, by a short name of each call: 1 it left its queue, 2 a phone hung up, 4 it was told as a whole. */
export type EarlierCalls = Readonly<Record<string, number>>;

const LEFT_QUEUE = 1;
const HUNG_UP = 2;
const FINISHED = 4;

interface Seen {
	/** It left its queue, and that was told as it happened, or how it ended is known. */
	hasLeftQueue: boolean;
	/** When a phone hung up last, in milliseconds; Infinity when a gap hides it, but not whether it was answered. */
	hungUpAt: number;
	hasFinished: boolean;
	/** Which event told of its end as a whole, as they are counted. */
	finishedBy: number;
}

/** More calls than a large account has in an hour. */
const MOST_CALLS = 50_000;

/** Clocks of the real-time servers and of the Call Log differ, and the Call Log counts whole seconds. */
const CLOCK_SLACK_MS = 5_000;

/** Endings outlast the process for so long: callers who gave up have no time of it in the Call Log. */
export const RECENT_MS = 3_600_000;

/** Of all other calls the Call Log says when they ended, so that only those are doubtful that ended just before a gap. */
const BRIEF_MS = 300_000;

/** Endings of either kind that outlast the process: some 60 kB in the workflow's static data at most. */
const MOST_RECENT = 2_000;

/** A memory without calls. It is bounded: the calls heard of first are forgotten first. */
export function createReportedCalls() {
	const heard = new BoundedMap<string, Seen>(MOST_CALLS);
	/** By the call's short name, the ones told last at the end: callers who gave up, and all others. */
	const gaveUp = new BoundedMap<string, { flags: number; at: number }>(MOST_RECENT);
	const others = new BoundedMap<string, { flags: number; at: number }>(MOST_RECENT);
	let count = 0;

	function note(calls: Map<string, Seen>, event: RealTimeEvent): void {
		const { callId } = event;
		count += 1;
		if (callId === undefined) return;
		const before = calls.get(callId);
		const seen = after(before, event, count);
		calls.set(callId, seen);
		if (seen.hasLeftQueue && !before?.hasLeftQueue) remember(callId, LEFT_QUEUE, event.isAnswered !== true);
		if (seen.hungUpAt !== (before?.hungUpAt ?? -Infinity)) remember(callId, HUNG_UP);
		if (seen.hasFinished && !before?.hasFinished) remember(callId, FINISHED);
	}

	function remember(callId: string, flag: number, hasGivenUp = false): void {
		const name = shortName(callId);
		const flags = ((gaveUp.get(name) ?? others.get(name))?.flags ?? 0) | flag;
		const calls = hasGivenUp || gaveUp.has(name) ? gaveUp : others;
		gaveUp.delete(name);
		others.delete(name);
		calls.set(name, { flags, at: performance.now() });
	}

	return {
		/** Takes note of what the connection has told. */
		note: (event: RealTimeEvent) => note(heard, event),
		/** What those know who are told of one or several gaps. */
		to(earlier: EarlierCalls = {}): ReportedTo {
			const since = count;
			const logged = new BoundedMap<string, Seen>(MOST_CALLS);
			/** A call that was over before these began to listen is news to them. */
			const heardBy = (callId: string): Seen | undefined => {
				const seen = heard.get(callId);
				return seen?.hasFinished && seen.finishedBy <= since ? undefined : seen;
			};
			const toldBefore = (callId: string, flags: number): boolean =>
				((earlier[shortName(callId)] ?? 0) & flags) !== 0;
			return {
				note: (event) => note(logged, event),
				knows: (callId) => heardBy(callId) !== undefined,
				isFollowed: (callId) => heardBy(callId) !== undefined,
				hasReported: (record) =>
					toldBefore(record.callId, record.isAbandoned ? LEFT_QUEUE : LEFT_QUEUE | HUNG_UP) ||
					[heardBy(record.callId), logged.get(record.callId)].some((seen) => says(seen, record)),
				hasFinished: (callId) =>
					toldBefore(callId, FINISHED) ||
					[heardBy(callId), logged.get(callId)].some((seen) => seen?.hasFinished),
			};
		},
		/**
		 * The endings of the last hour, for a later process.
		 *
		 * @param gapMs how long ago that began which the later process will not know
		 */
		recent(gapMs: number): EarlierCalls {
			forgetOlder(gaveUp, RECENT_MS);
			forgetOlder(others, Math.min(RECENT_MS, gapMs + BRIEF_MS));
			return Object.fromEntries([...gaveUp, ...others].map(([name, { flags }]) => [name, flags]));
		},
	};
}

function forgetOlder(calls: Map<string, { at: number }>, ms: number): void {
	const oldest = performance.now() - ms;
	for (const [name, { at }] of calls) {
		if (at >= oldest) break;
		calls.delete(name);
	}
}

function after(before: Seen | undefined, told: RealTimeEvent, count: number): Seen {
	const { event, recovered, isAnswered, endedAt, at } = told;
	const seen = before
		? { ...before }
		: { hasLeftQueue: false, hungUpAt: -Infinity, hasFinished: false, finishedBy: 0 };
	if (event === 'queueJoin') seen.hasLeftQueue = false;
	// What a snapshot says of a call that is gone is not how it went.
	if (event === 'queueAbandoned' || (event === 'queueExit' && !recovered)) seen.hasLeftQueue = true;
	if (event === 'hangUp' && !recovered) seen.hungUpAt = Date.parse(endedAt ?? at);
	if (event === 'hangUp' && recovered && isAnswered !== undefined) seen.hungUpAt = Infinity;
	if (event === 'callFinished') {
		seen.hasFinished = true;
		seen.finishedBy = count;
	}
	return seen;
}

/** Whether what was told says that the call was abandoned or missed, or how else it ended. */
function says(seen: Seen | undefined, { isAbandoned, endedAt }: CallRecord): boolean {
	if (!seen) return false;
	if (isAbandoned || endedAt === undefined) return seen.hasLeftQueue;
	return seen.hasLeftQueue || seen.hungUpAt >= Date.parse(endedAt) - CLOCK_SLACK_MS;
}

/** Two of an hour's calls have the same one once in a million hours. */
function shortName(callId: string): string {
	return createHash('sha1').update(callId).digest('base64url').slice(0, 9);
}
