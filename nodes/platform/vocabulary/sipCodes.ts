/** Extensions' SIP codes, and the words that look like one. */
import { plainText } from './plainText';

/** Letters and digits, at least one letter; 4 to 8 of them in the samples (voicenter-api.md §1). */
const SIP_CODE = /^(?=.*[A-Za-z])[A-Za-z0-9]{4,12}$/;

/** What stands in the place of a number that its owner withholds. */
const WITHHELD =
	/^(?:anonymous|blocked|hidden|no ?caller ?id|no ?number|private|restricted|unavailable|unknown|withheld|חסוי|מספר חסוי|חסום|לא ידוע)$/i;

/** What an expression gives that finds nothing. */
const NOTHING = /^(?:empty|error|false|null|none|true|undefined)$/i;

/** In one case, as words and names are: `yossi`, `Yossi`, `YOSSI`. Codes are mixed, or begin with SIP. */
const WORD = /^(?!sip)(?:[A-Za-z][a-z]*|[A-Z]+)$/;

/** Whether a text stands in the place of a number that its owner withholds, such as `Anonymous`. */
export function isWithheldWord(text: string | undefined): boolean {
	return text !== undefined && WITHHELD.test(plainText(text).trim());
}

/** Whether a text has the form of an extension's SIP code rather than of a phone number, and is no word for nothing. */
export function isSipCode(text: string): boolean {
	return SIP_CODE.test(text) && !WITHHELD.test(text) && !NOTHING.test(text);
}

/**
 * Whether a text is a SIP code even where a phone number or anything else might stand: a first name has the form of
 * one, too, and would be dialed.
 */
export function isSurelySipCode(text: string): boolean {
	return isSipCode(text) && (!WORD.test(text) || text.startsWith('SIP'));
}
