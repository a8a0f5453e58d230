import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';

/** The country whose national numbers are understood when nothing else is said. */
export const DEFAULT_COUNTRY = 'IL';

/** A SIP code: letters and digits, at least one letter; 4 to 8 of them in the samples (voicenter-api.md §1). */
const SIP_CODE = /^(?=.*[A-Za-z])[A-Za-z0-9]{4,12}$/;

/** Israeli short numbers of companies, such as *2700. */
const STAR_NUMBER = /^\*\d{2,5}$/;

/** Whether two letters are a country whose numbers can be read. */
export function isCountry(letters: string): boolean {
	return isSupportedCountry(letters);
}

/** What a number may be written with: digits, with the usual marks between them. */
const WRITTEN_NUMBER = /^[+(]?\d[\d\s()\-.]*$/;

/**
 * Most Israeli mobiles, as Voicenter dials them. They need no library, which matters where there are 100,000 of them;
 * the library agrees on every one.
 */
const ISRAELI_MOBILE = /^05(?:[02368]\d|4[1-9])\d{6}$/;

/** Whether a text has the form of an extension's SIP code rather than of a phone number. */
export function isSipCode(text: string): boolean {
	return SIP_CODE.test(text);
}

/**
 * Writes a number that a person typed the way Voicenter dials it: Israeli numbers nationally (`0501234567`),
 * all others in E.164 without the plus sign; star numbers stay (voicenter-api.md §1, §2).
 *
 * @param text `+972 50-123-4567`, `050-1234567`, `972501234567`, `*2700` …
 * @param country two letters; whose national numbers are understood
 * @returns the digits to dial, or undefined when it is no phone number
 */
export function toDialableNumber(text: string, country: string = DEFAULT_COUNTRY): string | undefined {
	if (country === DEFAULT_COUNTRY && ISRAELI_MOBILE.test(text)) return text;
	const written = plain(text);
	const compact = written.replace(/[\s()\-.]/g, '');
	if (STAR_NUMBER.test(compact)) return compact;
	if (!WRITTEN_NUMBER.test(written)) return undefined;
	const national = compact.replace(/^\+?972/, '0');
	if ((country === DEFAULT_COUNTRY || national !== compact) && ISRAELI_MOBILE.test(national)) return national;
	const number = parsePhone(text, country);
	if (!number) return undefined;
	return number.countryCallingCode === '972'
		? number.formatNational().replace(/\D/g, '')
		: number.number.slice(1);
}

/**
 * @param text a number as Voicenter or a person writes it
 * @param country two letters; whose national numbers are understood
 * @returns E.164 with the plus sign (`+972501234567`), or undefined when it is no phone number
 */
export function toE164(text: string, country: string = DEFAULT_COUNTRY): string | undefined {
	if (country === DEFAULT_COUNTRY && ISRAELI_MOBILE.test(text)) return `+972${text.slice(1)}`;
	return parsePhone(text, country)?.number;
}

/** Longer than any national number without its leading zero: 11 digits and more carry a country code. */
const SHORTEST_INTERNATIONAL = 11;

/** Marks of writing direction come along when Hebrew text is copied; hyphens of all kinds when it was typeset. */
function plain(text: string): string {
	return text
		.replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.trim();
}

/** Voicenter writes international numbers without a plus sign: what is no national number may be one of those. */
function parsePhone(text: string, country: string): PhoneNumber | undefined {
	const written = plain(text);
	if (!WRITTEN_NUMBER.test(written)) return undefined;
	const digits = written.replace(/\D/g, '');
	const wanted = country.toUpperCase();
	const home = isSupportedCountry(wanted) ? wanted : DEFAULT_COUNTRY;
	const national = parsePhoneNumberFromString(written, { defaultCountry: home, extract: false });
	const couldBeForeign = !written.startsWith('+') && !digits.startsWith('0');
	const foreign = couldBeForeign ? parsePhoneNumberFromString(`+${digits}`) : undefined;
	const readings = [
		digits.length >= SHORTEST_INTERNATIONAL && foreign?.isValid() ? foreign : undefined,
		national?.isValid() ? national : undefined,
		foreign?.isValid() ? foreign : undefined,
		// Ranges abroad change faster than what we know of them; at home a wrong digit is found here.
		written.startsWith('+') && national?.countryCallingCode !== '972' && national?.isPossible()
			? national
			: undefined,
	];
	return readings.find((reading) => reading !== undefined);
}
