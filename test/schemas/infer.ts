/** A JSON schema from samples, as n8n's editor reads it: names and types, nothing else. */

/** As much of JSON schema as an output needs. Without a type: anything. */
export interface Schema {
	type?: 'array' | 'boolean' | 'number' | 'object' | 'string';
	properties?: Record<string, Schema>;
	items?: Schema;
}

/**
 * Objects whose content is the user's or Voicenter's, by the name that they have in every output. Only what the
 * reference names is told: of `ai` the place of the summary, and that there are two more, without their types
 * (voicenter-api.md §8, §9).
 */
const FREE_FORM: Readonly<Record<string, Schema>> = {
	ai: {
		type: 'object',
		properties: {
			summary: { type: 'string' },
			insights: { type: 'object', properties: { summary: { type: 'string' } } },
			emotions: {},
			transcript: {},
			transcriptText: { type: 'string' },
		},
	},
	cdr: { type: 'object' },
	customData: { type: 'object' },
	intent: { type: 'object' },
	raw: { type: 'object' },
};

type JsonObject = Record<string, unknown>;

/**
 * @param samples outputs, each with some of the fields; together they have all
 * @param order fields that come first, in this order
 * @throws when a field has one type in one sample and another in the next: an output must not be like that
 */
export function schemaOf(samples: readonly object[], order: readonly string[] = []): Schema {
	return objectSchema('output', samples as readonly JsonObject[], order);
}

function objectSchema(path: string, objects: readonly JsonObject[], order: readonly string[] = []): Schema {
	const properties = mergedKeys(objects, order).map((key) => {
		const values = objects.map((object) => object[key]);
		return [key, FREE_FORM[key] ?? valueSchema(`${path}.${key}`, values)] as const;
	});
	return { type: 'object', properties: Object.fromEntries(properties) };
}

function valueSchema(path: string, values: readonly unknown[]): Schema {
	const present = values.filter((value) => value !== undefined && value !== null);
	const [type, other] = new Set(present.map(typeOf));
	if (type === undefined) throw new Error(`${path} has no value in any sample`);
	if (other !== undefined) throw new Error(`${path} is ${type} in one sample and ${other} in another`);
	if (type === 'object') return objectSchema(path, present as JsonObject[]);
	if (type === 'array') return { type, items: valueSchema(`${path}[]`, (present as unknown[][]).flat()) };
	return { type };
}

function typeOf(value: unknown): NonNullable<Schema['type']> {
	if (Array.isArray(value)) return 'array';
	const type = typeof value;
	if (type === 'object' || type === 'string' || type === 'number' || type === 'boolean') return type;
	throw new Error(`${type} is nothing that JSON can say`);
}

/** Every key, each behind the one that it follows in its own sample. */
function mergedKeys(objects: readonly JsonObject[], first: readonly string[]): string[] {
	const keys = [...first];
	for (const object of objects) {
		let place = 0;
		for (const key of Object.keys(object)) {
			const known = keys.indexOf(key);
			if (known < 0) keys.splice(place, 0, key);
			place = (known < 0 ? place : known) + 1;
		}
	}
	return keys.filter((key) => objects.some((object) => key in object));
}
