/** How a call ended (voicenter-api.md §9). */
import { type Direction, VOICEMAIL_TYPE } from './callTypes';

/** The caller waited in a queue and left it: by hanging up, by a key, or because the wait was over. */
const ABANDONED = new Set(['ABANDONE', 'ABANDON', 'ABANDONED', 'TIMEOUT', 'EXIT']);

/** The caller hung up in the menu, or heard an announcement and was done: nobody was asked for. */
const ENDED_IN_MENU = new Set(['VOEND', 'TE', 'NOTDIALED']);

/** What is needed to tell how a call ended. */
export interface CallFacts {
	status: string | undefined;
	typeId: number | undefined;
	direction: Direction | undefined;
	customerWaits: boolean;
	/** The newer accounts' own word, which counts where it is given. */
	saysAnswered: boolean | undefined;
}

/** The outcome in words that filters use. More than one may be true: an abandoned call is also missed. */
export interface Outcome {
	isAnswered: boolean;
	isAbandoned: boolean;
	isMissed: boolean;
	isVoicemail: boolean;
}

/** The outcomes by which calls are filtered, and where a record says each of them. */
export const OUTCOME_FIELDS = {
	abandoned: 'isAbandoned',
	answered: 'isAnswered',
	missed: 'isMissed',
	voicemail: 'isVoicemail',
} as const satisfies Record<string, keyof Outcome>;

/** How a call ended, as filters name it. */
export type OutcomeName = keyof typeof OUTCOME_FIELDS;

/**
 * Judges a call. Voicemail is not an answer; a call is missed when a customer who asked for somebody got nobody.
 */
export function outcomeOf({ status = '', typeId, customerWaits, saysAnswered }: CallFacts): Outcome {
	const word = status.toUpperCase();
	const isVoicemail = word === 'VOICEMAIL' || typeId === VOICEMAIL_TYPE;
	const isAnswered = !isVoicemail && (saysAnswered ?? word === 'ANSWER');
	const isAbandoned = !isAnswered && ABANDONED.has(word);
	const isEndKnown = word !== '' || saysAnswered !== undefined;
	const isMissed = customerWaits && !isAnswered && isEndKnown && !ENDED_IN_MENU.has(word);
	return { isAnswered, isAbandoned, isMissed, isVoicemail };
}
