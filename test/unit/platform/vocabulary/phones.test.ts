import fc from 'fast-check';

import { numberKey, readPhone, toDialableNumber, toE164 } from '../../../../nodes/platform/vocabulary/phones';
import { isSipCode, isSurelySipCode } from '../../../../nodes/platform/vocabulary/sipCodes';
import { hasExtension } from '../../../../nodes/platform/vocabulary/writtenPhones';

describe('an Israeli number, however a person writes it, is dialled nationally', () => {
	it.each([
		['+972 50-123-4567', '0501234567', '+972501234567'],
		['+972-50-1234567', '0501234567', '+972501234567'],
		['+972 (0)50-123-4567', '0501234567', '+972501234567'],
		['+972 050 123 4567', '0501234567', '+972501234567'],
		['972501234567', '0501234567', '+972501234567'],
		['00972501234567', '0501234567', '+972501234567'],
		['050-1234567', '0501234567', '+972501234567'],
		['(050) 123-4567', '0501234567', '+972501234567'],
		['050.123.4567', '0501234567', '+972501234567'],
		[' 0501234567 ', '0501234567', '+972501234567'],
		['050\u00A0123\u00A04567', '0501234567', '+972501234567'],
		['501234567', '0501234567', '+972501234567'],
		['03-123-4567', '031234567', '+97231234567'],
		['97231234567', '031234567', '+97231234567'],
		['072-277-6772', '0722776772', '+972722776772'],
		['1-800-123-456', '1800123456', '+9721800123456'],
		['1-700-500-500', '1700500500', '+9721700500500'],
	])('%s: %s, %s', (written, dialled, e164) => {
		expect(toDialableNumber(written)).toBe(dialled);
		expect(toE164(written)).toBe(e164);
	});

	// What is copied from a contact or from a page in Hebrew brings these along; nobody sees them.
	it.each([
		['marks of writing direction', '\u202A+972 50-123-4567\u202C'],
		['a mark before it', '\u200E0501234567'],
		['a hyphen that does not break', '050\u20111234567'],
		['a dash', '050\u20131234567'],
		['Arabic digits', '٠٥٠١٢٣٤٥٦٧'],
		['Persian digits', '۰۵۰-۱۲۳-۴۵۶۷'],
		['full-width digits', '０５０－１２３４５６７'],
		['a spreadsheet’s point', '501234567.0'],
		['a spreadsheet’s point, behind a zero', '0501234567.00'],
		['a spreadsheet’s point, behind the country', '972501234567.0'],
		['a spreadsheet’s apostrophe', "'0501234567"],
		['an apostrophe that was set by a word processor', '’0501234567'],
		['a spreadsheet’s formula', '="0501234567"'],
		['the name of its kind', 'tel:+972-50-123-4567'],
		['brackets about the country', '(+972) 50 123 4567'],
		['a blank behind the plus sign', '+ 972 50 123 4567'],
	])('with %s', (_what, written) => {
		expect(toDialableNumber(written)).toBe('0501234567');
		expect(toE164(written)).toBe('+972501234567');
	});
});

describe('a foreign number is dialled in E.164 without the plus sign', () => {
	it.each([
		['+44 20 7183 8750', '442071838750'],
		['442071838750', '442071838750'],
		['0044 20 7183 8750', '442071838750'],
		['+1 (415) 555-2671', '14155552671'],
		['14155552671', '14155552671'],
		['+45 20 12 34 56', '4520123456'],
		['+357 22 123456', '35722123456'],
	])('%s: %s', (written, dialled) => {
		expect(toDialableNumber(written)).toBe(dialled);
		expect(toE164(written)).toBe(`+${dialled}`);
	});

	// Who types one leaves the country open; Voicenter itself writes E.164 without the plus sign (§1).
	it.each([['4520123456'], ['4791234567'], ['6561234567'], ['3544101234']])(
		'%s, short for its country code, is one where Voicenter wrote it, and none where a person did',
		(written) => {
			expect(readPhone(written)?.e164).toBe(`+${written}`);
			expect(toDialableNumber(written)).toBeUndefined();
			expect(toE164(written)).toBeUndefined();
			expect(toDialableNumber(`+${written}`)).toBe(written);
		},
	);
});

describe('star numbers', () => {
	it.each([['*2700'], ['*1234'], ['* 2700'], ['*27-00'], ['2700*']])(
		'%s is dialled as it is, and has no E.164',
		(written) => {
			expect(toDialableNumber(written)).toBe(`*${written.replace(/\D/g, '')}`);
			expect(toE164(written)).toBeUndefined();
		},
	);

	it.each(['*2700.0', '2700.0*', '*2700.00'])('%s, of a spreadsheet, is not another one', (written) => {
		expect(toDialableNumber(written)).toBe('*2700');
	});

	it.each([['*'], ['*1'], ['*123456'], ['**270'], ['*27a']])('%s is none', (written) => {
		expect(toDialableNumber(written)).toBeUndefined();
	});
});

describe('short numbers', () => {
	it.each([['100'], ['144'], ['1202'], [' 144 ']])('%s is dialed as it is, and has no E.164', (written) => {
		expect(toDialableNumber(written)).toBe(written.replace(/ /g, ''));
		expect(toE164(written)).toBeUndefined();
	});

	it('are those of Israel', () => {
		expect(toDialableNumber('144', 'GB')).toBeUndefined();
	});
});

describe('a number from a spreadsheet', () => {
	const mobile = fc
		.tuple(
			fc.constantFrom('50', '52', '53', '54', '55', '58'),
			fc.integer({ min: 2_000_000, max: 9_999_999 }),
		)
		.map(([prefix, rest]) => `0${prefix}${rest}`);
	const landline = fc
		.tuple(
			fc.constantFrom('2', '3', '4', '8', '9', '72', '73', '77'),
			fc.integer({ min: 2_000_000, max: 9_999_999 }),
		)
		.map(([prefix, rest]) => `0${prefix}${rest}`);
	const national = fc.oneof(mobile, landline);
	/** What spreadsheets make of a number, and what exports make of that. */
	const spreadsheets: ((number: string) => string)[] = [
		(number) => String(Number(number)),
		(number) => `${Number(number)}.0`,
		(number) => `${Number(number)}.00`,
		(number) => `${number}.0`,
		(number) => `'${number}`,
		(number) => `="${number}"`,
		(number) => `972${number.slice(1)}.0`,
		(number) => `+972${number.slice(1)}`,
		(number) => Number(number).toExponential(),
		(number) => Number(number).toLocaleString('en'),
		(number) => (Number(number) / 10).toFixed(1),
		(number) => `${Number(number)},0`,
		(number) => `${Number(number)}0`,
	];

	// Of 20,000 numbers, 14.5 % once became somebody else's number in another country.
	it('is the same number or none, never another one', () => {
		fc.assert(
			fc.property(national, fc.constantFrom(...spreadsheets), (number, write) => {
				const dialed = toDialableNumber(write(number));
				expect([number, undefined]).toContain(dialed);
			}),
			{ numRuns: 20_000 },
		);
	});

	it('is understood with the usual losses', () => {
		fc.assert(
			fc.property(national, fc.constantFrom(...spreadsheets.slice(0, 8)), (number, write) => {
				expect(toDialableNumber(write(number))).toBe(number);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('an extension behind a number', () => {
	it.each([
		'03-612-3456 ext. 12',
		'036123456 x12',
		'036123456#12',
		'036123456;ext=12',
		'03-6123456 שלוחה 12',
		'03-6123456 פנימי 12',
		'03-6123456, 12',
		'036123456;12',
		'036123456/12',
		'036123456p12',
		'*036123456*12',
		'(03) 612-3456 int. 12',
	])('%s is told as one', (written) => {
		expect(hasExtension(written)).toBe(true);
		expect(toDialableNumber(written)).toBeUndefined();
	});

	it.each(['03-612-3456', 'SIPSIP1', '*2700', '501,234,567', '12/11/2026', ''])('%s has none', (written) => {
		expect(hasExtension(written)).toBe(false);
	});
});

describe('what is no phone number', () => {
	it.each([[''], ['  '], ['+'], ['0'], ['-'], ['12345'], ['9'.repeat(20)], ['abc'], ['SIPSIP1']])(
		'"%s"',
		(written) => {
			expect(toDialableNumber(written)).toBeUndefined();
			expect(toE164(written)).toBeUndefined();
		},
	);

	it.each([
		['unknown'],
		['Anonymous'],
		['050-1234567 ext. 5'],
		['call 0501234567'],
		['0501234567, 0521234567'],
	])('"%s"', (written) => {
		expect(toDialableNumber(written)).toBeUndefined();
		expect(toE164(written)).toBeUndefined();
	});

	// Without its 0, "5012345678" would be a call to another country.
	it.each([['050-12345'], ['050-12345678'], ['+972 50-12345'], ['03-12345'], ['0501234567890']])(
		'"%s", which has a digit too few or too many',
		(written) => {
			expect(toDialableNumber(written)).toBeUndefined();
			expect(toE164(written)).toBeUndefined();
		},
	);
});

describe('the default country', () => {
	it('says whose national numbers are understood', () => {
		expect(toDialableNumber('(415) 555-2671', 'US')).toBe('14155552671');
		expect(toE164('020 7183 8750', 'GB')).toBe('+442071838750');
	});

	it('does not change a number with a country code', () => {
		expect(toDialableNumber('+972 50-123-4567', 'US')).toBe('0501234567');
		expect(toE164('972501234567', 'US')).toBe('+972501234567');
	});

	it('may be written small', () => {
		expect(toE164('(415) 555-2671', 'us')).toBe('+14155552671');
	});

	it('is Israel in place of one that does not exist', () => {
		expect(toE164('050-1234567', 'XX')).toBe('+972501234567');
	});
});

describe('SIP codes', () => {
	it.each([['SIPSIP1'], ['Rojxp5aB'], ['SipSip'], ['SIPSIP'], ['API1'], ['SIPTRUNK'], ['qWerTyUi']])(
		'%s is one',
		(text) => {
			expect(isSipCode(text)).toBe(true);
			expect(isSurelySipCode(text)).toBe(true);
		},
	);

	it.each([['null'], ['undefined'], ['None'], ['NULL'], ['blocked'], ['Anonymous'], ['unknown']])(
		'%s is a word for nothing',
		(text) => {
			expect(isSipCode(text)).toBe(false);
		},
	);

	it.each([['Yossi'], ['yossi'], ['YOSSI'], ['Benjamin'], ['sales']])(
		'%s may be one where a code is asked for, and is none where a number may stand',
		(text) => {
			expect(isSipCode(text)).toBe(true);
			expect(isSurelySipCode(text)).toBe(false);
		},
	);

	it.each([['0501234567'], ['972501234567'], ['*2700'], ['SIP SIP'], ['SIP-1'], ['ab1'], [''], ['שלוחה']])(
		'%s is none',
		(text) => {
			expect(isSipCode(text)).toBe(false);
		},
	);
});

describe('what tells a number from others', () => {
	it.each([
		['an Israeli one', ['050-123-4567', '+972501234567', '972501234567', '501234567.0', '\u200E0501234567']],
		['one of another country', ['+45 20 12 34 56', '4520123456', '0045 20123456']],
		['a star number', ['*2700', '2700*', '* 27-00', '*2700.0']],
		['a short number', ['144', ' 144 ', '١٤٤']],
		['what is none', ['Main Line', 'main  line', '\u200FMAIN LINE']],
	])('is the same however it is written: %s', (_, [first = '', ...others]) => {
		for (const other of others) expect(numberKey(other)).toBe(numberKey(first));
		expect(numberKey(`${first}0`)).not.toBe(numberKey(first));
	});

	it('goes by the country', () => {
		expect(numberKey('020 7183 8750', 'GB')).toBe(numberKey('+442071838750'));
	});
});
