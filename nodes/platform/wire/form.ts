import { parse, stringify } from 'qs';

import { WireError } from './wireError';

/** A record has some dozens; each layer of its IVR path adds five. */
const MAX_FIELDS = 5_000;

/** Putting a list together takes time that grows with the square of its length. */
const MAX_LIST = 500;

const SPACE = 0x20;

/** UTF-8's, a character for each byte. */
const BYTE_ORDER_MARK = /^\u00EF\u00BB\u00BF/;

/**
 * Reads an `application/x-www-form-urlencoded` body or a query string. `a[b]=1` and `a[]=1` become an object
 * and a list; values stay text.
 *
 * @param bytes the encoded pairs; percent signs stand for bytes of whichever encoding the sender uses
 * @param toText decodes a name or a value; UTF-8 unless told
 * @returns the fields by name
 * @throws WireError when there is no field at all, more than 5,000, or a list of more than 500
 */
export function readForm(
	bytes: Buffer,
	toText = (part: Buffer) => part.toString('utf8'),
): Record<string, unknown> {
	const body = trimmed(bytes).toString('latin1').replace(BYTE_ORDER_MARK, '');
	if (!body.includes('=')) throw new WireError('The body holds no form fields');
	try {
		return parse(body, {
			depth: 5,
			parameterLimit: MAX_FIELDS,
			arrayLimit: MAX_LIST,
			throwOnLimitExceeded: true,
			allowPrototypes: false,
			decoder: (part) => toText(unescaped(part)),
		});
	} catch {
		throw new WireError(
			`The form holds more than ${MAX_FIELDS} fields, a list of more than ${MAX_LIST}, or is malformed`,
		);
	}
}

/** Not with trim(): a byte that it would take for a blank may be half a letter. */
function trimmed(bytes: Buffer): Buffer {
	const begin = bytes.findIndex((byte) => byte > SPACE);
	return begin < 0 ? Buffer.alloc(0) : bytes.subarray(begin, bytes.findLastIndex((byte) => byte > SPACE) + 1);
}

function unescaped(part: string): Buffer {
	const text = part
		.replaceAll('+', ' ')
		.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(text, 'latin1');
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
