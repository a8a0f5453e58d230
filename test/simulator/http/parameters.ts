import type { FastifyRequest } from 'fastify';

/** A request's fields by name, letter case kept. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The fields of a GET (from the query) or a POST (from a JSON object). Null when the body is no JSON object. */
export function readParameters(request: FastifyRequest): Parameters | null {
	if (request.method === 'GET') return request.query as Parameters;
	const body = parseJson(request.body);
	return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Parameters) : null;
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
