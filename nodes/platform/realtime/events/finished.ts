/** A finished call as one event. */
import { present } from '../../vocabulary/absent';
import { secondsBetween } from '../../vocabulary/duration';
import type { CallPart, RealTimeEvent } from './event';
import { endMute } from './extend';
import { ANSWERED_ELSEWHERE } from './hangUp';
import type { CallSummary, PhonePart, QueuePart } from './summary';

/** @param summary a call that is over */
export function finishedCall(summary: CallSummary): RealTimeEvent {
	// Of two calls joined, the second is the customer's: what counts is whether that one was answered.
	const hasLegs = summary.phones.some(({ leg }) => leg !== undefined);
	const customers = hasLegs ? summary.phones.filter(({ leg }) => leg === 2) : summary.phones;
	const talks = customers.filter((part) => part.isAnswered);
	const first = talks[0];
	const { taken } = summary;
	const isAnswered = first || taken ? true : isUnknown(summary, customers) ? undefined : false;
	// Of a talk on a phone that is not seen, or whose end was not told, the end is not known.
	const endedAt =
		(taken && !first) || talks.some((talk) => talk.endedAt === undefined)
			? undefined
			: latest([...summary.phones.map((part) => part.endedAt), ...summary.stays.map((s) => s.leftAt)]);
	const isAbandoned =
		isAnswered === undefined ? undefined : !isAnswered && (summary.stays.at(-1)?.wasAbandoned ?? false);
	const answeredAt = first ? first.answeredAt : taken?.at;
	const by = first ?? (taken ? undefined : onlyPhone(summary.phones));
	const hasMoved = summary.facts.isTransferred ?? (first && isTransferred(talks));
	if (endedAt !== undefined) endMute(summary, endedAt);
	return {
		event: 'callFinished',
		at: endedAt ?? summary.lastAt,
		callId: summary.callId,
		...summary.facts,
		...present({
			leg: undefined,
			extension: by?.extension,
			agent: by?.agent ?? taken?.agent,
			isAnswered,
			isAbandoned,
			isMissed: isAnswered === undefined ? undefined : isMissed(summary, isAnswered, isAbandoned, hasMoved),
			startedAt: summary.startedAt,
			answeredAt,
			endedAt,
			waitSeconds: sum(summary.stays.map((stay) => waited(stay, answeredAt))),
			ringSeconds: first ? secondsBetween(first.rangAt, answeredAt) : rang(customers),
			durationSeconds: isAnswered === false ? 0 : secondsBetween(answeredAt, endedAt),
			heldSeconds: sum(talks.map(({ heldSeconds }) => heldSeconds)),
			mutedSeconds: summary.mutedSeconds,
			cause: taken && !first ? undefined : causeOf(customers.length > 0 ? customers : summary.phones),
			dialStatus: summary.dialStatus,
			isTransferred: hasMoved,
		}),
		parts: summary.phones.map(toPart),
		...(summary.hasGap && { recovered: true }),
		...(summary.continued && { continued: true }),
		raw: summary.raw,
	};
}

/**
 * The answer of a call of which no phone's answer was told: the agent's phone is not one that we see.
 *
 * @param finished the call
 */
export function untoldAnswer(finished: RealTimeEvent): RealTimeEvent {
	const { callId, direction, callerNumber, callerName, did, queue, agent, customData, campaignId } = finished;
	const { answeredAt, startedAt, waitSeconds, relatedCallIds, originalCallId, recovered } = finished;
	const who = { direction, callerNumber, callerName, did, queue, agent, customData, campaignId };
	const when = { answeredAt, startedAt, waitSeconds };
	return {
		event: 'answered',
		at: answeredAt ?? finished.at,
		...present({ callId, ...who, isAnswered: true, ...when, relatedCallIds, originalCallId, recovered }),
		raw: finished.raw,
	};
}

/** Whoever left a queue without giving up may have been answered by a phone that is not watched, or in a gap. */
function isUnknown({ stays }: CallSummary, phones: readonly PhonePart[]): boolean {
	const lastStay = stays.at(-1);
	return phones.some((part) => part.endedUnseen) || (lastStay !== undefined && !lastStay.wasAbandoned);
}

/** A customer asked for somebody and got nobody. */
function isMissed(
	{ facts }: CallSummary,
	isAnswered: boolean,
	isAbandoned: boolean | undefined,
	hasMoved: boolean | undefined,
): boolean {
	return !isAnswered && !hasMoved && (facts.direction === 'incoming' || isAbandoned === true);
}

/** Nobody answered: who it was for is known only when a single extension had it. */
function onlyPhone(phones: readonly PhonePart[]): PhonePart | undefined {
	return phones.every(({ sip }) => sip === phones[0]?.sip) ? phones.at(-1) : undefined;
}

function waited({ joinedAt, leftAt }: QueuePart, answeredAt: string | undefined): number | undefined {
	return secondsBetween(joinedAt, leftAt ?? answeredAt);
}

/** From the first ring to the last phone that gave up. */
function rang(phones: readonly PhonePart[]): number | undefined {
	const begins = phones.map(({ rangAt }) => rangAt).filter((at) => at !== undefined);
	return secondsBetween(begins.sort()[0], latest(phones.map(({ endedAt }) => endedAt)));
}

/** A phone that was called after somebody else had answered, in the same direction. */
function isTransferred([first, ...others]: readonly PhonePart[]): boolean {
	return others.some(
		(part) =>
			part.sip !== first?.sip &&
			part.direction === first?.direction &&
			first?.answeredAt !== undefined &&
			(part.rangAt ?? part.answeredAt ?? '') >= first.answeredAt,
	);
}

/** That others answered is no cause of a call's end. */
function causeOf(phones: readonly PhonePart[]): string | undefined {
	const ended = phones
		.filter(({ cause, endedAt }) => cause !== undefined && endedAt !== undefined)
		.filter(({ cause }) => cause?.toLowerCase() !== ANSWERED_ELSEWHERE);
	const last = latest(ended.map(({ endedAt }) => endedAt));
	return ended.findLast(({ endedAt }) => endedAt === last)?.cause;
}

function toPart({ extension, agent, leg, rangAt, answeredAt, endedAt, cause }: PhonePart): CallPart {
	return present({ extension, agent, leg, rangAt, answeredAt, endedAt, cause });
}

/** ISO times of one form compare as texts. */
function latest(times: readonly (string | undefined)[]): string | undefined {
	return times.reduce((last, time) => (time !== undefined && (last ?? '') < time ? time : last), undefined);
}

/** Absent when nothing is known. */
function sum(numbers: readonly (number | undefined)[]): number | undefined {
	const known = numbers.filter((number) => number !== undefined);
	return known.length > 0 ? known.reduce((total, number) => total + number, 0) : undefined;
}
