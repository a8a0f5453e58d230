/** Custom data (voicenter-api.md §1): flat, set once with a call and seen everywhere later. */
import { z } from 'zod/v4';

import { toWireName } from '../vocabulary/customData';
import { plainObject } from '../vocabulary/plainObject';

/** What a person left empty is absent; an expression that finds nothing gives null or undefined. */
export function blank(value: unknown): unknown {
	return value === '' || value === null ? undefined : value;
}

/** Names and values, as people give them. */
type NamesAndValues = readonly ({ name?: unknown; value?: unknown } | null)[];

/** Custom data, as Voicenter takes it. */
export type CustomData = Record<string, string | number | boolean>;

/**
 * Reads names and values. By hand: a schema for each name and each value is felt where there are 100,000 targets.
 *
 * @param fields as people give them
 * @param issue where to say what is wrong, and with which of them
 * @returns a flat object under Voicenter's names; undefined when nothing is left
 */
export function readCustomData(
	fields: NamesAndValues,
	issue: (path: [index: number, part: 'name' | 'value'], message: string) => void,
): CustomData | undefined {
	const data = plainObject() as CustomData;
	for (const [index, field] of fields.entries()) {
		const { name, value } = field ?? {};
		const own = typeof name === 'string' || typeof name === 'number' ? String(name).trim() : '';
		const key = toWireName(own);
		if (own === '') issue([index, 'name'], 'Every field needs a name');
		else if (Object.hasOwn(data, key))
			issue([index, 'name'], `Two custom data fields have the same name: ${own}`);
		else if (isFlat(value)) data[key] = value;
		else if (blank(value) !== undefined) issue([index, 'value'], NOT_FLAT);
	}
	return Object.keys(data).length > 0 ? data : undefined;
}

/** As {@link readCustomData}, as a part of a schema. */
export const customDataField = z
	.custom<NamesAndValues>(Array.isArray, { error: 'Give a list of names and values' })
	.default([])
	.transform((fields, context) =>
		readCustomData(fields, (path, message) => context.addIssue({ code: 'custom', path, message })),
	);

const NOT_FLAT = 'A value of custom data may be a text, a number, true or false, but not a list or an object';

function isFlat(value: unknown): value is string | number | boolean {
	return (typeof value === 'string' && value !== '') || Number.isFinite(value) || typeof value === 'boolean';
}
