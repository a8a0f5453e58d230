/** Phone numbers as spreadsheets, contact cards and people write them. */
import { plainText } from './plainText';

/** Of a spreadsheet that took the number for an amount: `501234567.0`, also beside a star. */
const POINT_ZERO = /^(\*?\(?\s*\+?[\d\s()-]*\d)\.0+(?=\*?$)/;

/** An amount with a fraction, and no number any more: `50123456.7`. */
const FRACTION = /^\d{5,}\.\d{1,2}$/;

/** Behind the number: an extension, in English, in Hebrew or by the marks of contact cards and phones. */
const EXTENSION =
	/(?<=\d\)?)\s*[,;]*\s*(?:;ext=|extn?\b\.?|extension\b|int\b\.?|x\.?|[#*/;,pw]|שלוחה|שלוחת|של'|שלוח'|פנימי)\s*[:.]?\s*(\d{1,6})$/i;

/** No number is longer, however it is written. */
const LONGEST = 64;

/** Digits of a number that has an extension: else commas stand between thousands. */
const SHORTEST = 7;

/**
 * Takes off what is not the number's own: marks of writing direction, Arabic digits, the apostrophe that tells a
 * spreadsheet that it is text, `tel:`, a spreadsheet's `.0`, blanks and brackets about the plus sign.
 *
 * @returns undefined for an amount with a fraction, and for what is too long
 */
export function plainPhone(text: string): string | undefined {
	if (text.length > LONGEST) return undefined;
	const plain = plainText(text)
		.replace(/^=?["'`´]+|["'`´]+$/g, '')
		.replace(/^\s*(?:tel|callto):\s*/i, '')
		.trim()
		.replace(POINT_ZERO, '$1');
	if (FRACTION.test(plain)) return undefined;
	return plain.replace(/^\(?\s*\+\s*(?=[\d(])/, '+').replace(/^\+\(/, '+');
}

/** Whether an extension stands behind a number: `03-612-3456 ext. 12`. */
export function hasExtension(text: string): boolean {
	if (text.length > LONGEST) return false;
	const [number, extension] = plainText(text).trim().split(EXTENSION, 2);
	return extension !== undefined && (number?.match(/\d/g) ?? []).length >= SHORTEST;
}
