import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import { createStore } from '../store';

const where = {
	/** A service's path, compared without letter case; a `*` at its end stands for anything. */
	path: z.string(),
	/** How many requests it spoils. */
	times: z.int().min(1).default(1),
};

/**
 * Trouble on command. `status` answers before the service sees the request (a proxy in the way); `delay` holds it
 * back; the others let the service do its work and then spoil the answer, which is the case that a caller must not
 * mistake for "nothing happened". blankInKeys and unescapedQuotes spoil JSON answers only; a recording is spoiled by the
 * others too.
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
		kind: z.literal('slowBody'),
		/** So many bytes, and then a wait, until all of it is out. */
		bytes: z
			.int()
			.min(1)
			.default(16 * 1024),
		milliseconds: z.int().min(1),
	}),
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
			const fault = store.get().find((one) => isFor(one, path.toLowerCase()));
			if (!fault) return undefined;
			const rest = fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
			store.update((faults) => faults.flatMap((one) => (one === fault ? rest : [one])));
			return fault;
		},
		reset: store.reset,
	};
}

function isFor({ path }: Fault, wanted: string): boolean {
	const own = path.toLowerCase();
	return own.endsWith('*') ? wanted.startsWith(own.slice(0, -1)) : own === wanted;
}

/**
 * A fault's part before the service works. When it answers, it resolves only once the answer is out (a reply is
 * awaited), so that the service never sees the request.
 */
export async function spoilRequest(fault: Fault, reply: FastifyReply): Promise<FastifyReply | undefined> {
	if (fault.kind === 'delay') await wait(fault.milliseconds, undefined, { ref: false });
	if (fault.kind === 'status') return reply.status(fault.status).headers(fault.headers).send(fault.body);
	return undefined;
}
