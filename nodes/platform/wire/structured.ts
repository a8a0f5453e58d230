/** Lists and objects inside a record: as such, or as JSON inside a text (voicenter-api.md §3, §9). */
import { z } from 'zod/v4';

import { readJson } from './json';

/** What cannot be read counts as absent. */
const structured = z.unknown().transform((value) => {
	if (typeof value !== 'string') return value;
	try {
		return value.trim() === '' ? undefined : readJson(value);
	} catch {
		return undefined;
	}
});

/** An object; an empty one is an absent one. */
export const wireObject = structured.transform((value) =>
	isObject(value) && Object.keys(value).length > 0 ? value : undefined,
);

/** A list of objects; what is in it besides is left out. */
export const wireObjects = structured.transform((value) =>
	Array.isArray(value) ? value.filter(isObject) : [],
);

/** Fields by name: neither a list nor nothing. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
