/**
 * Single values as Voicenter writes them: numbers as numbers or text, nothing as "" or null. As schemas, and as plain
 * functions for live events, of which thousands a second pass that nobody has asked for.
 */
import { z } from 'zod/v4';

import { WireError } from './wireError';

/** A text; an empty one is an absent one, and a number is read as text. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value.trim() || undefined;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** An ID; 0 is none. */
export function idOf(value: unknown): string | undefined {
	const text = textOf(value);
	return text === '0' ? undefined : text;
}

/** A number; what is not one counts as absent. */
export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	const text = textOf(value);
	const number = Number(text);
	return text !== undefined && Number.isFinite(number) ? number : undefined;
}

/** Yes or no: `true`, `1`, `"true"`, `"1"` and their opposites; anything else counts as absent. */
export function flagOf(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
	if (word === 'true' || word === '1') return true;
	return word === 'false' || word === '0' ? false : undefined;
}

/** Fields by name: neither a list nor nothing. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object of the wire; nothing for all else. */
export function objectOf(value: unknown): Record<string, unknown> | undefined {
	return isObject(value) ? value : undefined;
}

/** The objects of a list; what is in it besides is left out. */
export function objectsOf(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Above this an epoch is in milliseconds (`representativeUpdated`): in seconds it would be the year 5138. */
const MILLISECONDS_FROM = 1e11;

/**
 * @param value an epoch of the wire, in seconds or milliseconds
 * @returns seconds; 0 and less is no time
 */
export function epochOf(value: unknown): number | undefined {
	const epoch = numberOf(value);
	if (epoch === undefined || epoch <= 0) return undefined;
	return epoch >= MILLISECONDS_FROM ? epoch / 1_000 : epoch;
}

/**
 * @param value an epoch of the wire, in seconds or milliseconds; 0 is none
 * @param offsetMinutes by how much the server's clock is ahead of UTC
 * @returns ISO 8601, UTC
 */
export function timeOf(value: unknown, offsetMinutes: number): string | undefined {
	const epoch = epochOf(value);
	if (epoch === undefined) return undefined;
	const moment = new Date(Math.round(epoch * 1_000) - offsetMinutes * 60_000);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** {@link textOf}, in a schema. */
export const wireText = z.unknown().transform(textOf);

/** {@link numberOf}, in a schema. */
export const wireNumber = z.unknown().transform(numberOf);

/** {@link epochOf}, in a schema. */
export const wireEpoch = z.unknown().transform(epochOf);

/** A whole number that must be there. */
export const wireInteger = wireNumber.pipe(z.int());

/** {@link flagOf}, in a schema. */
export const wireBoolean = z.unknown().transform(flagOf);

/** A record has some dozens. A hundred thousand would take a third of a second, in which nothing else happens. */
const MOST_FIELDS = 5_000;

/**
 * Finds fields whatever their case: Voicenter spells some names in two ways.
 *
 * @param fields an object of the wire
 * @returns the same fields under lower-case names
 * @throws WireError when there are more than 5,000
 */
export function lowerCaseKeys(fields: object): Record<string, unknown> {
	if (Object.keys(fields).length > MOST_FIELDS) {
		throw new WireError(`An object in the body has more than ${MOST_FIELDS} fields`);
	}
	return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]));
}
