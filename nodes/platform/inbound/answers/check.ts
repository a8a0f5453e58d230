/** Answers checked in words: what a workflow's author reads when their answer cannot be sent. */
import { z } from 'zod/v4';

import { isObject } from '../../wire/values';

const LONGEST_QUOTE = 60;

/**
 * What is wrong, for zod: the field is missing, or is not what it must be.
 *
 * @param what "a whole number", "one of HE, EN"
 */
export function must(what: string): { error: (issue: { input?: unknown }) => string } {
	return {
		error: ({ input }) =>
			input === undefined ? `is missing: it must be ${what}` : `must be ${what}, not ${quote(input)}`,
	};
}

/**
 * @param schema what is right, in Voicenter's words
 * @param body the answer
 * @returns undefined when it is right, else the first thing that is wrong, with the path of the field
 */
export function findFault(schema: z.ZodType, body: unknown): string | undefined {
	const checked = schema.safeParse(body);
	if (checked.success) return undefined;
	const [issue] = checked.error.issues;
	return `${pathOf(issue?.path ?? []) || 'The answer'} ${issue?.message ?? 'is not valid'}`;
}

/** A text. */
export const text = z.string(must('a text'));

/** A whole number, 0 or more, written as a number. */
export const wholeNumber = z.int(must('a whole number')).nonnegative(must('0 or more'));

/** A time of at least a second. */
export const seconds = z.int(must('a whole number of seconds')).positive(must('a number of seconds above 0'));

/** The text of one of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
	return z.enum(words, must(words.length === 1 ? `"${words[0]}"` : `one of ${words.join(', ')}`));
}

/** What a value of {@link flatData} may be. */
type Flat = string | number | boolean | null;

const FLAT = new Set(['string', 'number', 'boolean']);

/** Names and values, without lists and objects. Not z.record, which takes no object with a field named constructor. */
export const flatData = z
	.custom<Record<string, Flat>>(isObject, must('an object of names and values'))
	.check(({ value, issues }) => {
		for (const [name, input] of Object.entries(value)) {
			if (input === null || FLAT.has(typeof input)) continue;
			const message = must('a text, a number, true or false').error({ input });
			issues.push({ code: 'custom', input, path: [name], message });
		}
	});

/** An object with anything in it. */
export const anyObject = z.custom<Record<string, unknown>>(isObject, must('an object'));

function pathOf(path: readonly PropertyKey[]): string {
	return path
		.map((part, index) =>
			typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
		)
		.join('');
}

function quote(value: unknown): string {
	const written = writeOut(value);
	return written.length > LONGEST_QUOTE ? `${written.slice(0, LONGEST_QUOTE)}…` : written;
}

/** Not everything can be written as JSON: a function, a BigInt, what contains itself. */
function writeOut(value: unknown): string {
	try {
		const json = JSON.stringify(value) as string | undefined;
		return json ?? `a ${typeof value}`;
	} catch {
		return `a ${typeof value}`;
	}
}
