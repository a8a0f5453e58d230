import { readForm, writeForm } from './form';
import { readJson } from './json';
import { WireError } from './wireError';
import { readXmlRpc, writeXmlRpcResponse } from './xmlRpc';

/** The three ways in which Voicenter sends to us and expects to be answered (voicenter-api.md §9). */
export type WireFormat = 'json' | 'xmlrpc' | 'form';

/** Longer bodies are not read: a call's record with a transcript is a few hundred kilobytes at most. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

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
export function formatOf({ bytes, contentType }: WireBody): WireFormat {
	const start = bytes
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
	if (body.bytes.length > MAX_BODY_BYTES) throw new WireError('The body is longer than 2 MB');
	const value = readers[formatOf(body)](body.bytes, (bytes) => decode(bytes, charsetOf(body)));
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new WireError('The body is not an object with fields');
	}
	return value as Record<string, unknown>;
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

/** The encoding that a body says it is in, if it says so. */
function charsetOf({ bytes, contentType }: WireBody): string | undefined {
	const start = bytes.subarray(0, 200).toString('latin1');
	const declared = /^\s*<\?xml[^>]*encoding=["']([\w-]+)/i.exec(start)?.[1];
	return /charset="?([\w-]+)/i.exec(contentType)?.[1] ?? declared;
}

/** Hebrew still arrives in its older encoding now and then, said or not: what is not UTF-8 is that. */
function decode(bytes: Buffer, charset: string | undefined): string {
	try {
		return new TextDecoder(charset, { fatal: charset === undefined }).decode(bytes);
	} catch {
		return charset === undefined ? new TextDecoder('windows-1255').decode(bytes) : decode(bytes, undefined);
	}
}
