/** What the IVR reads to a caller, from our words to Voicenter's (voicenter-api.md §10). */
import type { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { textField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { present } from '../../vocabulary/absent';
import { readMoment } from '../../vocabulary/moments';
import { DEFAULT_TIME_ZONE } from '../../vocabulary/times';
import { LANGUAGES, type sayAnswer } from './externalLayer';
import { layerField, optionalLayerField } from './inputs';

/** Marks that people write between digits; a plus sign is not read aloud. */
const MARKS = /[\s()\-.\u200B-\u200F\u202A-\u202E\u2066-\u2069]|^\+/g;

const recordingField = textField.refine((text) => text !== '', {
	error: 'Give the ID of a recording, as Voicenter’s back office shows it, such as 9899115_20849570029.mp3',
});

const digitsField = textField
	.transform((text) => text.replace(MARKS, ''))
	.refine((text) => /^\d+$/.test(text), {
		error: 'Give digits, which are read one by one, such as 050-123-4567',
	});

const numberField = textField.refine((text) => /^-?\d{1,15}$/.test(text), {
	error: ({ input }) =>
		/^-?\d*\.\d+$/.test(String(input))
			? `The IVR reads whole numbers only, and ${String(input)} is not one. Round it, for example with {{ Math.round($json.balance) }}.`
			: 'Give a whole number, such as 112',
});

const piece = z.discriminatedUnion(
	'kind',
	[
		z.object({ kind: z.literal('recording'), recording: recordingField }),
		z.object({ kind: z.literal('digits'), digits: digitsField }),
		z.object({ kind: z.literal('number'), number: numberField }),
		z.object({ kind: z.literal('date'), date: z.unknown() }),
		z.object({ kind: z.literal('dateTime'), dateTime: z.unknown() }),
	],
	{ error: 'Choose a recording, digits, a number, a date, or a date and time' },
);

const PIECES = { error: 'Give at least one thing to say' };

const sayInput = z
	.object({
		pieces: z.array(piece, PIECES).min(1, PIECES),
		language: z.enum(LANGUAGES, { error: `Choose one of ${LANGUAGES.join(', ')}` }).optional(),
		nextLayer: layerField,
		layerIfFailed: optionalLayerField,
		timeZone: z.string().default(DEFAULT_TIME_ZONE),
	})
	.transform(({ pieces, timeZone, ...input }, context) => ({
		...input,
		pieces: pieces.map((entry, index) =>
			toWire(entry, timeZone, (field, message) =>
				context.addIssue({ code: 'custom', path: ['pieces', index, field], message }),
			),
		),
	}));

type Wire = z.input<typeof sayAnswer>;

/** What is read to a caller, in which language, and where the call goes on. */
export type Say = z.input<typeof sayInput>;

/**
 * The caller hears recordings, digits, numbers, dates and times, one after the other; then the call goes on.
 *
 * @param input moments are read out as the clock of `timeZone` shows them
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildSay(input: Say): Wire {
	const { nextLayer, layerIfFailed, language, pieces } = checkInput(sayInput, input);
	return present({
		STATUS: 0 as const,
		ACTION: 'SAY_DIGITS' as const,
		NEXT_LAYER: nextLayer,
		NEXT_LAYER_IF_FAILED: layerIfFailed,
		LANGUAGE: language,
		DATA: pieces,
	});
}

function toWire(
	entry: z.output<typeof piece>,
	timeZone: string,
	issue: (field: string, message: string) => void,
): Wire['DATA'][number] {
	switch (entry.kind) {
		case 'recording':
			return { RecordType: 'Recording', Content: entry.recording };
		case 'digits':
			return { RecordType: 'Digits', Content: entry.digits };
		case 'number':
			return { RecordType: 'Number', Content: entry.number };
		case 'date':
			return {
				RecordType: 'Date',
				Content: dayOf(entry.date, timeZone, (message) => issue('date', message)),
			};
		case 'dateTime':
			return {
				RecordType: 'DateTime',
				Content: clockOf(entry.dateTime, timeZone, (message) => issue('dateTime', message)),
			};
	}
}

function dayOf(value: unknown, timeZone: string, issue: (message: string) => void): string {
	const moment = sayable(readMoment(value, timeZone, 'start'));
	if (!moment) issue(`${JSON.stringify(value)} is not a date. Right would be 2026-11-23.`);
	return moment?.setZone(timeZone).toFormat('yyyy-MM-dd') ?? '';
}

function clockOf(value: unknown, timeZone: string, issue: (message: string) => void): string {
	const moment = sayable(readMoment(value, timeZone));
	if (!moment) {
		issue(
			`${JSON.stringify(value)} is not a date and time. Right would be 2026-11-23 15:00, which is read out as it is, or 2026-11-23T13:00:00Z, which is read out as the time in ${timeZone}.`,
		);
	}
	return moment?.setZone(timeZone).toFormat("yyyy-MM-dd'T'HH:mm:ss") ?? '';
}

/** Nobody tells a caller of the year 10000: such a number is no time. */
function sayable(moment: DateTime<true> | undefined): DateTime<true> | undefined {
	return moment && moment.year >= 1_000 && moment.year < 9_999 ? moment : undefined;
}
