import { inspect } from 'node:util';

import { VoicenterError } from '../../../../nodes/platform/http/errors';
import { redact } from '../../../../nodes/platform/http/redact';

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

it('nothing else changes', () => {
	expect(redact('Click to call: nothing secret here', [CODE, ''])).toBe('Click to call: nothing secret here');
});

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
