import { isSupportedCountry, parsePhoneNumberFromString, type PhoneNumber } from 'libphonenumber-js/min';

/** The country whose national numbers are understood when nothing else is said. */
export const DEFAULT_COUNTRY = 'IL';

/** A SIP code: letters and digits, at least one letter (voicenter-api.md §1). */
const SIP_CODE = /^(?=.*[A-Za-z])[A-Za-z0-9]{4,20}$/;

/** Israeli short numbers of companies, such as *2700. */
const STAR_NUMBER = /^\*\d{2,5}$/;

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
	const compact = text.replace(/[\s()\-.]/g, '');
	if (STAR_NUMBER.test(compact)) return compact;
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
	return parsePhone(text, country)?.number;
}

/** Longer than any national number without its leading zero: 11 digits and more carry a country code. */
const SHORTEST_INTERNATIONAL = 11;

/** Voicenter writes international numbers without a plus sign: they are told from national ones by their length. */
function parsePhone(text: string, country: string): PhoneNumber | undefined {
	const trimmed = text.trim();
	if (!/^[+(]?\d[\d\s()\-.]*$/.test(trimmed)) return undefined;
	const digits = trimmed.replace(/\D/g, '');
	if (!trimmed.startsWith('+') && !digits.startsWith('0') && digits.length >= SHORTEST_INTERNATIONAL) {
		const international = parsePhoneNumberFromString(`+${digits}`);
		if (international?.isValid()) return international;
	}
	const home = isSupportedCountry(country) ? country : DEFAULT_COUNTRY;
	const number = parsePhoneNumberFromString(trimmed, { defaultCountry: home, extract: false });
	return number?.isPossible() ? number : undefined;
}
