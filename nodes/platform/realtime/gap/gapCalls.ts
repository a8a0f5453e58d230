/** What nobody has been told of the calls of a gap: what the Call Log knows, and the connection did not say. */
import { present } from '../../vocabulary/absent';
import type { CallRecord } from '../../vocabulary/callRecord';
import type { RealTimeEvent } from '../events/index';
import type { ReportedTo } from './reportedCalls';

/** From one moment to another. */
export interface Period {
	from: Date;
	to: Date;
}

/** A period in which nothing was heard. */
export type Gap = Period;

/** A record of the Call Log, and what the Call Log itself says. */
export interface LoggedCall {
	/** What tells the record from every other; the same at every reading. */
	identity: string;
	/** Made when it is asked for: most records are known already. */
	readonly record: CallRecord;
	raw: Record<string, unknown>;
}

/** Clocks of the real-time servers and of the Call Log differ, and the Call Log counts whole seconds. */
const CLOCK_SLACK_MS = 5_000;

/**
 * Whether a record may be of a call that ended in the gap.
 *
 * The Call Log does not say when a call left its queue. What began before the gap and was not told of as abandoned
 * has ended in the gap, or later; what began before anything was heard counts only if it was heard of.
 *
 * @param heardSince from when on everything was heard but for gaps, in milliseconds
 */
export function endedIn(
	{ from, to }: Gap,
	{ callId, startedAt, endedAt }: CallRecord,
	reported: Pick<ReportedTo, 'knows'>,
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

/** A call that ended in a gap, as far as the Call Log has it. */
export interface CallOfGap {
	gap: Gap;
	/** Those that {@link endedIn} the gap. */
	records: readonly LoggedCall[];
	/** Another record of it, from outside of the gap, says that it was answered. */
	isAnsweredElsewhere: boolean;
	/** The connection has told of its end, and could not say how it was. */
	isUnclear: boolean;
	/** The Call Log will not be asked again. */
	isLast: boolean;
}

/**
 * What is to be told of a call: that it was abandoned or missed, and how the whole of it was. Pure.
 *
 * @param reported what has been told
 */
export function untoldOf(
	{ gap, records, isAnsweredElsewhere, isUnclear, isLast }: CallOfGap,
	reported: Omit<ReportedTo, 'note'>,
): RealTimeEvent[] {
	const whole = outcomeOf(records);
	if (!whole) return [];
	const events: RealTimeEvent[] = [];
	const isAnswered = isAnsweredElsewhere || records.some(({ record }) => record.isAnswered);
	const missed =
		records.find(({ record }) => record.isAbandoned) ??
		(isAnswered ? undefined : records.find(({ record }) => record.isMissed));
	if (missed && !reported.hasReported(missed.record)) {
		events.push(toEvent(missed, missed.record.isAbandoned ? 'queueAbandoned' : 'hangUp'));
	}
	// The record of the customer's leg, which says whether the customer answered, may come later.
	const isWhole = (isLast || whole.record.leg !== 1) && (whole.record.isAnswered || !isAnsweredElsewhere);
	const { callId } = whole.record;
	// A call that the connection tells of ends with what it tells, unless that could not say how.
	const isOurs = isUnclear || (beganIn(gap, whole.record) && !reported.isFollowed(callId));
	if (isWhole && isOurs && !reported.hasFinished(callId)) events.push(toEvent(whole, 'callFinished'));
	return events;
}

/** The record that says most: of the customer's leg where there are two, and of somebody who answered. */
function outcomeOf(records: readonly LoggedCall[]): LoggedCall | undefined {
	const weight = ({ record }: LoggedCall): number =>
		(record.leg === 1 ? 0 : 4) + (record.isAnswered ? 2 : 0) + (record.isAbandoned ? 1 : 0);
	return records.toSorted((one, other) => weight(other) - weight(one))[0];
}

function beganIn({ from }: Gap, { startedAt }: CallRecord): boolean {
	return Date.parse(startedAt ?? '') >= from.getTime() - CLOCK_SLACK_MS;
}

function toEvent(
	{ record, raw }: LoggedCall,
	event: 'queueAbandoned' | 'hangUp' | 'callFinished',
): RealTimeEvent {
	const at = record.endedAt ?? new Date().toISOString();
	return { ...present(record), event, at, recovered: true, raw };
}
