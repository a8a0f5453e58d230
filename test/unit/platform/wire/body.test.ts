import { formatOf, readBody, type WireFormat, writeBody } from '../../../../nodes/platform/wire/body';
import { WireError } from '../../../../nodes/platform/wire/wireError';

const XML =
	'<methodCall><params><param><value><struct>' +
	'<member><name>a</name><value>1</value></member></struct></value></param></params></methodCall>';
const XML_AROUND = XML.split('1', 2) as [string, string];
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const body = (content: string | Buffer, contentType = '') => ({ bytes: Buffer.from(content), contentType });

describe('the format of a body', () => {
	it.each<[string, string, string, WireFormat]>([
		['JSON', '{"a":1}', JSON_TYPE, 'json'],
		['XML', XML, 'text/xml', 'xmlrpc'],
		['a form', 'a=1', FORM_TYPE, 'form'],
		['JSON that calls itself a form', '{"a":"b=c"}', FORM_TYPE, 'json'],
		['JSON that calls itself XML', ' \n{"a":1}', 'text/xml', 'json'],
		['a list that calls itself text', '[1]', 'text/plain', 'json'],
		['XML that calls itself JSON', `\r\n${XML}`, JSON_TYPE, 'xmlrpc'],
		['XML that calls itself a form', `<?xml version="1.0"?>${XML}`, FORM_TYPE, 'xmlrpc'],
		['a form that calls itself text', 'a=1&b=2', 'text/plain', 'form'],
		['a form that says nothing', 'a=1', '', 'form'],
		['JSON after a byte order mark', '\uFEFF{"a":1}', '', 'json'],
		['XML after a byte order mark', `\uFEFF${XML}`, '', 'xmlrpc'],
		['nothing, called XML', '', 'application/xml', 'xmlrpc'],
		['nothing, called a form', '', FORM_TYPE, 'form'],
		['nothing, called JSON', '', JSON_TYPE, 'json'],
		['nothing at all', '', '', 'json'],
		['JSON after a stray zero', '\u0000{"a":1}', '', 'json'],
	])('is told by its first character: %s', (_what, content, contentType, expected) => {
		expect(formatOf(body(content, contentType))).toBe(expected);
	});
});

describe('a body is read', () => {
	it.each([
		['JSON', '{"a":"1"}'],
		['XML-RPC', XML],
		['a form', 'a=1'],
	])('whatever its format: %s', (_format, content) => {
		expect(readBody(body(content))).toEqual({ a: '1' });
	});

	it('behind a stray zero, which does not make it UTF-16', () => {
		expect(readBody(body('\u0000{"a":"1"}'))).toEqual({ a: '1' });
	});

	it('in the charset that it names', () => {
		const shalom = Buffer.from([0xf9, 0xec, 0xe5, 0xed]);
		const bytes = Buffer.concat([Buffer.from('{"a":"'), shalom, Buffer.from('"}')]);

		expect(readBody(body(bytes, 'application/json; charset=windows-1255'))).toEqual({ a: 'שלום' });
		expect(readBody(body(bytes, 'application/json; charset="windows-1255"'))).toEqual({ a: 'שלום' });
	});

	it('in UTF-8 when it names none, or one that nobody knows', () => {
		expect(readBody(body('{"a":"שלום"}'))).toEqual({ a: 'שלום' });
		expect(readBody(body('{"a":"שלום"}', 'application/json; charset=klingon'))).toEqual({ a: 'שלום' });
	});

	describe('in Hebrew’s older encoding', () => {
		const WORD = Buffer.from([0xf9, 0xec, 0xe5, 0xed]);
		const around = (before: string, after = '') =>
			Buffer.concat([Buffer.from(before), WORD, Buffer.from(after)]);

		it.each([
			['JSON', around('{"a":"', '"}'), JSON_TYPE],
			['XML', around(...XML_AROUND), 'text/xml'],
			['a form of bytes', around('a='), FORM_TYPE],
			['a form with percent signs', Buffer.from('a=%F9%EC%E5%ED'), FORM_TYPE],
			['a form that says so', Buffer.from('a=%F9%EC%E5%ED'), `${FORM_TYPE}; charset=windows-1255`],
			['a form that says something else', Buffer.from('a=%F9%EC%E5%ED'), `${FORM_TYPE}; charset=klingon`],
		])('%s, though it does not say so', (_what, bytes, contentType) => {
			expect(readBody(body(bytes, contentType))).toEqual({ a: 'שלום' });
		});

		it('as also names may be; blanks, brackets and plus signs are what they are', () => {
			const fields = readBody(body('CustomData%5B%F9%ED%5D=%E3%F0%E4+%26%2B&b=1', FORM_TYPE));
			expect(fields).toEqual({ CustomData: { שם: 'דנה &+' }, b: '1' });
		});
	});

	it('in the encoding that an XML document declares, when the header says nothing', () => {
		const [before, after] = XML_AROUND;
		const bytes = Buffer.concat([
			Buffer.from(`<?xml version="1.0" encoding="windows-1255"?>${before}`),
			Buffer.from([0xf9]),
			Buffer.from(after),
		]);
		expect(readBody(body(bytes, 'text/xml'))).toEqual({ a: 'ש' });
	});

	it.each([
		['a list', '[{"a":1}]', 'not an object with fields'],
		['a number', '7', 'not an object with fields'],
		['null', 'null', 'not an object with fields'],
		['plain words', 'hello world', 'not an object with fields'],
		['nothing', '', 'empty'],
		['a struct that is none', XML.replace(/<struct>.*<\/struct>/, 'text'), 'not an object with fields'],
	])('only when it is an object of fields, not %s', (_what, content, message) => {
		const reading = () => readBody(body(content));
		expect(reading).toThrow(WireError);
		expect(reading).toThrow(message);
	});

	it('up to 2 MB', () => {
		const ofLength = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`;
		const bound = 2 * 1024 * 1024;

		expect(readBody(body(ofLength(bound)))).toEqual({ a: 'x'.repeat(bound - 8) });
		expect(() => readBody(body(ofLength(bound + 1)))).toThrow('The body is longer than 2 MB');
	});
});

describe('an encoding', () => {
	const hebrew = '{"name":"מכירות"}';
	const old = Buffer.concat([
		Buffer.from('{"name":"'),
		Buffer.from('eeebe9f8e5fa', 'hex'),
		Buffer.from('"}'),
	]);

	it.each([
		['UTF-8 that is called ISO-8859-1', Buffer.from(hebrew), `${JSON_TYPE}; charset=ISO-8859-1`],
		['UTF-8 that is called US-ASCII', Buffer.from(hebrew), `${JSON_TYPE}; charset=us-ascii`],
		['UTF-8 that is called Windows-1255', Buffer.from(hebrew), `${JSON_TYPE}; charset=windows-1255`],
		['Windows-1255 that is called UTF-8', old, `${JSON_TYPE}; charset=utf-8`],
		['Windows-1255 that is called ISO-8859-1', old, `${JSON_TYPE}; charset=iso-8859-1`],
		['Windows-1255 that is called by a name that nobody knows', old, `${JSON_TYPE}; charset=hebrew-1`],
		['Windows-1255 that is called ISO-8859-8', old, `${JSON_TYPE}; charset=iso-8859-8`],
		['UTF-16 with its mark', Buffer.from(`\uFEFF${hebrew}`, 'utf16le'), JSON_TYPE],
		['UTF-16 without it', Buffer.from(hebrew, 'utf16le'), JSON_TYPE],
		['UTF-16 of the other order', Buffer.from(`\uFEFF${hebrew}`, 'utf16le').swap16(), 'text/plain'],
	])('%s is read', (_, bytes, contentType) => {
		expect(readBody({ bytes, contentType })).toEqual({ name: 'מכירות' });
		expect(formatOf({ bytes, contentType })).toBe('json');
	});

	it('of the West is believed where the words are the West’s', () => {
		const bytes = Buffer.from('{"name":"José"}', 'latin1');
		expect(readBody({ bytes, contentType: `${JSON_TYPE}; charset=iso-8859-1` })).toEqual({ name: 'José' });
	});
});

describe('a body with more values than any record has', () => {
	const many = 120_000;
	it.each([
		['JSON', `{"IVR":[${'{},'.repeat(many / 2)}{}]}`],
		['JSON inside a text', JSON.stringify({ IVR: `[${'{},'.repeat(many / 2)}{}]` })],
		['XML', `<methodCall>${'<a/>'.repeat(many)}</methodCall>`],
		['XML of half as many tags, each of which takes twice as long', `<methodCall>${'<a/>'.repeat(many / 2)}`],
		['XML of ampersands', XML_AROUND.join('& '.repeat(many))],
		['a form', 'a=1&'.repeat(many)],
	])('is refused before it is read: %s', (_, text) => {
		expect(() => readBody(body(text))).toThrow(/more than (?:100000 values|50000 tags|5000 fields)/);
	});
});

describe('an answer is written', () => {
	it.each<[WireFormat, RegExp, string | RegExp]>([
		['json', /^application\/json/, '{"err":0,"errdesc":"OK"}'],
		['form', /^application\/x-www-form-urlencoded/, 'err=0&errdesc=OK'],
		['xmlrpc', /^text\/xml/, /^<\?xml .*<methodResponse>/],
	])('in %s, with the Content-Type that says so', (format, type, text) => {
		const written = writeBody(format, { err: 0, errdesc: 'OK' });
		expect(written.contentType).toMatch(type);
		expect(written.contentType).toMatch(/charset=utf-8/);
		expect(written.text).toMatch(text);
	});
});
