import { stringify } from 'qs';
import { writeMethodCall, type XmlRpcValue } from '../xmlrpc';

export type CdrFormat = 'json' | 'xmlrpc' | 'form';

/** How a record goes over the wire, where the reference leaves room (voicenter-api.md §9). */
export interface CdrSpelling {
	readonly format: CdrFormat;
	/** Numbers as numbers or as strings. Default: numbers in JSON, strings in XML-RPC; a form has only strings. */
	readonly numbers?: 'number' | 'string' | undefined;
	/** `IVR` and `CustomData` nested, or as a JSON string. Default: nested; a form has only the string. */
	readonly nested?: 'structure' | 'jsonString' | undefined;
	/** A JSON body that is a list of records, as two public receivers expect. Default: the record itself. */
	readonly asList?: boolean | undefined;
}

/**
 * The reference does not name the XML-RPC method. This name is the simulator's own choice: a receiver must not
 * depend on it.
 */
export const CDR_METHOD_NAME = 'cdrNotification';

const CONTENT_TYPES: Record<CdrFormat, string> = {
	json: 'application/json; charset=utf-8',
	xmlrpc: 'text/xml; charset=utf-8',
	form: 'application/x-www-form-urlencoded',
};

/** The Content-Type that Voicenter's request has in a format. */
export function cdrContentType(format: CdrFormat): string {
	return CONTENT_TYPES[format];
}

/** Writes a record's fields as a request body. Members that are undefined are left out. */
export function encodeCdr(record: object, spelling: CdrSpelling): string {
	const { format } = spelling;
	const fields = spell(record, {
		numbersAsText:
			format === 'form' || (spelling.numbers ?? (format === 'json' ? 'number' : 'string')) === 'string',
		nestedAsText: format === 'form' || spelling.nested === 'jsonString',
	});
	if (format === 'json') return JSON.stringify(spelling.asList ? [fields] : fields);
	if (format === 'xmlrpc') return writeMethodCall(CDR_METHOD_NAME, fields);
	return stringify(fields);
}

interface Spell {
	readonly numbersAsText: boolean;
	readonly nestedAsText: boolean;
}

function spell(record: object, how: Spell): Record<string, XmlRpcValue> {
	const fields: Record<string, XmlRpcValue> = {};
	for (const [name, value] of Object.entries(record)) {
		if (value === undefined || value === null) continue;
		const nested = typeof value === 'object';
		fields[name] = nested && how.nestedAsText ? JSON.stringify(value) : spellValue(value, how);
	}
	return fields;
}

function spellValue(value: unknown, how: Spell): XmlRpcValue {
	if (Array.isArray(value)) return value.map((item: unknown) => spellValue(item, how));
	if (typeof value === 'object' && value !== null) return spell(value, { ...how, nestedAsText: false });
	if (typeof value === 'number') return how.numbersAsText ? String(value) : value;
	return typeof value === 'boolean' ? value : String(value);
}
