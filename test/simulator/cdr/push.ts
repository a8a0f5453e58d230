import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { SimulatorError } from '../errors';
import { createLog, createStore } from '../store';
import { type CdrDelivery, deliver, DELIVERY_DEADLINE_MS } from './delivery';
import { type CdrFormat, encodeCdr } from './encode';
import type { CdrRecord } from './record';
import { createSleeper } from './sleeper';
import { type CdrTarget, isRepeated, resendAfter } from './target';

/** How one push differs from the next. */
export interface PushOptions {
	/** Default: the target's. */
	readonly format?: CdrFormat;
	/** Wait before the first attempt, besides the target's own. */
	readonly delayMs?: number;
	/** The record is sent again so long after it was acknowledged. Default: as the target's duplicateRate has it. */
	readonly repeatAfterMs?: number | null;
	readonly bulkId?: string;
	/** Lets a delivery through when it is its turn. Default: at once. */
	readonly gate?: <T>(deliver: () => Promise<T>) => Promise<T>;
}

/** Voicenter's sending side of the CDR notification. */
export interface CdrFeed {
	target: () => CdrTarget | null;
	setTarget: (target: CdrTarget | null) => void;
	/** Keeps the record and, when a target is set, pushes it until acknowledged. */
	publish: (record: CdrRecord, options?: PushOptions) => void;
	/** Pushes a record, or a body as it is, until acknowledged. @returns the push's id. @throws without a target. */
	push: (payload: object | string, options?: PushOptions) => string;
	records: () => readonly CdrRecord[];
	deliveries: () => readonly CdrDelivery[];
	/** Pushes not yet acknowledged, or yet to be sent again. */
	pending: () => readonly PendingPush[];
	/** Aborted by the next reset. */
	signal: () => AbortSignal;
	/** Stops every push under way, forgets records, deliveries and the target. */
	reset: () => void;
	stop: () => Promise<void>;
}

/** A push that is not done with. */
export interface PendingPush {
	readonly pushId: string;
	readonly callId: string;
	readonly bulkId?: string;
}

/** Deliveries at a time to one receiver; the rest wait their turn. */
const MAX_CONNECTIONS = 200;

interface Push extends PendingPush {
	/** The how-many-th since the last reset: what the target's duplicates are drawn by. */
	readonly number: number;
	readonly options: PushOptions;
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
	const sleeper = createSleeper();
	let life = new AbortController();
	let pushes = 0;

	async function run(push: Push, signal: AbortSignal): Promise<void> {
		const delayMs = (target.get()?.delayMs ?? 0) + (push.options.delayMs ?? 0);
		if (delayMs > 0) await sleeper.sleep(delayMs);
		let attempts = await pushUntilAcknowledged(push, 0, false, signal);
		const repeatAfterMs = repeatAfter(push, target.get());
		if (attempts !== undefined && repeatAfterMs !== null) {
			await sleeper.sleep(repeatAfterMs);
			attempts = await pushUntilAcknowledged(push, attempts, true, signal);
		}
		pending.delete(push);
	}

	/** @returns the number of attempts so far; nothing when there is nowhere to send to, or no use in going on */
	async function pushUntilAcknowledged(
		push: Push,
		before: number,
		repeated: boolean,
		signal: AbortSignal,
	): Promise<number | undefined> {
		for (let attempt = before + 1; ; attempt++) {
			const to = target.get();
			if (!to || attempt - before > (to.maxAttempts ?? Infinity)) return undefined;
			const delivery = await (push.options.gate ?? atOnce)(() => {
				const { pushId, callId, bulkId } = push;
				const told = { pushId, callId, attempt, repeated, ...(bulkId !== undefined && { bulkId }) };
				return deliver({ ...told, ...push.encode(to) }, to, agent, signal);
			});
			signal.throwIfAborted();
			deliveries.add(delivery);
			if (delivery.acknowledged) return attempt;
			await sleeper.sleep(resendAfter(to, attempt - before));
		}
	}

	function push(payload: object | string, options: PushOptions = {}): string {
		if (!target.get()) throw new SimulatorError('There is nowhere to push: set a CDR target first');
		const { signal } = life;
		const started: Push = {
			pushId: randomUUID(),
			callId: callIdOf(payload),
			...(options.bulkId !== undefined && { bulkId: options.bulkId }),
			number: pushes++,
			options,
			encode: (to) => {
				const spelling = { ...to, format: options.format ?? to.format };
				const body = typeof payload === 'string' ? payload : encodeCdr(payload, spelling);
				return { format: spelling.format, body };
			},
		};
		pending.add(started);
		run(started, signal).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
		return started.pushId;
	}

	return {
		target: target.get,
		setTarget: (to) => target.update(() => to),
		publish(record, options) {
			records.add(record);
			if (target.get()) push(record, options);
		},
		push,
		records: records.all,
		deliveries: deliveries.all,
		pending: () => [...pending],
		signal: () => life.signal,
		reset() {
			life.abort();
			life = new AbortController();
			sleeper.reset();
			for (const store of [target, records, deliveries]) store.reset();
			pending.clear();
			pushes = 0;
		},
		async stop() {
			life.abort();
			sleeper.reset();
			await agent.destroy();
		},
	};
}

function atOnce<T>(deliver: () => Promise<T>): Promise<T> {
	return deliver();
}

function repeatAfter({ options, number }: Push, to: CdrTarget | null): number | null {
	if (options.repeatAfterMs !== undefined) return options.repeatAfterMs;
	return to && isRepeated(to, number) ? to.duplicateAfterMs : null;
}

function callIdOf(payload: object | string): string {
	if (typeof payload === 'string' || !('ivruniqueid' in payload)) return '';
	return String(payload.ivruniqueid);
}
