import { z } from 'zod/v4';
import { isPhoneNumber } from '../phones';
import { flatData } from './judge';

/**
 * External Layer's answers (voicenter-api.md §10), as strictly as the reference has them: its types, no fields that it
 * does not name, none of the required ones left out. Optional ones may be null, as in the document's sample.
 */

const ok = z.literal(0);
const layer = z.int('must be a layer number').min(0);
const seconds = z.int('must be whole seconds').min(1);
const text = z.string().min(1);
const phone = text.refine(isPhoneNumber, 'must be a phone number: E.164 without +, or Israeli national');

const recordTypes = z.discriminatedUnion('RecordType', [
	z.strictObject({ RecordType: z.literal('Recording'), Content: text }),
	// The document's table says "integer" of Digits and Number; the sample sends text, and the zero of 050… needs it.
	z.strictObject({ RecordType: z.literal('Digits'), Content: whole(/^\d+$/) }),
	z.strictObject({ RecordType: z.literal('Number'), Content: whole(/^-?\d+$/) }),
	z.strictObject({
		RecordType: z.literal('Date'),
		Content: z
			.string()
			.refine((value) => isCalendar(value, /^\d{4}-\d\d-\d\d$/), 'must be a date: 2022-06-12'),
	}),
	z.strictObject({
		RecordType: z.literal('DateTime'),
		Content: z
			.string()
			.refine(
				(value) => isCalendar(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
				'must be a date and time: 2022-12-06T10:12:59',
			),
	}),
]);

const target = z.discriminatedUnion('TYPE', [
	z.strictObject({ TYPE: z.literal('PHONE'), TARGET: phone }),
	z.strictObject({ TYPE: z.literal('EXTENSION'), TARGET: text.regex(/^[a-z0-9]+$/i, 'must be a SIP code') }),
]);

const goToLayer = z.strictObject({
	STATUS: ok,
	ACTION: z.literal('GO_TO_LAYER'),
	LAYER: layer,
	CALLER_NAME: z.string().nullish(),
	CUSTOM_DATA: flatData.nullish(),
});

const sayDigits = z.strictObject({
	STATUS: ok,
	ACTION: z.literal('SAY_DIGITS'),
	NEXT_LAYER: layer,
	NEXT_LAYER_IF_FAILED: layer.nullish(),
	LANGUAGE: z.enum(['HE', 'EN', 'AR', 'RU']).nullish(),
	DATA: z.array(recordTypes).min(1),
});

const dial = z.strictObject({
	STATUS: ok,
	ACTION: z.literal('DIAL'),
	CALLER_ID: phone,
	MAX_CALL_DURATION: seconds,
	NEXT_VO_ID: layer,
	RECORDING: z.enum(['yes', 'no']),
	TARGETS: z.array(target).min(1),
	CALLER_NAME: z.string().nullish(),
	MAX_DIAL_DURATION: seconds.nullish(),
	CUSTOM_DATA: flatData.nullish(),
});

/** `{"STATUS":1}`; whatever else stands beside it is not looked at. */
const failure = z.object({ STATUS: z.literal(1) });

export const ivrAnswerSchema = z.discriminatedUnion(
	'STATUS',
	[
		failure,
		z.discriminatedUnion('ACTION', [goToLayer, sayDigits, dial], {
			error: 'must be GO_TO_LAYER, SAY_DIGITS or DIAL',
		}),
	],
	{ error: ({ input }) => (isObject(input) ? 'must be the number 0 or 1' : 'must be an object') },
);

export type IvrAnswer = z.output<typeof ivrAnswerSchema>;

function isObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of this shape, or an integer. */
function whole(shape: RegExp) {
	return z.union([z.string().regex(shape), z.int()], 'must be digits');
}

function isCalendar(value: string, shape: RegExp): boolean {
	if (!shape.test(value)) return false;
	const at = new Date(value.includes('T') ? `${value}Z` : `${value}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}
