/** Custom data (voicenter-api.md §1): flat, set once with a call and seen everywhere later. */
import { z } from 'zod/v4';

/** What a person left empty is absent; an expression that finds nothing gives null or undefined. */
export function blank(value: unknown): unknown {
	return value === '' || value === null ? undefined : value;
}

/**
 * Names and values, as people give them, to a flat object; undefined when nothing is left. Read by hand: a schema for
 * each name and each value is felt where there are 100,000 targets.
 */
export const customDataField = z
	.custom<readonly ({ name?: unknown; value?: unknown } | null)[]>(Array.isArray, {
		error: 'Give a list of names and values',
	})
	.default([])
	.transform((fields, context) => {
		const data: Record<string, string | number | boolean> = {};
		for (const [index, field] of fields.entries()) {
			const { name, value } = field ?? {};
			const issue = (path: string, message: string) =>
				context.addIssue({ code: 'custom', path: [index, path], message });
			const key = typeof name === 'string' || typeof name === 'number' ? String(name).trim() : '';
			if (key === '') issue('name', 'Every field needs a name');
			else if (Object.hasOwn(data, key)) issue('name', `Two custom data fields have the same name: ${key}`);
			else if (isFlat(value)) data[key] = value;
			else if (blank(value) !== undefined) issue('value', NOT_FLAT);
		}
		return Object.keys(data).length > 0 ? data : undefined;
	});

const NOT_FLAT =
	'Custom data is flat: a value may be a text, a number, true or false, but no list and no object';

function isFlat(value: unknown): value is string | number | boolean {
	return (typeof value === 'string' && value !== '') || Number.isFinite(value) || typeof value === 'boolean';
}
