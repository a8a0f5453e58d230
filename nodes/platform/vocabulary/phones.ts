import {
	type CountryCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type PhoneNumber,
} from 'libphonenumber-js/core';
import types from 'libphonenumber-js/max/metadata';
import ranges from 'libphonenumber-js/min/metadata';

import { comparable } from './lists';
import { plainPhone } from './writtenPhones';

/** The country whose national numbers are understood when nothing else is said. */
export const DEFAULT_COUNTRY = 'IL';

/** Israeli short numbers of companies, such as *2700. */
const STAR_NUMBER = /^\*\d{2,5}$/;

/** In text that runs from right to left the star is easily typed on its other side. */
const STAR_BEHIND = /^(\d{2,5})\*$/;

/** Emergency and service numbers, such as 100, 144 and 1202. Only at home: abroad they are others. */
const SHORT_NUMBER = /^1\d{2,3}$/;

/** What a number may be written with: digits, with the usual marks between them. */
const WRITTEN_NUMBER = /^[+(]?\d[\d\s()\-.]*$/;

/**
 * Most Israeli mobiles, as Voicenter dials them. They need no library, which matters where there are 100,000 of them;
 * the library agrees on every one.
 */
const ISRAELI_MOBILE = /^05(?:[02368]\d|4[1-9])\d{6}$/;

/** Longer than any national number without its leading zero: 11 digits and more carry a country code. */
const SHORTEST_INTERNATIONAL = 11;

/** A phone number, read. */
export interface Phone {
	/** As Voicenter dials it; see {@link toDialableNumber}. */
	dialable: string;
	/** With the plus sign; absent for star numbers and short numbers. */
	e164?: string | undefined;
	/** Absent where the country's numbers do not tell, as in the United States. */
	isMobile?: boolean | undefined;
}

/** Whether two letters are a country whose numbers can be read. */
export function isCountry(letters: string): letters is CountryCode {
	return isSupportedCountry(letters as CountryCode, ranges);
}

/**
 * Writes a number that a person typed the way Voicenter dials it: Israeli numbers nationally (`0501234567`),
 * all others in E.164 without the plus sign; star numbers and short numbers stay (voicenter-api.md §1, §2).
 *
 * No country is ever guessed: a number is one of the default country, or international by its sign (`+`, `00`) or its
 * length, or none.
 *
 * @param text `+972 50-123-4567`, `050-1234567`, `972501234567`, `501234567.0`, `*2700`, `144` …
 * @param country two letters; whose national numbers are understood
 * @returns the digits to dial, or undefined when it is no phone number
 */
export function toDialableNumber(text: string, country: string = DEFAULT_COUNTRY): string | undefined {
	if (country === DEFAULT_COUNTRY && ISRAELI_MOBILE.test(text)) return text;
	return read(text, country, parsePhone)?.dialable;
}

/**
 * @param text a number as a person writes it, read as {@link toDialableNumber} does
 * @param country two letters; whose national numbers are understood
 * @returns E.164 with the plus sign (`+972501234567`), or undefined when it is no phone number
 */
export function toE164(text: string, country: string = DEFAULT_COUNTRY): string | undefined {
	if (country === DEFAULT_COUNTRY && ISRAELI_MOBILE.test(text)) return `+972${text.slice(1)}`;
	return read(text, country, parsePhone)?.e164;
}

/**
 * Reads a number that Voicenter sends. It writes numbers of other countries without a plus sign (voicenter-api.md §1),
 * so what is no number at home is one of those, also where it is short.
 *
 * @param text a number
 * @param country two letters; whose national numbers are understood
 * @returns undefined when it is no phone number
 */
export function readPhone(text: string, country: string = DEFAULT_COUNTRY): Phone | undefined {
	const found = read(text, country, (written, home) => parsePhone(written, home) ?? parseForeign(written));
	if (found?.e164 === undefined) return found;
	return { ...found, isMobile: isMobile(found.e164) };
}

/**
 * What tells a number from every other, however each of them is written: in E.164, or as it is dialed where it has none,
 * as star numbers do.
 *
 * @param text what Voicenter sends or a person typed; a text that is no number is that text
 * @param country two letters; whose national numbers are understood
 */
export function numberKey(text: string, country: string = DEFAULT_COUNTRY): string {
	const found = read(text, country, (written, home) => parsePhone(written, home) ?? parseForeign(written));
	return found?.e164 ?? found?.dialable ?? comparable(text);
}

type Parse = (written: string, country: CountryCode) => PhoneNumber | undefined;

function read(text: string, country: string, parse: Parse): Phone | undefined {
	const wanted = country.toUpperCase();
	const home = isCountry(wanted) ? wanted : DEFAULT_COUNTRY;
	const written = plainPhone(text);
	if (written === undefined) return undefined;
	const compact = written.replace(/[\s()\-.]/g, '').replace(STAR_BEHIND, '*$1');
	if (STAR_NUMBER.test(compact)) return { dialable: compact };
	if (!WRITTEN_NUMBER.test(written)) return undefined;
	if (home === DEFAULT_COUNTRY && SHORT_NUMBER.test(written)) return { dialable: written };
	const national = compact.replace(/^(?:\+|00)?972/, '0');
	if ((home === DEFAULT_COUNTRY || national !== compact) && ISRAELI_MOBILE.test(national)) {
		return { dialable: national, e164: `+972${national.slice(1)}` };
	}
	const number = parse(compact.replace(/^00/, '+'), home);
	if (!number) return undefined;
	const isIsraeli = number.countryCallingCode === '972';
	return {
		dialable: isIsraeli ? number.formatNational().replace(/\D/g, '') : number.number.slice(1),
		e164: number.number,
	};
}

/** A number of the home country, or international by its sign or its length. */
function parsePhone(written: string, home: CountryCode): PhoneNumber | undefined {
	if (written.startsWith('+')) {
		const number = parsePhoneNumberFromString(written, { extract: false }, ranges);
		// Ranges abroad change faster than what we know of them; at home a wrong digit is found here.
		return number?.isValid() || (number?.countryCallingCode !== '972' && number?.isPossible())
			? number
			: undefined;
	}
	const foreign = written.length >= SHORTEST_INTERNATIONAL ? parseForeign(written) : undefined;
	if (foreign) return foreign;
	const number = parsePhoneNumberFromString(written, { defaultCountry: home, extract: false }, ranges);
	const isOfHome = number?.country === home || (number !== undefined && isInPlanOf(number, home));
	return isOfHome && number.isValid() ? number : undefined;
}

/** Some countries share a calling code: a national number that is written in one may belong to another. */
function isInPlanOf({ countryCallingCode }: PhoneNumber, home: CountryCode): boolean {
	return ranges.countries[home]?.[0] === countryCallingCode;
}

/** A national number begins with 0; what does not may carry its country's code. */
function parseForeign(written: string): PhoneNumber | undefined {
	if (written.startsWith('0')) return undefined;
	const number = parsePhoneNumberFromString(`+${written.replace(/^\+/, '')}`, { extract: false }, ranges);
	return number?.isValid() ? number : undefined;
}

/** At home the prefix tells, and ranges that are younger than what the library knows count too. */
function isMobile(e164: string): boolean | undefined {
	if (e164.startsWith('+972')) return e164.startsWith('+9725');
	const type = parsePhoneNumberFromString(e164, types)?.getType();
	return type === undefined || type === 'FIXED_LINE_OR_MOBILE' ? undefined : type === 'MOBILE';
}
