import fc from 'fast-check';

import { readBody } from '../../../../nodes/platform/wire/body';
import { readForm, writeForm } from '../../../../nodes/platform/wire/form';
import { readJson } from '../../../../nodes/platform/wire/json';
import { WireError } from '../../../../nodes/platform/wire/wireError';
import { readXmlRpc, writeXmlRpcResponse } from '../../../../nodes/platform/wire/xmlRpc';

/** Pieces that decoders stumble over, put together in any order. */
const jsonPieces = fc.constantFrom(
	'{',
	'}',
	'[',
	']',
	'"',
	':',
	',',
	'\\',
	' ',
	'a',
	'1',
	'null',
	'__proto__',
	'\n',
	'ש',
);
const xmlPieces = fc.constantFrom(
	...[
		'methodCall',
		'params',
		'param',
		'value',
		'struct',
		'member',
		'name',
		'int',
		'array',
		'data',
		'toString',
	].flatMap((tag) => [`<${tag}>`, `</${tag}>`, `<${tag}/>`]),
	...['<', '>', '&', ';', '&amp;', '&#x110000;', '<![CDATA[', ']]>', '<!--', '-->', '__proto__', '1', ' '],
);
const formPieces = fc.constantFrom(
	'a',
	'=',
	'&',
	'[',
	']',
	'%',
	'%D7',
	'+',
	'__proto__',
	'constructor',
	'toString',
	'0',
	'.',
);

const text = (pieces: fc.Arbitrary<string>) =>
	fc.oneof(
		fc.string({ unit: 'binary', maxLength: 300 }),
		fc.array(pieces, { maxLength: 80 }).map((p) => p.join('')),
	);

/** A document around the pieces, so that most of them get past the outermost checks. */
const xmlText = text(xmlPieces).map(
	(inner) => `<methodCall><params><param><value>${inner}</value></param></params></methodCall>`,
);

const prototypeBefore = Object.getOwnPropertyNames(Object.prototype).sort();
const prototypeNow = () => Object.getOwnPropertyNames(Object.prototype).sort();

function errorOf(read: () => unknown): unknown {
	try {
		read();
	} catch (error) {
		return error;
	}
	return undefined;
}

describe.each<[string, (input: string) => unknown, fc.Arbitrary<string>]>([
	['JSON', readJson, text(jsonPieces)],
	['XML-RPC', readXmlRpc, fc.oneof(text(xmlPieces), xmlText)],
	['a form', (input) => readForm(Buffer.from(input)), text(formPieces)],
	[
		'any body',
		(input) => readBody({ bytes: Buffer.from(input), contentType: '' }),
		fc.oneof(text(jsonPieces), xmlText, text(formPieces)),
	],
])('whatever is sent as %s', (_format, read, input) => {
	it('is read, or refused with a WireError; Object.prototype stays as it is; none hangs', () => {
		fc.assert(
			fc.property(input, (sent) => {
				const error = errorOf(() => read(sent));
				if (error !== undefined) expect(error).toBeInstanceOf(WireError);
				expect(prototypeNow()).toEqual(prototypeBefore);
			}),
			{ numRuns: 1000 },
		);
	});
});

it('valid JSON is read as what it says, blanks around keys aside', () => {
	fc.assert(
		fc.property(
			fc.jsonValue({ maxDepth: 5 }).filter((value) => !/__proto__|" | "/.test(JSON.stringify(value))),
			(value) => {
				expect(readJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
			},
		),
	);
});

it('what is written as XML-RPC or as a form is read back the same', () => {
	const name = fc.stringMatching(/^[A-Za-z]\w{0,12}$/).filter((key) => !(key in Object.prototype));
	// XML cannot carry control characters, nor tell \r from \n.
	const printable = fc.stringMatching(/^[\x20-\x7E\u05D0-\u05EA]{0,30}$/);
	fc.assert(
		fc.property(fc.dictionary(name, fc.oneof(printable, fc.integer()), { minKeys: 1 }), (fields) => {
			expect(readXmlRpc(writeXmlRpcResponse(fields))).toEqual(fields);
			expect(readForm(Buffer.from(writeForm(fields)))).toEqual(
				Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)])),
			);
		}),
	);
});
