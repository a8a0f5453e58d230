import type { FastifyReply, FastifyRequest } from 'fastify';
import { isTrusted, type World } from '../world';
import { addressOf } from './server';

/**
 * What a service says to an address that is not on the allow-list, or undefined when it is. The reference gives this
 * text, and HTTP 403 (set here), for the Call Log only; assumed to be the same on every REST service.
 */
export function untrusted(world: World, request: FastifyRequest, reply: FastifyReply): string | undefined {
	const address = addressOf(request);
	if (isTrusted(world, address)) return undefined;
	reply.status(403);
	return `IP address ${address} is not trusted`;
}
