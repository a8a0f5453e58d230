import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AutoAnswerOptions } from '../autoAnswer';
import type { ClickToCallPlayOptions, IncomingCallOptions, OutgoingCallOptions } from '../cdr/plays';
import type { CdrTargetOptions } from '../cdr/target';
import { SimulatorError } from '../errors';
import type { FaultOptions } from '../http/faults';
import { parseJson } from '../http/parameters';
import { CONTROL_PREFIX } from '../http/server';
import { askingCommands } from './asking';
import { blacklistCommands } from './blacklist';
import { callLogCommands } from './callLog';
import { cdrCommands } from './cdr';
import { check } from './check';
import type { AddCommand, Command } from './command';
import type { Control } from './control';
import { dialerCommands } from './dialer';
import { helpPage } from './help';
import { liveCommands } from './live';
import { peopleCommands } from './people';
import { realTimeCommands } from './realtime';
import { allowlistBodySchema, type ExtensionChange, pushBodySchema, renameBodySchema } from './schemas';

/** Adds the control interface: each address is one command of {@link Control}, which checks what it is given. */
export function controlRoutes(server: FastifyInstance, control: Control): void {
	const add: AddCommand = (method, path, command) => {
		server.route({
			method,
			url: CONTROL_PREFIX + path,
			handler: (request, reply) => answer(request, reply, command),
		});
	};
	server.get(CONTROL_PREFIX, (request, reply) =>
		reply.type('text/plain; charset=utf-8').send(helpPage(`${request.protocol}://${request.host}`)),
	);

	add('GET', '/account', () => control.account());
	add('PUT', '/extensions/:id', ({ id, body }) => control.setExtension(id, body as ExtensionChange));
	add('PUT', '/queues/:id', ({ id, body }) => control.renameQueue(id, check(renameBodySchema, body).name));
	add('PUT', '/allowlist', ({ body }) => control.setAllowlist(check(allowlistBodySchema, body).addresses));

	add('GET', '/requests', () => control.requests());
	add('DELETE', '/requests', () => control.clearRequests());
	add('GET', '/connections', () => control.connections());
	add('DELETE', '/connections', () => control.clearConnections());

	add('GET', '/calls', () => control.calls());
	add('POST', '/calls/incoming', ({ body }) => control.playIncomingCall(body as IncomingCallOptions));
	add('POST', '/calls/outgoing', ({ body }) => control.playOutgoingCall(body as OutgoingCallOptions));
	add('POST', '/calls/click-to-call', ({ body }) => control.playClickToCall(body as ClickToCallPlayOptions));
	add('POST', '/calls/:id/answer', ({ id }) => control.answerCall(id));
	add('POST', '/calls/:id/hangup', ({ id }) => control.hangUpCall(id));
	add('PUT', '/auto-answer', ({ body }) => control.setAutoAnswer(body as AutoAnswerOptions));
	add('DELETE', '/auto-answer', () => control.setAutoAnswer(null));

	add('GET', '/cdr/target', () => ({ target: control.cdrTarget() }));
	add('PUT', '/cdr/target', ({ body }) => {
		control.setCdrTarget(body as CdrTargetOptions);
		return control.cdrTarget();
	});
	add('DELETE', '/cdr/target', () => control.setCdrTarget(null));
	add('POST', '/cdr', ({ body }) => {
		const { record, format } = check(pushBodySchema, body);
		return { pushId: control.pushCdr(record, format) };
	});
	add('GET', '/cdr/records', () => control.cdrRecords());
	add('GET', '/cdr/deliveries', () => control.cdrDeliveries());

	add('GET', '/faults', () => control.faults());
	add('POST', '/faults', ({ body }) => control.addFault(body as FaultOptions));
	add('DELETE', '/faults', () => control.clearFaults());

	askingCommands(add, control);
	blacklistCommands(add, control);
	dialerCommands(add, control);
	liveCommands(add, control);
	callLogCommands(add, control);
	cdrCommands(add, control);
	peopleCommands(add, control);
	realTimeCommands(add, control);

	add('POST', '/reset', () => control.reset());
}

async function answer(request: FastifyRequest, reply: FastifyReply, command: Command): Promise<unknown> {
	const text = typeof request.body === 'string' ? request.body : '';
	const body = text.trim() === '' ? {} : parseJson(text);
	if (body === undefined) return reply.status(400).send({ error: 'The body is not JSON' });
	const { id = '' } = request.params as { id?: string };
	try {
		return (await command({ body, id, query: request.query as Record<string, unknown> })) ?? { ok: true };
	} catch (error) {
		if (error instanceof SimulatorError) return reply.status(400).send({ error: error.message });
		throw error;
	}
}
