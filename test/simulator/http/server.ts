import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { parse } from 'qs';
import type { World } from '../world';
import { type Fault, spoilRequest } from './faults';
import { parseJson } from './parameters';
import { spoilAnswer } from './spoiledAnswers';

/** Room for the largest documented request: 100,000 dialer targets. */
const BODY_LIMIT = 64 * 1024 * 1024;

/** Room for lists in a query, which are repeated keys. */
const QUERY_LIMIT = 10_000;

/** The simulator's own interface; everything else is Voicenter's. */
export const CONTROL_PREFIX = '/control';

/** How the server is reached. */
export interface Line {
	/** PEM: answers https instead of http. */
	readonly tls?: { readonly key: string; readonly cert: string };
	/** A simulated round trip: before every answer, and once more before a connection's first. */
	readonly latencyMs: number;
}

/**
 * A server that notes every request, spoils those that a fault is set for, and knows no service yet. Paths are
 * compared without letter case, as IIS does. Bodies arrive as text, whatever their type.
 */
export function createServer(world: World, line: Line): FastifyInstance {
	const server: FastifyInstance = Fastify({
		...(line.tls && { https: line.tls }),
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		routerOptions: {
			caseSensitive: false,
			ignoreTrailingSlash: true,
			querystringParser: (text) => parse(text, { arrayLimit: QUERY_LIMIT, parameterLimit: QUERY_LIMIT }),
		},
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});

	server.server.on('connection', (socket: Socket) => world.connections.add(socket));
	if (line.latencyMs > 0) delayAnswers(server, line.latencyMs);

	const faults = new WeakMap<FastifyRequest, Fault>();
	server.addHook('preHandler', async (request, reply) => {
		const path = pathOf(request);
		if (isControl(path)) return undefined;
		note(world, request, path);
		const fault = world.faults.take(path);
		if (!fault) return undefined;
		if (fault.kind !== 'status') faults.set(request, fault);
		await spoilRequest(fault, reply);
	});
	server.addHook('onSend', async (request, reply, payload) => {
		const fault = faults.get(request);
		return fault ? spoilAnswer(fault, request, reply, payload) : payload;
	});
	server.setNotFoundHandler((_request, reply) =>
		reply.status(404).type('text/html').send('<h1>404 - File or directory not found.</h1>'),
	);
	return server;
}

function delayAnswers(server: FastifyInstance, latencyMs: number): void {
	const known = new WeakSet<Socket>();
	server.addHook('onRequest', async (request) => {
		if (isControl(pathOf(request))) return;
		const { socket } = request.raw;
		const roundTrips = known.has(socket) ? 1 : 2;
		known.add(socket);
		await wait(roundTrips * latencyMs);
	});
}

/** The caller's IPv4 (or IPv6) address, as the allow-list holds it. */
export function addressOf(request: FastifyRequest): string {
	return (request.raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function pathOf(request: FastifyRequest): string {
	return request.url.split('?', 1)[0] ?? '';
}

function isControl(path: string): boolean {
	const lower = path.toLowerCase();
	return lower === CONTROL_PREFIX || lower.startsWith(`${CONTROL_PREFIX}/`);
}

function note(world: World, request: FastifyRequest, path: string): void {
	const body = typeof request.body === 'string' ? request.body : '';
	world.requests.add({
		at: new Date(),
		method: request.method,
		path,
		query: request.query as Record<string, unknown>,
		headers: request.headers,
		body,
		// Read only when asked for: 100,000 dialer targets need not be kept twice.
		get json() {
			return parseJson(body);
		},
		remoteAddress: addressOf(request),
		remotePort: request.raw.socket.remotePort ?? 0,
	});
}
