import type { FastifyInstance, FastifyReply } from 'fastify';
import { recordingFile } from '../cdr/record';
import { hangUp, placeCall } from '../callLife';
import { type Parameters, readParameters, textOf } from '../http/parameters';
import { addressOf } from '../http/server';
import { withCountryPrefix } from '../phones';
import { newCallId } from '../times';
import { isTrusted, type World } from '../world';
import { writeMethodResponse } from '../xmlrpc';
import { type CallRequest, ERROR, readRequest, Refusal, type TerminateRequest } from './clickToCallRequest';

type Format = 'XML' | 'JSON';

interface Answer {
	readonly ERRORCODE: number;
	readonly ERRORMESSAGE: string;
	/** 32 characters, or empty when nothing was placed. */
	readonly CALLID: string;
}

/** Click2Call (voicenter-api.md §2): places a call of two legs, or hangs up an extension. POST JSON and GET. */
export function click2callService(server: FastifyInstance, world: World): void {
	server.route({
		method: ['GET', 'POST'],
		url: '/ForwardDialer/click2call.aspx',
		handler: (request, reply) => {
			const fields = readParameters(request);
			const format = readFormat(fields);
			const address = addressOf(request);
			if (!isTrusted(world, address)) {
				// The reference gives this text and HTTP 403 for the Call Log only; assumed to be the same here.
				reply.status(403);
				return send(reply, format ?? 'XML', refused(ERROR.invalid, `IP address ${address} is not trusted`));
			}
			if (!fields) return send(reply, 'XML', refused(ERROR.invalid, 'Invalid request parameters'));
			if (!format) return send(reply, 'XML', refused(ERROR.invalid, 'Format is invalid'));
			return send(reply, format, answer(world, fields));
		},
	});
}

function answer(world: World, fields: Parameters): Answer {
	try {
		const request = readRequest(fields, world.account.get());
		const callId = request.action === 'call' ? place(world, request, fields) : terminate(world, request);
		return { ERRORCODE: ERROR.ok, ERRORMESSAGE: 'OK', CALLID: callId };
	} catch (error) {
		if (error instanceof Refusal) return refused(error.errorCode, error.message);
		throw error;
	}
}

function place(world: World, { phone, target, extension }: CallRequest, fields: Parameters): string {
	const startedAt = new Date();
	const callId = newCallId(startedAt);
	placeCall(world, {
		callId,
		kind: 'clickToCall',
		state: 'ringing',
		phone,
		target,
		...(extension && { extension }),
		...(textOf(fields['record']) === 'True' && {
			recordingFile: recordingFile(callId, phone, withCountryPrefix(target)),
		}),
		startedAt,
		request: fields,
	});
	return callId;
}

// The reference does not say what CALLID holds after a hang-up, nor what happens when nothing is active. Assumed: the
// id of the first call hung up, and OK with none.
function terminate(world: World, { extension }: TerminateRequest): string {
	const active = world.calls.activeOn(extension.sip);
	for (const call of active) hangUp(world, call);
	return active[0]?.callId ?? '';
}

function refused(errorCode: number, text: string): Answer {
	return { ERRORCODE: errorCode, ERRORMESSAGE: text, CALLID: '' };
}

function readFormat(fields: Parameters | null): Format | undefined {
	const format = (textOf(fields?.['format']) ?? 'XML').toUpperCase();
	return format === 'XML' || format === 'JSON' ? format : undefined;
}

function send(reply: FastifyReply, format: Format, content: Answer): FastifyReply {
	if (format === 'JSON') return reply.type('application/json; charset=utf-8').send(JSON.stringify(content));
	const members = { ...content, ERRORCODE: String(content.ERRORCODE) };
	return reply.type('text/xml; charset=utf-8').send(writeMethodResponse(members));
}
