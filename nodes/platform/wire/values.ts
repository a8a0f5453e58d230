/** Single values as Voicenter writes them: numbers as numbers or text, nothing as "" or null. */
import { z } from 'zod/v4';

/** A text; an empty one is an absent one, and a number is read as text. */
export const wireText = z.unknown().transform((value) => {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') return undefined;
	return value.trim() === '' ? undefined : value.trim();
});

/** A number; what is not one counts as absent. */
export const wireNumber = wireText.transform((text) => {
	const number = Number(text);
	return text !== undefined && Number.isFinite(number) ? number : undefined;
});

/** A whole number that must be there. */
export const wireInteger = wireNumber.pipe(z.int());

/** Yes or no: `true`, `1`, `"true"`, `"1"` and their opposites; anything else counts as absent. */
export const wireBoolean = z.unknown().transform((value) => {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
	if (word === 'true' || word === '1') return true;
	return word === 'false' || word === '0' ? false : undefined;
});

/**
 * Finds fields whatever their case: Voicenter spells some names in two ways.
 *
 * @param fields an object of the wire
 * @returns the same fields under lower-case names
 */
export function lowerCaseKeys(fields: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
}
