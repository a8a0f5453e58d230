import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod/v4';
import { createStore } from '../store';

const where = {
	/** A service's path, compared without letter case; `*` is every path. */
	path: z.string(),
	/** How many requests it spoils. */
	times: z.int().min(1).default(1),
};

/**
 * Trouble on command. `status` answers before the service sees the request (a proxy in the way); `delay` holds it
 * back; the others let the service do its work and then spoil the answer, which is the case that a caller must not
 * mistake for "nothing happened". blankInKeys and unescapedQuotes spoil JSON answers only.
 */
export const faultSchema = z.discriminatedUnion('kind', [
	z.strictObject({ ...where, kind: z.literal('delay'), milliseconds: z.int().min(1) }),
	z.strictObject({
		...where,
		kind: z.literal('status'),
		status: z.int().min(200).max(599),
		body: z.string().default(''),
		headers: z.record(z.string(), z.string()).default({}),
	}),
	z.strictObject({ ...where, kind: z.literal('closeBeforeAnswer') }),
	z.strictObject({ ...where, kind: z.literal('closeMidBody') }),
	z.strictObject({
		...where,
		kind: z.literal('oversizedBody'),
		bytes: z
			.int()
			.min(1)
			.default(64 * 1024 * 1024),
	}),
	z.strictObject({
		...where,
		kind: z.literal('garbageBody'),
		body: z.string().default('<html><body>Runtime Error</body></html>'),
	}),
	z.strictObject({ ...where, kind: z.literal('blankInKeys') }),
	z.strictObject({ ...where, kind: z.literal('unescapedQuotes') }),
]);

export type Fault = z.output<typeof faultSchema>;
export type FaultOptions = z.input<typeof faultSchema>;

/** The faults still to come. */
export interface FaultList {
	all: () => readonly Fault[];
	add: (fault: Fault) => void;
	/** The first fault for a path, used up by one. */
	take: (path: string) => Fault | undefined;
	reset: () => void;
}

/** No faults. */
export function createFaultList(): FaultList {
	const store = createStore<readonly Fault[]>(() => []);
	return {
		all: store.get,
		add: (fault) => store.update((faults) => [...faults, fault]),
		take(path) {
			const wanted = path.toLowerCase();
			const fault = store.get().find((one) => one.path === '*' || one.path.toLowerCase() === wanted);
			if (!fault) return undefined;
			const rest = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
			store.update((faults) => faults.flatMap((one) => (one === fault ? rest : [one])));
			return fault;
		},
		reset: store.reset,
	};
}

/**
 * A fault's part before the service works. When it answers, it resolves only once the answer is out (a reply is
 * awaited), so that the service never sees the request.
 */
export async function spoilRequest(fault: Fault, reply: FastifyReply): Promise<FastifyReply | undefined> {
	if (fault.kind === 'delay') await wait(fault.milliseconds);
	if (fault.kind === 'status') return reply.status(fault.status).headers(fault.headers).send(fault.body);
	return undefined;
}

/** A fault's part after the service has answered: the payload to send in place of its own. */
export function spoilAnswer(
	fault: Fault,
	request: FastifyRequest,
	reply: FastifyReply,
	answer: string,
): string | Readable {
	const { socket } = request.raw;
	switch (fault.kind) {
		case 'closeBeforeAnswer':
			socket.destroy();
			return answer;
		case 'closeMidBody':
			reply.header('content-length', Buffer.byteLength(answer));
			return Readable.from(halfThen(answer, () => socket.destroy()));
		case 'oversizedBody':
			// The service's own answer and then blanks: only a bound on size can refuse it.
			reply.removeHeader('content-length');
			return Readable.from(padded(answer, fault.bytes));
		case 'garbageBody':
			return withLength(reply, fault.body);
		case 'blankInKeys':
			return withLength(reply, answer.replace(/"(\w+)"(\s*:)/g, '" $1"$2'));
		case 'unescapedQuotes':
			return withLength(reply, answer.replace(MESSAGE_MEMBER, '$1$2, should be "ivrid" and "mute" "'));
		default:
			return answer;
	}
}

// As the mute service's sample does (voicenter-api.md §5).
const MESSAGE_MEMBER = /("(?:ERRORMESSAGE|DESC|Message|Description|ERROR_DESCRIPTION)"\s*:\s*")([^"]*)"/i;

function withLength(reply: FastifyReply, body: string): string {
	reply.header('content-length', Buffer.byteLength(body));
	return body;
}

async function* halfThen(body: string, close: () => void): AsyncGenerator<string> {
	yield body.slice(0, Math.ceil(body.length / 2));
	await wait(20);
	close();
}

function* padded(body: string, bytes: number): Generator<string> {
	yield body;
	const blanks = ' '.repeat(64 * 1024);
	for (let sent = body.length; sent < bytes; sent += blanks.length) yield blanks;
}
