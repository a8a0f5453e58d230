import type { FastifyRequest } from 'fastify';

/** A request's fields by name, letter case kept. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The fields of a GET (from the query) or a POST (from a JSON object). Null when the body is no JSON object. */
export function readParameters(request: FastifyRequest): Parameters | null {
	if (request.method === 'GET') return request.query as Parameters;
	const body = parseJson(request.body);
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Parameters) : null;
}

/**
 * A request's fields under the names that its service documents. In a POST they are looked for exactly as spelled; in
 * a GET without letter case, since the document's own samples of GET spell them otherwise (`code` for `Code`,
 * `phones` for `Phones`, `fields` and `Fields` in one). Null when a POST's body is no JSON object.
 */
export function readNamed<Name extends string>(
	request: FastifyRequest,
	names: readonly Name[],
): Partial<Record<Name, unknown>> | null {
	const given = readParameters(request);
	if (!given) return null;
	const same = (name: string, other: string) =>
		request.method === 'GET' ? name.toLowerCase() === other.toLowerCase() : name === other;
	const named: Partial<Record<Name, unknown>> = {};
	for (const name of names) {
		const values = Object.entries(given).flatMap(([key, value]) => (same(key, name) ? [value] : []));
		if (values.length > 0) named[name] = values.length === 1 ? values[0] : values.flatMap(listOf);
	}
	return named;
}

/** A field that may be repeated or not, as a list; an absent one is an empty list. */
export function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** A body as JSON; undefined when it is none. */
export function parseJson(body: unknown): unknown {
	if (typeof body !== 'string' || body === '') return undefined;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return undefined;
	}
}

/** A field's text. Numbers and booleans in JSON count as their text; absent, null and '' as undefined. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
