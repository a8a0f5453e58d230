const ISRAELI_NATIONAL = /^0[1-9]\d{7,8}$/;
const E164_WITHOUT_PLUS = /^[1-9]\d{7,14}$/;
const ISRAEL = '972';

/**
 * Whether Voicenter dials this: E.164 without `+`, or Israeli national (voicenter-api.md §1).
 * A `+`, a blank or a dash makes a number invalid.
 */
export function isPhoneNumber(value: string): boolean {
	return ISRAELI_NATIONAL.test(value) || E164_WITHOUT_PLUS.test(value);
}

/** `0501234567` as `972501234567`; anything else as it is. */
export function withCountryPrefix(value: string): string {
	return ISRAELI_NATIONAL.test(value) ? ISRAEL + value.slice(1) : value;
}

/** The country's name as a CDR spells it; empty when it is not known to the simulator. */
export function countryOf(value: string): string {
	return isPhoneNumber(value) && withCountryPrefix(value).startsWith(ISRAEL) ? 'Israel' : '';
}
