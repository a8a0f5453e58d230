import { inspect } from 'node:util';

import { VoicenterError } from '../../../../nodes/platform/http/errors';
import { redact } from '../../../../nodes/platform/http/redact';

const CODE = 'S3cret/Code+with "quotes" & ü';

it.each([
	['as it is', CODE],
	['inside a URL', encodeURIComponent(CODE)],
	['inside JSON', JSON.stringify({ code: CODE })],
	['in a query', `?code=${encodeURIComponent(CODE)}&action=call`],
	['twice', `${CODE} and ${CODE}`],
])('a secret is not seen: %s', (_where, text) => {
	const seen = redact(text, [CODE]);
	for (const part of ['S3cret', 'Code', 'quotes']) expect(seen.replace('"code"', '')).not.toContain(part);
	expect(seen).toContain('••••••');
});

it('a secret that another one begins with leaves no rest', () => {
	expect(redact('token abcdefgh', ['abcd', 'abcdefgh'])).toBe('token ••••••');
	expect(redact('token abcdefgh', ['abcdefgh', 'abcd'])).toBe('token ••••••');
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
