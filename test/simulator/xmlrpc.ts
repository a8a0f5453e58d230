import { DOMParser, type Element } from '@xmldom/xmldom';
import { create } from 'xmlbuilder2';

/** What an XML-RPC value can be here. Numbers are written as `int` (or `double` when not whole). */
export type XmlRpcValue =
	string | number | boolean | readonly XmlRpcValue[] | { readonly [member: string]: XmlRpcValue };

type Builder = ReturnType<typeof create>;

/** Writes a `methodResponse` with one parameter, as Click2Call answers (voicenter-api.md §2). */
export function writeMethodResponse(value: XmlRpcValue): string {
	const document = create().ele('methodResponse');
	writeValue(document.ele('params').ele('param'), value);
	return document.end({ prettyPrint: true, headless: true });
}

/** Writes a `methodCall` with one parameter. */
export function writeMethodCall(methodName: string, value: XmlRpcValue): string {
	const document = create({ version: '1.0', encoding: 'UTF-8' }).ele('methodCall');
	document.ele('methodName').txt(methodName);
	writeValue(document.ele('params').ele('param'), value);
	return document.end();
}

/** Reads the only parameter of a `methodResponse`. @throws when the text is anything else, a fault included. */
export function readMethodResponse(xml: string): XmlRpcValue {
	return readOnlyParameter(xml, 'methodResponse');
}

/** Reads the only parameter of a `methodCall`. @throws when the text is anything else. */
export function readMethodCall(xml: string): XmlRpcValue {
	return readOnlyParameter(xml, 'methodCall');
}

function writeValue(parent: Builder, value: XmlRpcValue): void {
	const element = parent.ele('value');
	if (typeof value === 'string') element.ele('string').txt(value);
	else if (typeof value === 'boolean') element.ele('boolean').txt(value ? '1' : '0');
	else if (typeof value === 'number')
		element.ele(Number.isInteger(value) ? 'int' : 'double').txt(String(value));
	else if (isList(value)) {
		const data = element.ele('array').ele('data');
		for (const item of value) writeValue(data, item);
	} else {
		const struct = element.ele('struct');
		for (const [name, item] of Object.entries(value)) {
			const member = struct.ele('member');
			member.ele('name').txt(name);
			writeValue(member, item);
		}
	}
}

// Array.isArray does not narrow a readonly array out of a union.
function isList(value: XmlRpcValue): value is readonly XmlRpcValue[] {
	return Array.isArray(value);
}

function readOnlyParameter(xml: string, rootName: string): XmlRpcValue {
	const parser = new DOMParser({
		onError: (_level, message) => {
			throw new Error(`not well-formed XML: ${message}`);
		},
	});
	const root = parser.parseFromString(xml.trim(), 'text/xml').documentElement;
	if (root?.tagName !== rootName)
		throw new Error(`expected <${rootName}>, got <${root?.tagName ?? 'nothing'}>`);
	return readValue(only(only(only(root, 'params'), 'param'), 'value'));
}

function readValue(value: Element): XmlRpcValue {
	const typed = elements(value)[0];
	if (!typed) return value.textContent ?? '';
	const text = typed.textContent ?? '';
	switch (typed.tagName) {
		case 'string':
			return text;
		case 'int':
		case 'i4':
			if (!/^[+-]?\d+$/.test(text)) throw new Error(`<${typed.tagName}> holds "${text}"`);
			return Number(text);
		case 'double':
			return Number(text);
		case 'boolean':
			return text === '1';
		case 'array':
			return elements(only(typed, 'data')).map(readValue);
		case 'struct':
			return Object.fromEntries(
				elements(typed).map((member) => [
					only(member, 'name').textContent ?? '',
					readValue(only(member, 'value')),
				]),
			);
		default:
			throw new Error(`<${typed.tagName}> is no XML-RPC type`);
	}
}

function only(parent: Element, name: string): Element {
	const found = elements(parent).filter((element) => element.tagName === name);
	if (!found[0] || found.length > 1) throw new Error(`<${parent.tagName}> should hold one <${name}>`);
	return found[0];
}

function elements(parent: Element): Element[] {
	return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
}
