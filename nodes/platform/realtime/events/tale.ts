/** Tells a finished call as one event. */
import { present } from '../../vocabulary/absent';
import type { RealTimeEvent, StoryPart } from './event';
import { ANSWERED_ELSEWHERE, endMute, type PhonePart, type QueuePart, type Story } from './story';
import { secondsBetween } from './values';

/** @param story a call that is over */
export function tell(story: Story): RealTimeEvent {
	// Of two calls joined, the second is the customer's: what counts is whether that one was answered.
	const hasLegs = story.phones.some(({ leg }) => leg !== undefined);
	const customers = hasLegs ? story.phones.filter(({ leg }) => leg === 2) : story.phones;
	const talks = customers.filter((part) => part.isAnswered);
	const first = talks[0];
	const endedAt = latest([...story.phones.map((part) => part.endedAt), ...story.stays.map((s) => s.leftAt)]);
	const isAnswered = first !== undefined ? true : isUnknown(story, customers) ? undefined : false;
	const isAbandoned =
		isAnswered === undefined ? undefined : !isAnswered && (story.stays.at(-1)?.wasAbandoned ?? false);
	const answeredAt = first?.answeredAt;
	const by = first ?? onlyPhone(story.phones);
	if (endedAt !== undefined) endMute(story, endedAt);
	return {
		event: 'callFinished',
		at: endedAt ?? story.lastAt,
		callId: story.callId,
		...story.facts,
		...present({
			leg: undefined,
			extension: by?.extension,
			agent: by?.agent,
			isAnswered,
			isAbandoned,
			isMissed: isAnswered === undefined ? undefined : isMissed(story, isAnswered, isAbandoned),
			startedAt: story.startedAt,
			answeredAt,
			endedAt,
			waitSeconds: sum(story.stays.map((stay) => waited(stay, answeredAt))),
			ringSeconds: first ? secondsBetween(first.rangAt, answeredAt) : rang(customers),
			durationSeconds: isAnswered === false ? 0 : secondsBetween(answeredAt, endedAt),
			heldSeconds: sum(talks.map(({ heldSeconds }) => heldSeconds)),
			mutedSeconds: story.mutedSeconds,
			cause: causeOf(customers.length > 0 ? customers : story.phones),
			isTransferred: first ? isTransferred(talks) : undefined,
		}),
		parts: story.phones.map(toPart),
		...(story.hasGap && { recovered: true }),
		...(story.continued && { continued: true }),
		raw: story.raw,
	};
}

/** Whoever left a queue without giving up may have been answered by a phone that is not watched, or in a gap. */
function isUnknown({ stays }: Story, phones: readonly PhonePart[]): boolean {
	const lastStay = stays.at(-1);
	return phones.some((part) => part.endedUnseen) || (lastStay !== undefined && !lastStay.wasAbandoned);
}

/** A customer asked for somebody and got nobody. */
function isMissed({ facts }: Story, isAnswered: boolean, isAbandoned: boolean | undefined): boolean {
	return !isAnswered && (facts.direction === 'incoming' || isAbandoned === true);
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

function toPart({ extension, agent, leg, rangAt, answeredAt, endedAt, cause }: PhonePart): StoryPart {
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
