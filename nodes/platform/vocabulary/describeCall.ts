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
	/** From the beginning until somebody answered, or it was given up; undefined when that is not known. */
	secondsToAnswer: number | undefined;
	/** Talking, without ringing and waiting. */
	durationSeconds: number | undefined;
}

/**
 * The part of a call's record that follows from what is told elsewhere in it: what kind of call it was, how it
 * ended, its times. What is not known is undefined.
 *
 * @param facts what the record says, absent where it says nothing
 */
export function describeCall(facts: RecordFacts) {
	const { typeName, typeId, status, saysAnswered, callerNumber, target, durationSeconds } = facts;
	const type = callTypeById(typeId) ?? callTypeByName(typeName ?? '');
	const direction = directionOf(facts, type?.direction);
	const outcome = outcomeOf({
		status,
		typeId: type?.id,
		direction,
		customerWaits: type?.customerWaits ?? false,
		saysAnswered,
	});
	return {
		direction,
		type: type?.name ?? typeName,
		typeId: type?.id ?? typeId,
		leg: type?.leg,
		status,
		...outcome,
		callerNumber,
		target,
		...times(facts, outcome.isAnswered || outcome.isVoicemail),
		durationSeconds,
	};
}

const PLAIN_DIRECTIONS: readonly Direction[] = ['incoming', 'outgoing', 'internal'];

/** The type tells; the newer accounts' own word counts only where the type is not one that we know. */
function directionOf(
	{ target, directionWord }: RecordFacts,
	fromType: Direction | undefined,
): Direction | undefined {
	if (fromType === 'outgoing' && target !== undefined && isSipCode(target)) return 'internal';
	const word = directionWord?.toLowerCase();
	return fromType ?? PLAIN_DIRECTIONS.find((direction) => direction === word);
}

/** A call is answered after it has waited and rung, and ends when it has been talked. */
function times({ startedAt, secondsToAnswer, durationSeconds = 0 }: RecordFacts, wasConnected: boolean) {
	const begin = startedAt?.getTime();
	const answer =
		begin === undefined || secondsToAnswer === undefined ? undefined : begin + secondsToAnswer * 1_000;
	const end = answer === undefined || !wasConnected ? answer : answer + durationSeconds * 1_000;
	return { startedAt: iso(begin), answeredAt: wasConnected ? iso(answer) : undefined, endedAt: iso(end) };
}

/** Seconds of no sense make a time that no calendar has. */
function iso(milliseconds: number | undefined): string | undefined {
	const moment = new Date(milliseconds ?? Number.NaN);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
