import { parse, stringify } from 'qs';

import { WireError } from './wireError';

/** A record has some dozens; each layer of its IVR path adds five. */
const MAX_FIELDS = 10_000;

/** Putting a list together takes time that grows with the square of its length. */
const MAX_LIST = 1_000;

/**
 * Reads an `application/x-www-form-urlencoded` body or a query string. `a[b]=1` and `a[]=1` become an object
 * and a list; values stay text.
 *
 * @param text the encoded pairs
 * @returns the fields by name
 * @throws WireError when there is no field at all, more than 10,000, or a list of more than 1,000
 */
export function readForm(text: string): Record<string, unknown> {
	const body = text.replace(/^\uFEFF/, '').trim();
	if (!body.includes('=')) throw new WireError('The body holds no form fields');
	try {
		return parse(body, {
			depth: 5,
			parameterLimit: MAX_FIELDS,
			arrayLimit: MAX_LIST,
			throwOnLimitExceeded: true,
			allowPrototypes: false,
		});
	} catch {
		throw new WireError(
			`The form holds more than ${MAX_FIELDS} fields, a list of more than ${MAX_LIST}, or is malformed`,
		);
	}
}

/**
 * Writes fields as `application/x-www-form-urlencoded`, lists as repeated keys (voicenter-api.md §3).
 *
 * @param fields names and values; undefined ones are left out
 * @returns the encoded text
 */
export function writeForm(fields: Record<string, unknown>): string {
	return stringify(fields, { arrayFormat: 'repeat' });
}
