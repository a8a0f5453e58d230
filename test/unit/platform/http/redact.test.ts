import { inspect } from 'node:util';

type Errors = typeof import('../../../../nodes/platform/http/errors');
type Redact = typeof import('../../../../nodes/platform/http/redact');

let VoicenterError: Errors['VoicenterError'];
let redact: Redact['redact'];
let withoutPassword: Redact['withoutPassword'];

// What it remembers of secrets is no other test's.
beforeEach(() => {
	jest.resetModules();
	({ VoicenterError } = jest.requireActual<Errors>('../../../../nodes/platform/http/errors'));
	({ redact, withoutPassword } = jest.requireActual<Redact>('../../../../nodes/platform/http/redact'));
});

const CODE = 'S3cret/Code+with "quotes" & ü';

const asEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

it.each([
	['as it is', CODE],
	['inside a URL', encodeURIComponent(CODE)],
	['inside JSON', JSON.stringify({ code: CODE })],
	['in a query', `?code=${encodeURIComponent(CODE)}&action=call`],
	['twice', `${CODE} and ${CODE}`],
	['in capitals', CODE.toUpperCase()],
	['in small letters', CODE.toLowerCase()],
	['in a form', new URLSearchParams({ code: CODE }).toString()],
	['in a URL, in small hex digits', encodeURIComponent(CODE).toLowerCase()],
	['in a URL inside a URL', encodeURIComponent(encodeURIComponent(CODE))],
	['in JSON inside JSON', JSON.stringify(JSON.stringify({ code: CODE }))],
	['with slashes escaped', JSON.stringify(CODE).replaceAll('/', '\\/')],
	['escaped to ASCII', Array.from(CODE, asEscape).join('')],
	['in XML', CODE.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
	['in XML, by numbers', CODE.replace(/[^\w]/gu, (c) => `&#${c.codePointAt(0)};`)],
	['in XML, by hex numbers', CODE.replace(/[^\w]/gu, (c) => `&#x${c.codePointAt(0)?.toString(16)};`)],
	['in base64', Buffer.from(CODE).toString('base64')],
	['in base64 for URLs', Buffer.from(CODE).toString('base64url')],
])('a secret is not seen: %s', (_where, text) => {
	const seen = redact(text, [CODE]);
	for (const part of ['S3cret', 'Code', 'quotes']) expect(seen.replace('"code"', '')).not.toContain(part);
	expect(seen).toContain('••••••');
	expect(seen.length).toBeLessThan(40);
});

it.each(['', 'u', 'us', 'user:', 'user:x', 'user:xy'])(
	'in base64, a secret is not seen behind "%s"',
	(before) => {
		const encoded = Buffer.from(`${before}${CODE} and more`).toString('base64');
		const left = redact(encoded, [CODE]).split('••••••');
		expect(left).toHaveLength(2);
		const [head = '', tail = ''] = left;
		expect(encoded.length - head.length - tail.length).toBeGreaterThanOrEqual(
			Math.floor((Buffer.byteLength(CODE) * 8) / 6) - 1,
		);
	},
);

it('a secret that another one begins with leaves no rest', () => {
	expect(redact('token abcdefgh', ['abcd', 'abcdefgh'])).toBe('token ••••••');
	expect(redact('token abcdefgh', ['abcdefgh', 'abcd'])).toBe('token ••••••');
});

// 3,000 targets of one request may each fail, and a token has a thousand letters.
it('what secrets look like is worked out once', () => {
	const token = 'abcDEF-123_'.repeat(90);
	redact('first', [token]);
	const work = jest.spyOn(Array, 'from');
	for (let target = 0; target < 100; target += 1) {
		expect(redact(`${target}: ${token}`, [token])).toBe(`${target}: ••••••`);
	}
	expect(work).not.toHaveBeenCalled();
	work.mockRestore();
});

it('what they look like is remembered of fifty, and no more', () => {
	const secretOf = (n: number) => `secret-${n}`;
	const work = jest.spyOn(Array, 'from');
	const isWorkedOut = (n: number) => {
		work.mockClear();
		redact('text', [secretOf(n)]);
		return work.mock.calls.length > 0;
	};
	const fifty = Array.from({ length: 50 }, (_, n) => n);
	expect(fifty.map(isWorkedOut)).toEqual(fifty.map(() => true));
	expect(fifty.map(isWorkedOut)).toEqual(fifty.map(() => false));
	expect([50, 50, 0].map(isWorkedOut)).toEqual([true, false, true]);
	work.mockRestore();
});

it.each([
	['Click to call: nothing secret here', [CODE, '']],
	['S+cret ++++++++ ++++', [CODE, 'one two']],
	['an abc of YWJj', ['abc']],
	// So few letters of base64 may be a word.
	['YWJjZA FiY2Q BhYmNk', ['abcd']],
	['&undefined;'.repeat(4), ['abcd']],
])('nothing else changes: %s', (text, secrets) => expect(redact(text, secrets)).toBe(text));

it('a short secret is not seen either', () => {
	expect(redact('an abcd, an ABCD', ['abcd'])).toBe('an ••••••, an ••••••');
	for (const before of ['', 'x', 'xy']) {
		const encoded = Buffer.from(`${before}abcde;`).toString('base64');
		expect(redact(encoded, ['abcde'])).toContain('••••••');
	}
});

it.each([
	['https://api.voicenter.com', 'https://api.voicenter.com'],
	['https://user:p@ss@proxy.example', '…@proxy.example'],
	['@proxy.example', '…@proxy.example'],
])('without its password, %s is %s', (address, shown) => expect(withoutPassword(address)).toBe(shown));

it('an error shows its secrets nowhere', () => {
	const error = new VoicenterError({
		kind: 'refused',
		operation: 'Click to call',
		text: `Voicenter says: ${CODE} is wrong`,
		hint: `Correct ${CODE}`,
		code: 1,
		secrets: [CODE],
	});

	expect(error.message).toBe('Click to call: Voicenter says: •••••• is wrong');
	expect(error.hint).toBe('Correct ••••••');
	for (const shown of [inspect(error, { depth: 10, showHidden: true }), JSON.stringify(error), error.stack]) {
		expect(shown).not.toContain('S3cret');
	}
});

it('an error is shortened once its secrets are out, and only where it is long', () => {
	const messageOf = (text: string) =>
		new VoicenterError({ kind: 'refused', operation: 'Call', text, secrets: [CODE] }).message;
	const most = 'x'.repeat(400 - 'Call: '.length);
	expect(messageOf(most)).toBe(`Call: ${most}`);
	expect(messageOf(`${most}y`)).toBe(`Call: ${most}…`);
	expect(messageOf(`${most.slice(3)}${CODE}`)).toBe(`Call: ${most.slice(3)}•••…`);
	expect(messageOf(CODE.repeat(10_000))).toMatch(/^Call: •{394}…$/);
	expect(new VoicenterError({ kind: 'refused', operation: 'Call', text: CODE }).hint).toBeUndefined();
});
