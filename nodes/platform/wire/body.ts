import { decode, inBytes, saidEncoding } from './encoding';
import { readForm, writeForm } from './form';
import { readJson } from './json';
import { isObject } from './values';
import { WireError } from './wireError';
import { readXmlRpc, writeXmlRpcResponse } from './xmlRpc';

/** The three ways in which Voicenter sends to us and expects to be answered (voicenter-api.md §9). */
export type WireFormat = 'json' | 'xmlrpc' | 'form';

/** Longer bodies are not read: a call's record with a transcript is a few hundred kilobytes at most. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/**
 * Reading takes time by the number of values rather than by the length, and nothing else in this process runs
 * meanwhile. A transcript with the time of each of 20,000 words has about as many; a tag of XML takes twice as long.
 */
const MOST_MARKS: Record<WireFormat, number> = { json: 100_000, xmlrpc: 50_000, form: 100_000 };

/** What stands between values in JSON, XML and forms. */
const MARKS = new Set(Buffer.from(',{[<&'));

/** More records than a sender collects for one request; each is a call. */
const MOST_RECORDS = 500;

const CONTENT_TYPES: Record<WireFormat, string> = {
	json: 'application/json; charset=utf-8',
	xmlrpc: 'text/xml; charset=utf-8',
	form: 'application/x-www-form-urlencoded; charset=utf-8',
};

/** A body as it came. */
export interface WireBody {
	bytes: Buffer;
	/** The Content-Type header, if there was one. */
	contentType: string;
}

/** Which format a body is in: its first character decides, since senders mislabel; an empty one goes by its label. */
export function formatOf(body: WireBody): WireFormat {
	const { contentType } = body;
	const start = inBytes(body.bytes)
		.subarray(0, 1_024)
		.toString('latin1')
		.replace(/^\u00EF\u00BB\u00BF/, '')
		.trimStart();
	if (start.startsWith('<')) return 'xmlrpc';
	if (start.startsWith('{') || start.startsWith('[')) return 'json';
	if (/xml/i.test(contentType)) return 'xmlrpc';
	return /urlencoded/i.test(contentType) || (start.includes('=') && !/json/i.test(contentType))
		? 'form'
		: 'json';
}

/**
 * Reads a body in its own format.
 *
 * @returns the fields
 * @throws WireError when it is too long, cannot be read, or is not an object of fields
 */
export function readBody(body: WireBody): Record<string, unknown> {
	const value = read(body);
	if (!isObject(value)) throw new WireError('The body is not an object with fields');
	return value;
}

/**
 * Reads a body that is a record or a list of such.
 *
 * @returns the records, each an object of fields unless something is wrong with it
 * @throws WireError when it is too long, cannot be read, or holds nothing
 */
export function readRecords(body: WireBody): unknown[] {
	const value = read(body);
	const records = Array.isArray(value) ? (value as unknown[]) : [value];
	if (records.length > MOST_RECORDS) {
		throw new WireError(`The body holds more than ${MOST_RECORDS} records`);
	}
	if (records.length === 0) throw new WireError('The body is an empty list');
	return records;
}

function read(body: WireBody): unknown {
	if (body.bytes.length > MAX_BODY_BYTES) throw new WireError('The body is longer than 2 MB');
	const said = saidEncoding(body.bytes, body.contentType);
	const bytes = inBytes(body.bytes);
	let marks = 0;
	for (const byte of bytes) if (MARKS.has(byte)) marks += 1;
	const format = formatOf(body);
	const most = MOST_MARKS[format];
	if (marks > most)
		throw new WireError(`The body holds more than ${most} ${format === 'xmlrpc' ? 'tags' : 'values'}`);
	return readers[format](bytes, (part) => decode(part, said));
}

/**
 * Writes fields in a format.
 *
 * @returns the text, and the Content-Type to send it with
 */
export function writeBody(
	format: WireFormat,
	fields: Record<string, string | number>,
): { text: string; contentType: string } {
	return { text: writers[format](fields), contentType: CONTENT_TYPES[format] };
}

const readers: Record<WireFormat, (bytes: Buffer, toText: (bytes: Buffer) => string) => unknown> = {
	json: (bytes, toText) => readJson(toText(bytes)),
	xmlrpc: (bytes, toText) => readXmlRpc(toText(bytes)),
	form: readForm,
};

const writers: Record<WireFormat, (fields: Record<string, string | number>) => string> = {
	json: (fields) => JSON.stringify(fields),
	xmlrpc: writeXmlRpcResponse,
	form: writeForm,
};
