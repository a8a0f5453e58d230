/** Answers to External Layer, as Voicenter wants them (voicenter-api.md §10). */
import { z } from 'zod/v4';

import { isSipCode } from '../../vocabulary/sipCodes';
import { isObject } from '../../wire/values';
import { findFault, flatData, must, oneOf, seconds, text, wholeNumber } from './check';

/** The languages in which the IVR reads aloud: Hebrew, English, Arabic, Russian. */
export const LANGUAGES = ['HE', 'EN', 'AR', 'RU'] as const;

const A_LANGUAGE = `a language of two letters, such as ${LANGUAGES.join(', ')}`;

/** "I cannot say": the call goes where the layer's own settings send it. */
export const LAYER_FALLBACK = { STATUS: 1 } as const;

const done = z.literal(0, must('0 for an answer, or 1 for the layer’s own fallback'));
const name = text.nullish();
const customData = flatData.nullish();

/** @internal The schemas give the builders their types. */
export const goToLayerAnswer = z.object({
	STATUS: done,
	ACTION: z.literal('GO_TO_LAYER'),
	LAYER: wholeNumber,
	CALLER_NAME: name,
	CUSTOM_DATA: customData,
});

const digits = z.union(
	[z.string().regex(/^\d+$/), z.int().nonnegative()],
	must('digits, such as "0501234567"'),
);
const number = z.union([z.string().regex(/^-?\d+$/), z.int()], must('a whole number, such as "112"'));

/** One thing that is read to the caller. */
const piece = z.discriminatedUnion(
	'RecordType',
	[
		z.object({ RecordType: z.literal('Recording'), Content: text.min(1, must('the ID of a recording')) }),
		z.object({ RecordType: z.literal('Digits'), Content: digits }),
		z.object({ RecordType: z.literal('Number'), Content: number }),
		z.object({ RecordType: z.literal('Date'), Content: z.iso.date(must('a date, such as "2022-06-12"')) }),
		z.object({
			RecordType: z.literal('DateTime'),
			Content: z.iso.datetime({
				local: true,
				offset: true,
				...must('a date and time, such as "2022-12-06T10:12:59"'),
			}),
		}),
	],
	{ error: 'must be one of Recording, Digits, Number, Date, DateTime' },
);

/** @internal */
export const sayAnswer = z.object({
	STATUS: done,
	ACTION: z.literal('SAY_DIGITS'),
	NEXT_LAYER: wholeNumber,
	NEXT_LAYER_IF_FAILED: wholeNumber.nullish(),
	// Others than these are available on request, so a workflow's own answer may name one.
	LANGUAGE: z
		.string(must(A_LANGUAGE))
		.regex(/^[A-Z]{2}$/, must(A_LANGUAGE))
		.nullish(),
	DATA: z.array(piece, must('a list of what to say')).min(1, must('a list of what to say')),
});

const phone = z
	.string(must('a phone number as text'))
	.regex(/^[+*]?\d{2,20}$/, must('a phone number, such as "0501234567"'));

const target = z.discriminatedUnion(
	'TYPE',
	[
		z.object({ TYPE: z.literal('PHONE'), TARGET: phone }),
		z.object({
			TYPE: z.literal('EXTENSION'),
			TARGET: z.string(must('an extension’s SIP code')).refine(isSipCode, must('an extension’s SIP code')),
		}),
	],
	{ error: 'must be PHONE or EXTENSION' },
);

/** @internal */
export const dialAnswer = z.object({
	STATUS: done,
	ACTION: z.literal('DIAL'),
	CALLER_ID: phone,
	CALLER_NAME: name,
	MAX_CALL_DURATION: seconds,
	MAX_DIAL_DURATION: seconds.nullish(),
	NEXT_VO_ID: wholeNumber,
	RECORDING: oneOf(['yes', 'no']),
	TARGETS: z.array(target, must('a list of targets')).min(1, must('a list of at least one target')),
	CUSTOM_DATA: customData,
});

const withAction = z.discriminatedUnion('ACTION', [goToLayerAnswer, sayAnswer, dialAnswer], {
	error: ({ input }) =>
		must('one of GO_TO_LAYER, SAY_DIGITS, DIAL').error({ input: (input as { ACTION?: unknown }).ACTION }),
});

const anyAnswer = z.object({ STATUS: done }, must('a JSON object'));

/**
 * @param body an answer
 * @returns undefined when Voicenter understands it, else what is wrong with it
 */
export function checkExternalLayer(body: unknown): string | undefined {
	if (isObject(body) && body['STATUS'] === LAYER_FALLBACK.STATUS) return undefined;
	return findFault(anyAnswer, body) ?? findFault(withAction, body);
}
