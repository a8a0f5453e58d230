import { z } from 'zod/v4';

import { DEFAULT_COUNTRY, isCountry, toDialableNumber } from '../vocabulary/phones';
import { plainText } from '../vocabulary/plainText';
import { isSipCode, isSurelySipCode, isWithheldWord } from '../vocabulary/sipCodes';
import { hasExtension } from '../vocabulary/writtenPhones';
import { isTimeZone } from '../vocabulary/times';

/** How many of an object's fields are named. */
const FIELDS_NAMED = 4;

/** Says why something is no text. Where a field was dragged in that holds others, one of those is meant. */
const notOne =
	(wanted: string) =>
	({ input }: { input?: unknown }): string => {
		if (Array.isArray(input))
			return 'This is a list of values, and one is wanted. Give a single entry of it.';
		const names = isPlain(input) ? Object.keys(input) : [];
		if (names.length === 0) return `Give ${wanted}`;
		const named = [...names.slice(0, FIELDS_NAMED), ...(names.length > FIELDS_NAMED ? ['…'] : [])];
		return `This holds several values (${named.join(', ')}), and one is wanted. Give one of them, such as ${named[0]}.`;
	};

/** An object of fields: not a date, nor anything else that can do things. It may come from another context of the engine. */
function isPlain(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What a person typed, or an expression gave: a number counts as its text, nothing as an empty one. */
export const textField = z
	.union([z.string(), z.number()], { error: notOne('a text') })
	.nullish()
	.transform((value) => String(value ?? '').trim());

/** A code or an ID: what nobody sees comes along when one is copied from a page in Hebrew, and is no part of it. */
export const codeField = textField.transform(seen);

function seen(text: string): string {
	return plainText(text).trim();
}

/** As {@link textField}, where true and false are texts too: a value of the user's own. */
export const valueField = z.union([z.boolean().transform(String), textField], {
	error: notOne('a text, a number, true or false'),
});

/** A text that may be left out: an empty one is. */
export const optionalTextField = textField.transform((text) => (text === '' ? undefined : text));

/**
 * A number that stands for something, such as a queue.
 *
 * @param what with its article, in the words that follow "is not"
 * @param example such a number
 */
export const idField = (what: string, example: string) =>
	z
		.union([z.string(), z.number(), z.null().transform(() => '')], { error: notOne(what) })
		.transform((id) => seen(String(id)))
		.refine((id) => /^\d+$/.test(id), {
			error: ({ input }) =>
				input === ''
					? `This is empty. Give ${what}, such as ${example}.`
					: `"${String(input)}" is not ${what}. It is a whole number, such as ${example}.`,
		});

/** Values separated by commas, semicolons or line ends, or a list from an expression. */
export const listField = z
	.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))], {
		error: 'Give values separated by commas, or a list',
	})
	.nullish()
	.transform((value) =>
		[value ?? []]
			.flat()
			.flatMap((entry) => String(entry).split(/[,;\n]/))
			.map((entry) => plainText(entry).trim())
			.filter((entry) => entry !== ''),
	);

/** Yes or no. */
export const yesNoField = z.boolean({ error: 'Give true (yes) or false (no)' });

/** Two letters of a country, in which numbers without a country code are read. */
export const countryField = textField
	.transform((text) => text.toUpperCase() || DEFAULT_COUNTRY)
	.refine(isCountry, {
		error: ({ input }) => `"${String(input)}" is not a country. Give its two letters, such as IL, US or GB.`,
	});

/** A time zone by its name, such as Asia/Jerusalem. */
export const timeZoneField = textField.refine(isTimeZone, {
	error: ({ input }) => `"${String(input)}" is not a time zone. Right would be Asia/Jerusalem.`,
});

/** One call, by its ID. */
export const callIdField = codeField.refine((id) => id !== '', {
	error: 'This is empty. Give the call ID.',
});

/** An extension, by its SIP code. */
export const extensionField = codeField.refine(isSipCode, {
	error: ({ input }) =>
		input === ''
			? "This is empty. Give an extension's SIP code, such as SIPSIP1."
			: `"${String(input)}" is not an extension's SIP code. It is letters and digits, such as SIPSIP1.`,
});

/** A time in whole seconds. */
export const secondsField = z.coerce
	.number({ error: 'Give a number of seconds' })
	.int({ error: 'Give a whole number of seconds' })
	.positive({ error: 'Give a number of seconds above 0' });

/** As a person may write them. */
const NUMBERS = ['050-123-4567', '+44 20 7183 8750'] as const;

/**
 * @param text what a person typed
 * @param country for numbers without a country code
 * @param issue where to say what is wrong
 * @returns the number as Voicenter dials it
 */
export function dialableNumber(text: string, country: string, issue: (message: string) => void): string {
	const number = toDialableNumber(text, country);
	if (number === undefined) issue(notDialable(text, country));
	return number ?? '';
}

/** As {@link dialableNumber}; an extension's SIP code passes untouched. */
export function dialableTarget(text: string, country: string, issue: (message: string) => void): string {
	const trimmed = seen(text);
	if (isWithheldWord(trimmed)) {
		issue(`"${trimmed}" is no number: the caller has withheld theirs. There is nobody to call.`);
		return '';
	}
	if (isSurelySipCode(trimmed)) return trimmed;
	const number = toDialableNumber(trimmed, country);
	if (number === undefined) {
		const right = `${NUMBERS.join(', ')} or SIPSIP1`;
		issue(notDialable(text, country, "a phone number or an extension's SIP code", right));
	}
	return number ?? '';
}

/**
 * Says why a text is no number.
 *
 * @param expected what was wanted, with its article
 * @param right examples
 */
export function notDialable(
	text: string,
	country: string,
	expected = 'a phone number',
	right = NUMBERS.join(' or '),
): string {
	if (text.trim() === '') return `This is empty. Give ${expected}, such as ${NUMBERS[0]}.`;
	if (hasExtension(text)) {
		return `"${text}" has an extension behind the number, which cannot be dialed. Give the number alone, such as ${NUMBERS[0]}.`;
	}
	return (
		`"${text}" is not ${expected}. Right would be ${right}; ` +
		`numbers without a country code are read as numbers of ${country}.`
	);
}
