import XMLBuilder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

import { objectOf } from './values';
import { MAX_DEPTH, WireError } from './wireError';

type XmlNode = Record<string, unknown>;

const LIST_TAGS = new Set(['member', 'param']);

const parser = new XMLParser({
	ignoreAttributes: true,
	parseTagValue: false,
	trimValues: false,
	processEntities: true,
	htmlEntities: true,
	maxNestedTags: MAX_DEPTH * 4,
	isArray: (tag) => LIST_TAGS.has(tag),
});

const builder = new XMLBuilder({ ignoreAttributes: false, processEntities: true });

/**
 * Reads the first parameter of an XML-RPC `methodCall` or `methodResponse`: Voicenter sends one struct in
 * each (voicenter-api.md §2, §9).
 *
 * @param text the XML; a document type declaration is refused, so entities can never expand
 * @returns the parameter as plain values: structs as objects, arrays as lists, numbers and booleans as such; text
 *   where they are none, since one odd field is no reason to refuse a record
 * @throws WireError when it is not XML, not XML-RPC, or a fault
 */
export function readXmlRpc(text: string): unknown {
	const body = repaired(text.replace(/^\uFEFF/, '').trim());
	if (/<!DOCTYPE/i.test(body)) throw new WireError('XML with a document type declaration is not accepted');
	const root = parseXml(body);
	const message = objectOf(root['methodCall'] ?? root['methodResponse']);
	if (!message) throw new WireError('The XML is neither an XML-RPC call nor an XML-RPC response');
	if (message['fault'] !== undefined) {
		throw new WireError(
			`XML-RPC fault: ${JSON.stringify(readValue(objectOf(message['fault'])?.['value'], 0))}`,
		);
	}
	const parameter = objectOf(asList(objectOf(message['params'])?.['param'])[0]);
	if (!parameter) throw new WireError('The XML-RPC message has no parameter');
	return readValue(parameter['value'], 0);
}

/**
 * Writes an XML-RPC `methodResponse` with one struct.
 *
 * @param struct the members; whole numbers become `int`, everything else `string`
 * @returns the XML document
 */
export function writeXmlRpcResponse(struct: Record<string, string | number>): string {
	const member = Object.entries(struct).map(([name, value]) => ({
		name,
		value: Number.isInteger(value) ? { int: value } : { string: String(value) },
	}));
	return builder.build({
		'?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
		methodResponse: { params: { param: { value: { struct: { member } } } } },
	});
}

/** Signs that XML does not allow, and what no reader of it can take for text. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** An ampersand that begins nothing: `H&M`. */
const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,9});)/gi;

/** A sign for "less" that begins no tag. */
const BARE_LESS = /<(?![a-z/?!])/gi;

/** In which those signs stand for themselves. */
const CHARACTER_DATA = /(<!\[CDATA\[[^]*?\]\]>)/;

/** As tolerant as JSON is read, where the meaning is plain. */
function repaired(xml: string): string {
	return xml
		.replace(FORBIDDEN, '')
		.split(CHARACTER_DATA)
		.map((part, index) =>
			index % 2 === 1 ? part : part.replace(BARE_AMPERSAND, '&amp;').replace(BARE_LESS, '&lt;'),
		)
		.join('');
}

function parseXml(body: string): XmlNode {
	try {
		SyntaxValidator.validate(body);
		return parser.parse(body) as XmlNode;
	} catch {
		throw new WireError('The body is not valid XML');
	}
}

function readValue(value: unknown, depth: number): unknown {
	if (depth >= MAX_DEPTH) throw new WireError(`The XML nests deeper than ${MAX_DEPTH} levels`);
	const node = objectOf(value);
	if (!node) return value ?? '';
	const type = Object.keys(node).find((tag) => tag !== '#text');
	if (type === undefined) return node['#text'] ?? '';
	return readTyped(type, node[type], depth);
}

function readTyped(type: string, content: unknown, depth: number): unknown {
	switch (type) {
		case 'struct':
			return readStruct(content, depth);
		case 'array':
			return asList(objectOf(objectOf(content)?.['data'])?.['value']).map((entry) =>
				readValue(entry, depth + 1),
			);
		case 'int':
		case 'i4':
		case 'i8':
		case 'double':
			return readNumber(content);
		case 'boolean':
			return readBoolean(content);
		case 'nil':
			return null;
		default:
			return content;
	}
}

function readStruct(content: unknown, depth: number): Record<string, unknown> {
	return Object.fromEntries(
		asList(objectOf(content)?.['member'])
			.map(objectOf)
			.filter((member) => member !== undefined)
			.map((member) => [String(member['name']).trim(), readValue(member['value'], depth + 1)] as const)
			.filter(([name]) => name !== '__proto__'),
	);
}

function readNumber(content: unknown): unknown {
	const text = String(content).trim();
	const number = Number(text);
	return text === '' || !Number.isFinite(number) ? content : number;
}

function readBoolean(content: unknown): unknown {
	const text = String(content).trim();
	return text === '1' || text === '0' ? text === '1' : content;
}

function asList(value: unknown): unknown[] {
	if (value === undefined || value === '') return [];
	return Array.isArray(value) ? value : [value];
}
