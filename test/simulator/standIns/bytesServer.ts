import type { ServerOptions } from 'node:https';
import Fastify, { type FastifyInstance } from 'fastify';

/** Room for a recording of some minutes. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** A server that leaves every body as it came, in bytes. @param tls without it, plain http */
export function bytesServer(tls?: ServerOptions): FastifyInstance {
	const server: FastifyInstance = Fastify({
		...(tls && { https: tls }),
		bodyLimit: BODY_LIMIT,
		forceCloseConnections: true,
	});
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	return server;
}

/** @param body of a request to a {@link bytesServer} @returns it as text; empty when there was none */
export function textOf(body: unknown): string {
	return Buffer.isBuffer(body) ? body.toString('utf8') : '';
}

/** @param body of a request to a {@link bytesServer} @returns what its JSON says, or undefined when it is none */
export function jsonOf(body: unknown): unknown {
	try {
		return JSON.parse(textOf(body)) as unknown;
	} catch {
		return undefined;
	}
}
