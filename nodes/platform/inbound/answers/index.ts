/** What Voicenter may be told when it asks something in the middle of a call (voicenter-api.md §10–§12). */
import { checkExternalLayer, LAYER_FALLBACK } from './externalLayer';
import { checkScreenPop, HEARD, NO_DETAILS } from './screenPop';
import { checkVoiceBot, NOTHING_TO_ADD } from './voiceBot';

/** Who asks. */
export type AnswerKind = 'externalLayer' | 'screenPop' | 'voiceBot';

const FALLBACKS = { externalLayer: LAYER_FALLBACK, screenPop: NO_DETAILS, voiceBot: NOTHING_TO_ADD } as const;

const UNASKED = { ...FALLBACKS, screenPop: HEARD } as const;

const CHECKS: Record<AnswerKind, (body: unknown) => string | undefined> = {
	externalLayer: checkExternalLayer,
	screenPop: checkScreenPop,
	voiceBot: checkVoiceBot,
};

/**
 * The answer that does no harm when there is no better one: the layer's own fallback, no details, nothing to add.
 *
 * @param kind who asks
 * @returns a new object
 */
export function fallbackAnswer(kind: AnswerKind): Record<string, unknown> {
	return { ...FALLBACKS[kind] };
}

/**
 * The answer to what starts no workflow because nobody wants to know of it.
 *
 * @param kind who asks
 * @returns a new object
 */
export function unaskedAnswer(kind: AnswerKind): Record<string, unknown> {
	return { ...UNASKED[kind] };
}

/**
 * Checks an answer, whoever made it, before it is sent. Fields that the reference does not name are let through.
 *
 * @param kind who asks
 * @param body the answer as a value, not as JSON text
 * @returns undefined when it is valid by the reference, else what is wrong, in words: "LAYER must be a whole number, not "12""
 */
export function checkAnswer(kind: AnswerKind, body: unknown): string | undefined {
	return CHECKS[kind](body);
}
