import fc from 'fast-check';

import { toDialableNumber, toE164 } from '../../../../nodes/platform/vocabulary/phones';

/** What the library makes of a number, as Voicenter dials it. */
function byLibrary(text: string, country?: string): string | undefined {
	const number = toE164(text, country);
	if (number === undefined) return undefined;
	return number.startsWith('+972') ? `0${number.slice(4)}` : number.slice(1);
}

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const mobile = fc
	.tuple(
		fc.constantFrom('0', '972', '+972', '00972', '+9720', ''),
		fc.constantFrom('5', '05', '4'),
		digits(8),
	)
	.map((parts) => parts.join(''));
const marked = fc
	.tuple(
		mobile,
		fc.array(fc.tuple(fc.nat(14), fc.constantFrom('-', ' ', '.', '(', ')', '\u2013')), { maxLength: 4 }),
	)
	.map(([number, marks]) =>
		marks.reduce((text, [place, mark]) => text.slice(0, place) + mark + text.slice(place), number),
	);

it.each(['IL', 'GB', 'US', 'FR'])('Israeli mobiles are dialled as the library says, in %s', (country) => {
	fc.assert(
		fc.property(fc.oneof(mobile, marked), (text) => {
			expect(toDialableNumber(text, country)).toBe(byLibrary(text, country));
		}),
		{ numRuns: 2_000 },
	);
});

it('every range of Israeli mobiles is dialled as the library says', () => {
	for (let range = 0; range < 1_000; range += 1) {
		const text = `05${String(range).padStart(3, '0')}12345`;
		expect([text, toDialableNumber(text)]).toEqual([text, byLibrary(text)]);
	}
});
