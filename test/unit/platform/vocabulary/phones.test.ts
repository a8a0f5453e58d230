import { isSipCode, toDialableNumber, toE164 } from '../../../../nodes/platform/vocabulary/phones';

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

	// Voicenter writes E.164 without the plus sign (§1); an Israeli national number begins with 0, or 1 (1-800).
	it.each([['4520123456'], ['4791234567'], ['6561234567'], ['3544101234'], ['35722123456']])(
		'%s, short for its country code, is not taken for an Israeli one',
		(written) => {
			expect(toDialableNumber(written)).toBe(written);
			expect(toE164(written)).toBe(`+${written}`);
		},
	);
});

describe('star numbers', () => {
	it.each([['*2700'], ['*1234'], ['* 2700'], ['*27-00']])(
		'%s is dialled as it is, and has no E.164',
		(written) => {
			expect(toDialableNumber(written)).toBe(written.replace(/[ -]/g, ''));
			expect(toE164(written)).toBeUndefined();
		},
	);

	it.each([['*'], ['*1'], ['*123456'], ['2700*'], ['**270'], ['*27a']])('%s is none', (written) => {
		expect(toDialableNumber(written)).toBeUndefined();
	});
});

describe('what is no phone number', () => {
	it.each([[''], ['  '], ['+'], ['0'], ['-'], ['100'], ['12345'], ['9'.repeat(20)], ['abc'], ['SIPSIP1']])(
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
	it.each([['SIPSIP1'], ['Rojxp5aB'], ['SIPSIP'], ['API1'], ['SIPTRUNK']])('%s is one', (text) => {
		expect(isSipCode(text)).toBe(true);
	});

	it.each([['0501234567'], ['972501234567'], ['*2700'], ['SIP SIP'], ['SIP-1'], ['ab1'], [''], ['שלוחה']])(
		'%s is none',
		(text) => {
			expect(isSipCode(text)).toBe(false);
		},
	);
});
