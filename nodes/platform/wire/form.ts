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
		return parse(withIndexes(body), {
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

/** `IVR[][layer_id]`, its brackets as they are or escaped. */
const LIST_OF_OBJECTS = /^([^=&]*?)(?:\[\]|%5B%5D)((?:\[|%5B)[^=&]*)/i;

/**
 * Numbers the entries of lists whose fields come one by one: a field that the entry has already begins the next.
 *
 * `IVR[][layer_id]=1&IVR[][Dtmf]=3&IVR[][layer_id]=2` are two layers, not three.
 */
function withIndexes(body: string): string {
	if (!/(?:\[\]|%5B%5D)(?:\[|%5B)/i.test(body)) return body;
	const lists = new Map<string, { index: number; fields: Set<string> }>();
	return body
		.split('&')
		.map((pair) => {
			const [whole, list, field] = LIST_OF_OBJECTS.exec(pair) ?? [];
			if (whole === undefined || list === undefined || field === undefined) return pair;
			const entry = lists.get(list) ?? { index: 0, fields: new Set() };
			if (entry.fields.has(field)) {
				entry.index += 1;
				entry.fields.clear();
			}
			entry.fields.add(field);
			lists.set(list, entry);
			return `${list}[${entry.index}]${field}${pair.slice(whole.length)}`;
		})
		.join('&');
}

/** Not with trim(): a byte that it would take for a blank may be half a letter. */
function trimmed(bytes: Buffer): Buffer {
	const begin = bytes.findIndex((byte) => byte > SPACE);
	return begin < 0 ? Buffer.alloc(0) : bytes.subarray(begin, bytes.findLastIndex((byte) => byte > SPACE) + 1);
}

const PERCENT = '%'.charCodeAt(0);
const PLUS = '+'.charCodeAt(0);

/** Byte by byte: a long value may be all percent signs, and a call for each would take a second. */
function unescaped(part: string): Buffer {
	const bytes = Buffer.from(part, 'latin1');
	let length = 0;
	for (let at = 0; at < bytes.length; at += 1) {
		const byte = bytes[at] ?? 0;
		const escaped = byte === PERCENT ? hexValue(bytes[at + 1]) * 16 + hexValue(bytes[at + 2]) : Number.NaN;
		if (!Number.isNaN(escaped)) at += 2;
		bytes[length] = Number.isNaN(escaped) ? (byte === PLUS ? SPACE : byte) : escaped;
		length += 1;
	}
	return bytes.subarray(0, length);
}

/** Of a hexadecimal digit; NaN for what is none. */
function hexValue(byte = 0): number {
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const small = byte | 0x20;
	return small >= 0x61 && small <= 0x66 ? small - 0x57 : Number.NaN;
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
