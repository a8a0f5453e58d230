import { DOMParser } from '@xmldom/xmldom';

import { WireError } from '../../../../nodes/platform/wire/wireError';
import { readXmlRpc, writeXmlRpcResponse } from '../../../../nodes/platform/wire/xmlRpc';

const call = (value: string) =>
	`<?xml version="1.0"?><methodCall><methodName>any</methodName><params><param>${value}</param></params></methodCall>`;
const value = (content: string) => readXmlRpc(call(`<value>${content}</value>`));

describe('an XML-RPC message is read', () => {
	it('as the document writes it, blanks and empty strings included (§2)', () => {
		const sample = `
			<methodResponse>
			<params>
			<param>
			<value>
			<struct>
			<member>
			<name>ERRORCODE</name>
			<value><string>1</string></value>
			</member>
			<member>
			<name>ERRORMESSAGE</name>
			<value><string>Phone is missing</string></value>
			</member>
			<member>
			<name>CALLID</name>
			<value><string></string></value>
			</member>
			</struct>
			</value>
			</param>
			</params>
			</methodResponse>`;
		expect(readXmlRpc(sample)).toEqual({ ERRORCODE: '1', ERRORMESSAGE: 'Phone is missing', CALLID: '' });
	});

	it.each([
		['<string>972501234567</string>', '972501234567'],
		['<string>0501234567</string>', '0501234567'],
		['<string> two  blanks </string>', ' two  blanks '],
		['<string/>', ''],
		['no type is text', 'no type is text'],
		['', ''],
		['<int>42</int>', 42],
		['<i4>-7</i4>', -7],
		['<i8> 1595960350 </i8>', 1595960350],
		['<double>-1.5</double>', -1.5],
		['<boolean>1</boolean>', true],
		['<boolean>0</boolean>', false],
		['<boolean>true</boolean>', 'true'],
		['<boolean></boolean>', ''],
		['<int></int>', ''],
		['<int>forty</int>', 'forty'],
		['<nil/>', null],
		['<dateTime.iso8601>20200728T18:19:10</dateTime.iso8601>', '20200728T18:19:10'],
		['<base64>T0s=</base64>', 'T0s='],
	])('value by value: %s', (content, expected) => {
		expect(value(content)).toEqual(expected);
	});

	it('with lists and structs inside each other, one entry or many', () => {
		const struct = (name: string, inner: string) =>
			`<struct><member><name>${name}</name><value>${inner}</value></member></struct>`;
		const list = (...entries: string[]) =>
			`<array><data>${entries.map((entry) => `<value>${entry}</value>`).join('')}</data></array>`;

		expect(value(struct('IVR', list(struct('Dtmf', '<int>2</int>'))))).toEqual({ IVR: [{ Dtmf: 2 }] });
		expect(value(list('<int>1</int>', 'two', list()))).toEqual([1, 'two', []]);
		expect(value('<struct></struct>')).toEqual({});
		expect(value('<array><data/></array>')).toEqual([]);
	});

	it('with the entities of XML decoded once', () => {
		expect(value('<string>&lt;b&gt; &amp; &quot;&apos; &#1488;&#x5D0; &amp;lt;</string>')).toBe(
			'<b> & "\' אא &lt;',
		);
	});

	it('with character data taken as it is', () => {
		expect(value('<string><![CDATA[a < b & c]]></string>')).toBe('a < b & c');
	});

	it.each([
		['an ampersand that is not written as one', 'H&M & Co', 'H&M & Co'],
		['one beside another that is', 'H&amp;M & &#1488;', 'H&M & א'],
		['a sign for less', 'a < b', 'a < b'],
		['one beside character data', 'H&M <![CDATA[a < b & c]]> & Co <![CDATA[& d]]>', 'H&M a < b & c & Co & d'],
		['signs that XML does not allow', 'Sa\u0000les\u0008 \u001FQueue\uFFFE', 'Sales Queue'],
	])('with %s', (_, written, meant) => {
		expect(value(`<string>${written}</string>`)).toBe(meant);
	});

	it('after a byte order mark', () => {
		expect(readXmlRpc(`\uFEFF${call('<value>x</value>')}`)).toBe('x');
	});
});

describe('an XML-RPC message is refused', () => {
	const bomb =
		'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>' +
		call('<value><string>&c;</string></value>').replace('<?xml version="1.0"?>', '');
	const outside =
		'<!doctype x [<!ENTITY file SYSTEM "file:///etc/passwd">]>' + call('<value>&file;</value>').slice(21);

	it.each([
		['an entity bomb', bomb, 'document type'],
		['an entity from outside', outside, 'document type'],
		['another document', '<html><body>Runtime Error</body></html>', 'neither an XML-RPC call nor'],
		['unclosed', '<methodCall><params>', 'not valid XML'],
		['crossed', '<methodCall><params></methodCall></params>', 'not valid XML'],
		['without a parameter', '<methodCall><methodName>a</methodName></methodCall>', 'no parameter'],
		['deeper than a document can be', '<a>'.repeat(5000) + '</a>'.repeat(5000), 'not valid XML'],
		['a megabyte of brackets', '<'.repeat(1_000_000), 'not valid XML'],
	])('%s', (_what, text, message) => {
		const reading = () => readXmlRpc(text);
		expect(reading).toThrow(WireError);
		expect(reading).toThrow(message);
	});

	it('when its lists nest deeper than 40 levels', () => {
		const lists = (levels: number) =>
			'<array><data><value>'.repeat(levels) + 'x' + '</value></data></array>'.repeat(levels);
		expect(() => value(lists(60))).toThrow(WireError);
		expect(JSON.stringify(value(lists(20)))).toBe('['.repeat(20) + '"x"' + ']'.repeat(20));
	});

	it('when it is a fault, which it quotes', () => {
		const fault =
			'<methodResponse><fault><value><struct>' +
			'<member><name>faultCode</name><value><int>4</int></value></member>' +
			'<member><name>faultString</name><value><string>Too many parameters.</string></value></member>' +
			'</struct></value></fault></methodResponse>';
		expect(() => readXmlRpc(fault)).toThrow(
			'XML-RPC fault: {"faultCode":4,"faultString":"Too many parameters."}',
		);
	});

	it('never puts anything into the prototype of objects', () => {
		const member = '<member><name>__proto__</name><value><struct></struct></value></member>';
		const read = value(`<struct>${member}<member><name>a</name><value>1</value></member></struct>`);

		expect(Object.keys(read as object)).toEqual(['a']);
		expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
	});
});

describe('an XML-RPC response is written', () => {
	it('with whole numbers as int and all else as string, as another parser reads it', () => {
		const document = new DOMParser().parseFromString(
			writeXmlRpcResponse({ err: 0, errdesc: 'a < b & "c" \u05D0', half: 1.5 }),
			'text/xml',
		);
		const members = Array.from(document.getElementsByTagName('member')).map((member) => [
			member.getElementsByTagName('name')[0]?.textContent,
			member.getElementsByTagName('value')[0]?.firstChild?.nodeName,
			member.getElementsByTagName('value')[0]?.textContent,
		]);

		expect(document.documentElement?.nodeName).toBe('methodResponse');
		expect(members).toEqual([
			['err', 'int', '0'],
			['errdesc', 'string', 'a < b & "c" א'],
			['half', 'string', '1.5'],
		]);
	});

	it('so that it reads itself back', () => {
		expect(readXmlRpc(writeXmlRpcResponse({ err: 1, errdesc: 'Parse error' }))).toEqual({
			err: 1,
			errdesc: 'Parse error',
		});
	});
});
