/** Which calls of a gap nobody has been told of: what the Call Log knows, and the connection did not say. */
import { present } from '../../vocabulary/absent';
import type { CallRecord } from '../../vocabulary/callRecord';
import type { RealTimeEvent } from '../events/index';
import type { ReportedCalls } from './reportedCalls';

/** From one moment to another. */
export interface Period {
	from: Date;
	to: Date;
}

/** A period in which nothing was heard. */
export type Gap = Period;

/** A record of the Call Log, and what the Call Log itself says. */
export interface LoggedCall {
	record: CallRecord;
	raw: Record<string, unknown>;
}

/** Clocks of the real-time servers and of the Call Log differ, and the Call Log counts whole seconds. */
const CLOCK_SLACK_MS = 5_000;

/**
 * The abandoned and missed calls of a gap as events, each call once. Pure.
 *
 * @param gap when nothing was heard
 * @param calls what the Call Log has of that time and of the time before, when such calls may have begun
 * @param reported what has been told
 * @param heardSince from when on everything was heard but for gaps, in milliseconds
 */
export function missedInGap(
	gap: Gap,
	calls: readonly LoggedCall[],
	reported: Pick<ReportedCalls, 'knows' | 'hasReported'>,
	heardSince: number,
): RealTimeEvent[] {
	const answered = new Set(
		calls.filter(({ record }) => record.isAnswered).map(({ record }) => record.callId),
	);
	const missed = new Map<string, LoggedCall>();
	for (const call of calls) {
		const { callId, isAbandoned, isMissed } = call.record;
		const counts = isAbandoned || (isMissed && !answered.has(callId));
		if (!counts || !endedIn(gap, call.record, reported, heardSince) || reported.hasReported(call.record))
			continue;
		// Of two records of one call, the one that says that it was abandoned says more.
		if (isAbandoned || !missed.has(callId)) missed.set(callId, call);
	}
	return [...missed.values()].map(toEvent);
}

/**
 * The Call Log does not say when a call left its queue. What began before the gap and was not told of as abandoned
 * has ended in the gap, or later; what began before anything was heard counts only if it was heard of.
 */
function endedIn(
	{ from, to }: Gap,
	{ callId, startedAt, endedAt }: CallRecord,
	reported: Pick<ReportedCalls, 'knows'>,
	heardSince: number,
): boolean {
	const end = Date.parse(endedAt ?? '');
	if (!Number.isNaN(end)) {
		return end >= from.getTime() - CLOCK_SLACK_MS && end <= to.getTime() + CLOCK_SLACK_MS;
	}
	const begin = Date.parse(startedAt ?? '');
	if (Number.isNaN(begin) || begin > to.getTime() + CLOCK_SLACK_MS) return false;
	return begin >= Math.min(heardSince, from.getTime()) - CLOCK_SLACK_MS || reported.knows(callId);
}

function toEvent({ record, raw }: LoggedCall): RealTimeEvent {
	const event = record.isAbandoned ? 'queueAbandoned' : 'hangUp';
	const at = record.endedAt ?? new Date().toISOString();
	return { ...present(record), event, at, recovered: true, raw };
}
