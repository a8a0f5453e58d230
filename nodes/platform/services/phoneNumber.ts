/** What can be said of a phone number that a person wrote. Voicenter is not asked. */
import { parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/core';
import types from 'libphonenumber-js/max/metadata';
import { z } from 'zod/v4';

import { countryField, textField } from '../request/fields';
import { checkInput } from '../request/serviceOperation';
import { present } from '../vocabulary/absent';
import { DEFAULT_COUNTRY, isCountry, toDialableNumber, toE164 } from '../vocabulary/phones';
import { isSipCode, isWithheldWord } from '../vocabulary/sipCodes';
import { hasExtension } from '../vocabulary/writtenPhones';

const phoneInput = z.object({ phone: textField, country: countryField });

/** Words for the library's kinds of numbers. */
const KINDS: Readonly<Record<string, string>> = {
	FIXED_LINE: 'landline',
	FIXED_LINE_OR_MOBILE: 'landlineOrMobile',
	MOBILE: 'mobile',
	PAGER: 'pager',
	PERSONAL_NUMBER: 'personal',
	PREMIUM_RATE: 'premiumRate',
	SHARED_COST: 'sharedCost',
	TOLL_FREE: 'tollFree',
	UAN: 'company',
	VOICEMAIL: 'voicemail',
	VOIP: 'voip',
};

const WRONG_LENGTH: Readonly<Record<string, string>> = {
	TOO_SHORT: 'It is too short.',
	TOO_LONG: 'It is too long.',
	INVALID_LENGTH: 'It has a wrong number of digits.',
	INVALID_COUNTRY: 'No country has its country code.',
	NOT_A_NUMBER: 'It holds something that is no part of a phone number.',
};

/**
 * Checks a number without calling anybody.
 *
 * @param input the number as a person, a spreadsheet or Voicenter writes it, and whose national numbers are understood
 * @returns `isValid`; of a valid number `national` (as it is dialled at home), `e164`, its `country` and its `type`;
 *   of another one the `reason`. Star numbers and short numbers have no E.164.
 * @throws InvalidInputError when the country is none
 */
export function checkPhoneNumber(input: z.input<typeof phoneInput>) {
	const { phone, country } = checkInput(phoneInput, input);
	const dialable = toDialableNumber(phone, country);
	if (dialable === undefined) return { phone, isValid: false, reason: reasonOf(phone, country) };
	const e164 = toE164(phone, country);
	if (e164 === undefined) return { phone, isValid: true, national: dialable, type: 'short', isMobile: false };
	const number = parsePhoneNumberFromString(e164, types);
	const kind = number?.getType();
	const isIsraeliMobile = e164.startsWith('+9725');
	const type = isIsraeliMobile ? 'mobile' : kind && KINDS[kind];
	return present({
		phone,
		isValid: true,
		national: number?.formatNational().replace(/\D/g, ''),
		e164,
		country: number?.country,
		type,
		isMobile: type === undefined || type === 'landlineOrMobile' ? undefined : type === 'mobile',
	});
}

function reasonOf(phone: string, country: string): string {
	if (phone === '') return 'It is empty.';
	if (isWithheldWord(phone)) return 'The caller has withheld their number.';
	if (hasExtension(phone)) return 'An extension stands behind the number. Give the number alone.';
	if (isSipCode(phone)) return 'It is an extension’s SIP code or a word, and no phone number.';
	const home = country.toUpperCase();
	const length = validatePhoneNumberLength(phone, isCountry(home) ? home : DEFAULT_COUNTRY, types);
	return (
		(length && WRONG_LENGTH[length]) ?? `No number of ${home} looks like this, nor one with a country code.`
	);
}
