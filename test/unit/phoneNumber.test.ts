import { checkPhoneNumber as check } from '../../nodes/platform/services/phoneNumber';

const checkPhoneNumber = (phone: string, country?: string) => check({ phone, country });

it.each([
	[
		'050-123-4567',
		{ national: '0501234567', e164: '+972501234567', country: 'IL', type: 'mobile', isMobile: true },
	],
	['533359472.0', { national: '0533359472', e164: '+972533359472', type: 'mobile', isMobile: true }],
	['03-612-3456', { national: '036123456', e164: '+97236123456', type: 'landline', isMobile: false }],
	['+44 20 7183 8750', { e164: '+442071838750', country: 'GB', type: 'landline', isMobile: false }],
	['+1 202 555 0143', { e164: '+12025550143', country: 'US', type: 'landlineOrMobile' }],
	['1-800-123-456', { e164: '+9721800123456', country: 'IL', type: 'tollFree', isMobile: false }],
	['*2700', { national: '*2700', type: 'short', isMobile: false }],
	['100', { national: '100', type: 'short', isMobile: false }],
])('%s is a number', (phone, expected) => {
	expect(checkPhoneNumber(phone)).toMatchObject({ phone, isValid: true, ...expected });
});

it('whether it is a mobile is not said where the country’s numbers do not tell', () => {
	expect(checkPhoneNumber('+1 202 555 0143')).not.toHaveProperty('isMobile');
});

it('is read in the country that is given', () => {
	expect(checkPhoneNumber('07911 123456', 'gb')).toMatchObject({ e164: '+447911123456', isMobile: true });
	expect(checkPhoneNumber('07911 123456')).toMatchObject({ isValid: false });
});

it.each([
	['', /empty/],
	['  ', /empty/],
	['Anonymous', /withheld/],
	['SIPSIP1', /SIP code/],
	['050-12', /too short/],
	['050-123-4567-8901-2345', /too long/],
	['ask Dana', /no part of a phone number/],
	['06-123-4567', /No number of IL/],
	['03-612-3456 ext. 12', /extension stands behind/],
	['036123456, 12', /extension stands behind/],
])('%j is none, and the reason is said', (phone, reason) => {
	const checked = checkPhoneNumber(phone);
	expect(checked).toEqual({
		phone: phone.trim(),
		isValid: false,
		reason: expect.stringMatching(reason) as string,
	});
});

it('a country that is none is an error', () => {
	expect(() => checkPhoneNumber('050-123-4567', 'Nowhere')).toThrow(/is not a country/);
});
