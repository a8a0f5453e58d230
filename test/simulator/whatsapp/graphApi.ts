import { randomBytes } from 'node:crypto';
import Fastify, {
	type FastifyInstance,
	type FastifyReply,
	type FastifyRequest,
	type RouteHandlerMethod,
} from 'fastify';
import type { ServerOptions } from 'node:https';
import type { z } from 'zod/v4';
import { parseJson } from '../http/parameters';
import { messageSchema, type WhatsAppMessage } from './messages';

interface GraphError {
	readonly message: string;
	readonly type: string;
	readonly code: number;
}

/**
 * The part of graph.facebook.com that n8n's WhatsApp Business Cloud node and its credential talk to. Any non-empty
 * bearer token is good, except one that begins with "invalid".
 */
export function createGraphApi(
	tls: ServerOptions,
	onMessage: (message: WhatsAppMessage) => void,
): FastifyInstance {
	const server = Fastify({ https: tls, forceCloseConnections: true });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	server.addHook('preHandler', async (request, reply) => {
		if (/^Bearer (?!invalid)\S+$/.test(request.headers.authorization ?? '')) return undefined;
		const missing = request.headers.authorization === undefined;
		return await fail(reply, 401, {
			message: missing
				? 'An access token is required to request this resource.'
				: 'Invalid OAuth access token - Cannot parse access token',
			type: 'OAuthException',
			code: missing ? 104 : 190,
		});
	});

	// The credential's test: anything but an OAuthException passes.
	server.get('/:version', rootIsNoObject);
	server.get('/:version/', rootIsNoObject);
	server.get('/:version/:businessAccountId/phone_numbers', () => ({ data: [PHONE_NUMBER] }));
	server.get('/:version/:businessAccountId/message_templates', () => ({ data: [TEMPLATE] }));
	server.post('/:version/:phoneNumberId/messages', (request, reply) =>
		takeMessage(request, reply, onMessage),
	);
	server.setNotFoundHandler((request, reply) =>
		fail(reply, 400, {
			message: `Unsupported ${request.method.toLowerCase()} request. Object does not exist or is not supported`,
			type: 'GraphMethodException',
			code: 100,
		}),
	);
	return server;
}

const PHONE_NUMBER = {
	id: '106540352242922',
	display_phone_number: '+972 72-277-6772',
	verified_name: 'Voicenter simulator',
	quality_rating: 'GREEN',
};

const TEMPLATE = {
	id: '594425479261596',
	name: 'missed_call',
	language: 'en_US',
	status: 'APPROVED',
	category: 'UTILITY',
	components: [{ type: 'BODY', text: 'Sorry we missed your call. We will call {{1}} back.' }],
};

const rootIsNoObject: RouteHandlerMethod = (_request, reply) =>
	fail(reply, 400, {
		message: 'Unsupported get request. Please read the Graph API documentation',
		type: 'GraphMethodException',
		code: 100,
	});

function takeMessage(
	request: FastifyRequest,
	reply: FastifyReply,
	onMessage: (message: WhatsAppMessage) => void,
): unknown {
	const result = messageSchema.safeParse(parseJson(request.body));
	if (!result.success) return badParameter(reply, problemOf(result.error));
	const body = result.data;
	const digits = body.to.replace(/[\s+()-]/g, '');
	if (!/^\d{5,15}$/.test(digits))
		return badParameter(reply, '(#100) Invalid parameter: to is no phone number');
	const id = `wamid.${randomBytes(24).toString('base64')}`;
	onMessage({
		id,
		at: new Date(),
		phoneNumberId: (request.params as { phoneNumberId: string }).phoneNumberId,
		accessToken: (request.headers.authorization ?? '').slice('Bearer '.length),
		to: body.to,
		type: body.type,
		...(body.type === 'text' && { text: body.text.body }),
		...(body.type === 'template' && {
			template: { name: body.template.name, language: body.template.language.code },
		}),
		body,
	});
	return {
		messaging_product: 'whatsapp',
		contacts: [{ input: body.to, wa_id: digits }],
		messages: [{ id }],
	};
}

function problemOf({ issues }: z.ZodError): string {
	const [issue] = issues;
	const name = issue?.path.length ? issue.path.join('.') : 'body';
	const missing = issue?.code === 'invalid_type' && issue.message.endsWith('received undefined');
	return missing ? `(#100) The parameter ${name} is required.` : `(#100) Invalid parameter: ${name}`;
}

function badParameter(reply: FastifyReply, message: string): FastifyReply {
	return fail(reply, 400, { message, type: 'OAuthException', code: 100 });
}

function fail(reply: FastifyReply, status: number, error: GraphError): FastifyReply {
	return reply.status(status).send({ error: { ...error, fbtrace_id: randomBytes(8).toString('hex') } });
}
