import { callTypeById, callTypeByName, type Direction } from './callTypes';
import { outcomeOf } from './outcome';
import { isSipCode } from './sipCodes';

/** What a record of any service says, from which the words that all of them share follow. */
export interface RecordFacts {
	/** Voicenter's name of the call type, and its number; either may be missing. */
	typeName?: string | undefined;
	typeId?: number | undefined;
	/** The newer accounts' own word; it counts only where the type is not one that we know. */
	directionWord?: string | undefined;
	/** Voicenter's word for how the record's own leg ended. */
	status: string | undefined;
	/** The newer accounts' own word, which counts where it is given. */
	saysAnswered?: boolean | undefined;
	callerNumber: string | undefined;
	target: string | undefined;
	startedAt: Date | undefined;
	/** It went through a queue. */
	hasQueue?: boolean | undefined;
	/** From the beginning until somebody answered, or it was given up; undefined when that is not known. */
	secondsToAnswer: number | undefined;
	/** In the queue; on many accounts a part of the duration. */
	waitSeconds?: number | undefined;
	/** As the service counts it. */
	durationSeconds: number | undefined;
	/** The newer accounts' own count of the talk, without the wait. */
	talkSeconds?: number | undefined;
}

/**
 * The part of a call's record that follows from what is told elsewhere in it: what kind of call it was, how it
 * ended, its times. What is not known is undefined.
 *
 * @param facts what the record says, absent where it says nothing
 */
export function describeCall(facts: RecordFacts) {
	const { typeName, typeId, status, saysAnswered, callerNumber, target } = facts;
	const type = callTypeById(typeId) ?? callTypeByName(typeName ?? '');
	const direction = directionOf(facts, type?.direction);
	const isUnknownButIncoming = type === undefined && direction === 'incoming';
	const outcome = outcomeOf({
		status,
		typeId: type?.id,
		direction,
		customerWaits: type?.customerWaits ?? isUnknownButIncoming,
		saysAnswered,
	});
	const isConnected = outcome.isAnswered || outcome.isVoicemail;
	const durationSeconds = isConnected || !isEndKnown(facts) ? talkOf(facts) : 0;
	return {
		direction,
		type: type?.name ?? typeName,
		typeId: type?.id ?? typeId,
		leg: type?.leg,
		status,
		...outcome,
		callerNumber,
		target,
		...times({ ...facts, durationSeconds }, isConnected, facts.durationSeconds),
		durationSeconds,
	};
}

const PLAIN_DIRECTIONS: readonly Direction[] = ['incoming', 'outgoing', 'internal'];

/** Whether the record says how the call ended. */
function isEndKnown({ status, saysAnswered }: RecordFacts): boolean {
	return status !== undefined || saysAnswered !== undefined;
}

/**
 * The time in which somebody talked with the other side, or left a message (voicenter-api.md §9, §14). A duration
 * shorter than the wait cannot contain it.
 */
function talkOf({ durationSeconds, talkSeconds, waitSeconds = 0 }: RecordFacts): number | undefined {
	if (talkSeconds !== undefined || durationSeconds === undefined) return talkSeconds;
	return durationSeconds >= waitSeconds ? durationSeconds - waitSeconds : durationSeconds;
}

/** The type tells; the newer accounts' own word counts only where the type is not one that we know, then the queue. */
function directionOf(
	{ target, directionWord, hasQueue }: RecordFacts,
	fromType: Direction | undefined,
): Direction | undefined {
	if (fromType === 'outgoing' && target !== undefined && isSipCode(target)) return 'internal';
	const word = directionWord?.toLowerCase();
	const said = fromType ?? PLAIN_DIRECTIONS.find((direction) => direction === word);
	return said ?? (hasQueue ? 'incoming' : undefined);
}

/**
 * A call is answered after it has waited and rung, and ends when it has been talked; one that nobody answered ends when
 * the waiting, the ringing or the menu was over.
 */
function times(
	{ startedAt, secondsToAnswer, durationSeconds = 0 }: RecordFacts,
	wasConnected: boolean,
	lastedSeconds = 0,
) {
	const begin = startedAt?.getTime();
	const after = (seconds: number | undefined) =>
		begin === undefined || seconds === undefined ? undefined : begin + seconds * 1_000;
	const answer = after(secondsToAnswer);
	const givenUp = after(lastedSeconds > 0 ? Math.max(lastedSeconds, secondsToAnswer ?? 0) : secondsToAnswer);
	const end = wasConnected ? answer && answer + durationSeconds * 1_000 : givenUp;
	return { startedAt: iso(begin), answeredAt: wasConnected ? iso(answer) : undefined, endedAt: iso(end) };
}

/** Seconds of no sense make a time that no calendar has. */
function iso(milliseconds: number | undefined): string | undefined {
	const moment = new Date(milliseconds ?? Number.NaN);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
