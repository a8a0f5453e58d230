/** Lists and objects inside a record: as such, or as JSON inside a text (voicenter-api.md §3, §9). */
import { z } from 'zod/v4';

import { readJson } from './json';
import { isObject, objectsOf } from './values';

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
export const wireObjects = structured.transform(objectsOf);
