import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { SimulatorError } from '../errors';
import { createLog, createStore } from '../store';
import { judgeAcknowledgement } from './acknowledgement';
import { type CdrFormat, cdrContentType, encodeCdr } from './encode';
import type { CdrRecord } from './record';
import type { CdrTarget } from './target';

/** One attempt to deliver one record. */
export interface CdrDelivery {
	/** The same on every attempt for one record; two legs of one call are two pushes. */
	readonly pushId: string;
	readonly callId: string;
	/** 1 for the first. */
	readonly attempt: number;
	readonly at: Date;
	readonly url: string;
	readonly format: CdrFormat;
	/** HTTP status; absent when no answer came. */
	readonly status?: number;
	readonly contentType: string;
	readonly responseBody: string;
	/** From handing over to the whole answer, waiting for a free connection included. */
	readonly milliseconds: number;
	readonly acknowledged: boolean;
	/** Why the answer is no acknowledgement. */
	readonly problem?: string;
}

/** Voicenter's sending side of the CDR notification. */
export interface CdrFeed {
	target: () => CdrTarget | null;
	setTarget: (target: CdrTarget | null) => void;
	/** Keeps the record and, when a target is set, pushes it until acknowledged. */
	publish: (record: CdrRecord) => void;
	/** Pushes a record, or a body as it is, until acknowledged. @returns the push's id. @throws without a target. */
	push: (payload: object | string, format?: CdrFormat) => string;
	records: () => readonly CdrRecord[];
	deliveries: () => readonly CdrDelivery[];
	/** Pushes not yet acknowledged. */
	pending: () => readonly { readonly pushId: string; readonly callId: string }[];
	/** Stops every push under way, forgets records, deliveries and the target. */
	reset: () => void;
	stop: () => Promise<void>;
}

/** The reference gives no deadline for the receiver; one that is silent for longer than this is tried again. */
const DELIVERY_DEADLINE_MS = 10_000;

/** Deliveries at a time to one receiver; the rest wait their turn. */
const MAX_CONNECTIONS = 200;

interface Push {
	readonly pushId: string;
	readonly callId: string;
	readonly encode: (target: CdrTarget) => { format: CdrFormat; body: string };
}

/** A feed with no target. */
export function createCdrFeed(): CdrFeed {
	const agent = new Agent({
		connections: MAX_CONNECTIONS,
		headersTimeout: DELIVERY_DEADLINE_MS,
		bodyTimeout: DELIVERY_DEADLINE_MS,
	});
	const target = createStore<CdrTarget | null>(() => null);
	const records = createLog<CdrRecord>();
	const deliveries = createLog<CdrDelivery>();
	const pending = new Set<Push>();
	let life = new AbortController();

	async function pushUntilAcknowledged(push: Push, signal: AbortSignal): Promise<void> {
		await wait(target.get()?.delayMs ?? 0, undefined, { signal });
		for (let attempt = 1; ; attempt++) {
			const to = target.get();
			if (!to || attempt > (to.maxAttempts ?? Infinity)) break;
			const delivery = await deliver(push, attempt, to, agent, signal);
			if (signal.aborted) return;
			deliveries.add(delivery);
			if (delivery.acknowledged) break;
			await wait(to.resendEveryMs, undefined, { signal });
		}
		pending.delete(push);
	}

	function start(push: Push): string {
		pending.add(push);
		const { signal } = life;
		pushUntilAcknowledged(push, signal).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
		return push.pushId;
	}

	function push(payload: object | string, format?: CdrFormat): string {
		if (!target.get()) throw new SimulatorError('There is nowhere to push: set a CDR target first');
		return start({
			pushId: randomUUID(),
			callId: callIdOf(payload),
			encode: (to) => {
				const spelling = { ...to, format: format ?? to.format };
				const body = typeof payload === 'string' ? payload : encodeCdr(payload, spelling);
				return { format: spelling.format, body };
			},
		});
	}

	return {
		target: target.get,
		setTarget: (to) => target.update(() => to),
		publish(record) {
			records.add(record);
			if (target.get()) push(record);
		},
		push,
		records: records.all,
		deliveries: deliveries.all,
		pending: () => [...pending],
		reset() {
			life.abort();
			life = new AbortController();
			for (const store of [target, records, deliveries]) store.reset();
			pending.clear();
		},
		async stop() {
			life.abort();
			await agent.destroy();
		},
	};
}

async function deliver(
	push: Push,
	attempt: number,
	to: CdrTarget,
	agent: Agent,
	signal: AbortSignal,
): Promise<CdrDelivery> {
	const { format, body } = push.encode(to);
	const at = new Date();
	const began = performance.now();
	const facts = { pushId: push.pushId, callId: push.callId, attempt, at, url: to.url, format };
	try {
		const response = await request(to.url, {
			method: 'POST',
			headers: { 'content-type': cdrContentType(format), ...to.headers },
			body,
			dispatcher: agent,
			signal,
		});
		const responseBody = await response.body.text();
		return {
			...facts,
			status: response.statusCode,
			contentType: String(response.headers['content-type'] ?? ''),
			responseBody,
			milliseconds: performance.now() - began,
			...judgeAcknowledgement(format, response.statusCode, responseBody),
		};
	} catch (error) {
		return {
			...facts,
			contentType: '',
			responseBody: '',
			milliseconds: performance.now() - began,
			acknowledged: false,
			problem: `no answer: ${error instanceof Error ? error.message : String(error)}`,
		};
	}
}

function callIdOf(payload: object | string): string {
	if (typeof payload === 'string' || !('ivruniqueid' in payload)) return '';
	return String(payload.ivruniqueid);
}
