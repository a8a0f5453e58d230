import { jsonrepair } from 'jsonrepair';

import { MAX_DEPTH, WireError } from './wireError';
import { withinTime } from './withinTime';

/** Repairing takes time that grows with the square of the length, and worse, where a text is not JSON at all. */
const LONGEST_REPAIR = 64 * 1024;

/** What can be repaired takes some milliseconds; so does whatever is not longer than {@link SHORT}. */
const LONGEST_REPAIR_MS = 150;

const SHORT = 1024;

/** What is left for repairs while a request is read; see {@link withRepairBudget}. */
let budget: { ms: number } | undefined;

/**
 * Reads a request, all of whose texts together may take {@link LONGEST_REPAIR_MS} to be repaired: nothing else in this
 * process runs meanwhile. What comes when that is used up counts as what cannot be read.
 *
 * @param read everything in it must be done when it returns
 */
export function withRepairBudget<Result>(read: () => Result): Result {
	if (budget) return read();
	budget = { ms: LONGEST_REPAIR_MS };
	try {
		return read();
	} finally {
		budget = undefined;
	}
}

/** JSON that is written already: of a long list, only its text needs to be kept. */
export class JsonText {
	constructor(readonly text: string) {}
}

/**
 * Reads JSON as Voicenter writes it: blanks around keys are dropped (`" ErrorCode"`), and text that is not
 * quite JSON (unescaped quotes, a missing comma) is repaired where a reading of it can be found soon and it is
 * not longer than 64 KB (voicenter-api.md §5, §7); signs that JSON does not allow are passed over in any case.
 *
 * @param text the body, with or without a byte order mark
 * @returns the value; objects in it never carry a `__proto__` key
 * @throws WireError when the text is empty, nests deeper than {@link MAX_DEPTH}, or cannot be read at all
 */
export function readJson(text: string): unknown {
	const body = text.replace(/^\uFEFF/, '').trim();
	if (body === '') throw new WireError('The body is empty');
	try {
		const value = JSON.parse(body) as unknown;
		// Looking at the keys of every object of a long list leaves more behind than the list itself.
		return MAY_BE_UNTIDY.test(body) || nestsTooDeep(body) ? tidy(value, 0) : value;
	} catch (error) {
		if (error instanceof WireError) throw error;
		return tidy(parseRepaired(body), 0);
	}
}

/** A blank beside a quote of a key, an escape (which may hide one), or a forbidden name; rather too often than not. */
const MAY_BE_UNTIDY = /\s"\s*:|"\s[^"]*"\s*:|\\|__proto__/;

/** Signs that JSON does not allow, and what no reader of it can take for text. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

function parseRepaired(body: string): unknown {
	const text = body.replace(FORBIDDEN, '');
	if (text.length < body.length) {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			// There is more to repair.
		}
	}
	const isShort = text.length <= LONGEST_REPAIR;
	// The repair is recursive.
	if (isShort && nestsTooDeep(text)) throw tooDeep();
	try {
		// Of a long one, lines that end within a text are all that is repaired.
		return JSON.parse(isShort ? repair(text) : text.replace(/[\t\n\r]/g, ' ')) as unknown;
	} catch {
		throw new WireError('The body is not valid JSON');
	}
}

function repair(body: string): string {
	const left = budget ?? { ms: LONGEST_REPAIR_MS };
	// The room breaks off after whole milliseconds.
	if (left.ms < 1) throw new WireError('The request took too long to repair');
	const began = performance.now();
	try {
		return body.length <= SHORT ? jsonrepair(body) : withinTime(() => jsonrepair(body), Math.floor(left.ms));
	} finally {
		left.ms -= performance.now() - began;
	}
}

/** Right for JSON without escapes; where quotes are broken, nearly so. */
function nestsTooDeep(body: string): boolean {
	let depth = 0;
	let isText = false;
	// A look at each character, and nothing left behind by it: a body may have millions.
	for (let at = 0; at < body.length; at += 1) {
		const character = body.charAt(at);
		if (character === '"') isText = !isText;
		else if (isText) continue;
		else if (character === '{' || character === '[') depth += 1;
		else if (character === '}' || character === ']') depth -= 1;
		if (depth > MAX_DEPTH) return true;
	}
	return false;
}

/** Works in place, for the value was just made here: most keys are right, and a long list is not copied for the rest. */
function tidy(value: unknown, depth: number): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= MAX_DEPTH) throw tooDeep();
	if (Array.isArray(value)) {
		for (const entry of value) tidy(entry, depth + 1);
		return value;
	}
	const fields = value as Record<string, unknown>;
	for (const key of Object.keys(fields)) {
		const entry = tidy(fields[key], depth + 1);
		const name = key.trim();
		if (name === key && name !== '__proto__') continue;
		// eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the key is replaced by what it should have been
		delete fields[key];
		if (name !== '__proto__' && !Object.hasOwn(fields, name)) fields[name] = entry;
	}
	return value;
}

function tooDeep(): WireError {
	return new WireError(`The body nests deeper than ${MAX_DEPTH} levels`);
}
