/** Who waits where: *Queue Is Long* and *Caller Waits Too Long*. */
import { present } from '../../vocabulary/absent';
import { BoundedMap } from '../events/bounded';
import type { CallFacts, QueueState, RealTimeEvent } from '../events/event';
import type { Holdings } from './holdings';
import type { ConditionSettings } from './settings';
import { began, LONGEST_MEMORY, SNAPSHOT_SLACK_MS } from './times';

interface Caller {
	facts: CallFacts;
	since: string;
	/** When an event or a list last said so, by the server's clock. */
	seenAt: string;
	connection: number;
}

interface Queue {
	queue: NonNullable<RealTimeEvent['queue']>;
	waiting: Map<string, Caller>;
	/** As the server counts, where it does. */
	count: number;
	/** Which connection has told the count. */
	connection: number;
}

/** Follows the queues of one account. */
export class Queues {
	readonly #queues = new BoundedMap<string, Queue>(LONGEST_MEMORY);
	/** Stays that ended since this connection stands: an older list still shows them. */
	readonly #ended = new BoundedMap<string, true>(LONGEST_MEMORY);
	#connection = 0;

	constructor(
		private readonly settings: ConditionSettings,
		private readonly holdings: Holdings,
	) {}

	/** From now on it is not known who waits. */
	lost(): void {
		this.#connection += 1;
		this.#ended.clear();
	}

	/** @returns what is over */
	join(event: RealTimeEvent, now: number): RealTimeEvent[] {
		const { callId, waitingCalls } = event;
		const queue = this.#queueOf(event.queue);
		if (!queue || callId === undefined) return [];
		this.#ended.delete(stayOf(queue, callId));
		const isNew = !queue.waiting.has(callId);
		this.#enter(queue, event, event.at, now);
		return this.#count(queue, waitingCalls ?? queue.count + (isNew ? 1 : 0), event, now);
	}

	/** @returns what is over */
	leave(event: RealTimeEvent, now: number): RealTimeEvent[] {
		const { callId, waitingCalls, at, recovered } = event;
		const queue = this.#queueOf(event.queue);
		if (!queue || callId === undefined) return [];
		this.#ended.set(stayOf(queue, callId), true);
		const wasThere = queue.waiting.has(callId);
		if (!wasThere && waitingCalls === undefined) return [];
		const over = this.#exit(queue, callId, at, recovered === true);
		return [...over, ...this.#count(queue, waitingCalls ?? queue.count - 1, event, now)];
	}

	/** @returns what is over, as the list of all queues shows */
	list(event: RealTimeEvent, now: number): RealTimeEvent[] {
		const over: RealTimeEvent[] = [];
		const listed = new Set<Queue>();
		for (const state of event.queues ?? []) {
			const queue = this.#queueOf(state.queue);
			if (!queue) continue;
			listed.add(queue);
			over.push(...this.#replace(queue, state, event, now));
		}
		for (const queue of this.#queues.values()) {
			const isGone = listed.size > 0 || queue.connection < this.#connection;
			if (isGone && !listed.has(queue)) over.push(...this.#replace(queue, { calls: [] }, event, now));
		}
		return over;
	}

	#replace(queue: Queue, { calls }: QueueState, event: RealTimeEvent, now: number): RealTimeEvent[] {
		const over: RealTimeEvent[] = [];
		const before = Date.parse(event.at) - SNAPSHOT_SLACK_MS;
		const there = new Set(calls.map(({ callId }) => callId));
		for (const [callId, { connection, seenAt }] of queue.waiting) {
			const isNewer = connection === this.#connection && Date.parse(seenAt) >= before;
			if (!there.has(callId) && !isNewer) over.push(...this.#exit(queue, callId, event.at, true));
		}
		for (const call of calls) {
			if (call.callId === undefined || this.#ended.has(stayOf(queue, call.callId))) continue;
			this.#enter(queue, call, event.at, now);
		}
		return [...over, ...this.#count(queue, queue.waiting.size, event, now)];
	}

	#queueOf(queue: RealTimeEvent['queue']): Queue | undefined {
		const id = queue?.id ?? queue?.name;
		if (id === undefined || !queue) return undefined;
		const known = this.#queues.get(id) ?? { queue, waiting: new Map(), count: 0, connection: -1 };
		known.queue = { ...known.queue, ...queue };
		this.#queues.set(id, known);
		return known;
	}

	#enter(queue: Queue, call: CallFacts, at: string, now: number): void {
		const { callId = '', joinedAt = at } = call;
		const known = queue.waiting.get(callId);
		const caller = known ?? { facts: whoWaits(call), since: joinedAt, seenAt: at, connection: 0 };
		if (at > caller.seenAt) caller.seenAt = at;
		caller.connection = this.#connection;
		queue.waiting.set(callId, caller);
		const { callerWaitsTooLong } = this.settings;
		if (known || !callerWaitsTooLong) return;
		this.holdings.hold(waits(queue, callId), {
			event: 'callerWaitsTooLong',
			since: caller.since,
			begins: began(caller.since, at, now),
			lastsMs: callerWaitsTooLong.ms,
			isKnown: () => caller.connection === this.#connection,
			facts: () => ({ ...caller.facts, queue: queue.queue, waitingCalls: queue.count }),
		});
	}

	#exit(queue: Queue, callId: string, at: string, isUnseen: boolean): RealTimeEvent[] {
		queue.waiting.delete(callId);
		return this.holdings.end(waits(queue, callId), { at, isUnseen });
	}

	#count(queue: Queue, count: number, event: RealTimeEvent, now: number): RealTimeEvent[] {
		const wasKnown = queue.connection === this.#connection;
		queue.count = Math.max(0, count);
		if (event.waitingCalls !== undefined || event.queues !== undefined) queue.connection = this.#connection;
		const { queueIsLong } = this.settings;
		if (!queueIsLong) return [];
		const { callers, overAt, lastsMs } = queueIsLong;
		const key = `queueIsLong ${queue.queue.id ?? queue.queue.name ?? ''}`;
		// What has been told is over when the queue has emptied further than to where it began.
		const isOver = queue.count < callers && (!this.holdings.isTold(key) || queue.count <= overAt);
		if (isOver) {
			// What a list shows and no event has said, ended some time before.
			const isUnseen = !wasKnown || event.queues !== undefined || event.recovered === true;
			return this.holdings.end(key, { at: event.at, isUnseen, facts: { waitingCalls: queue.count } });
		}
		if (queue.count < callers && !this.holdings.has(key)) return [];
		const since = event.queues ? fullSince(queue, callers, event.at) : event.at;
		this.holdings.hold(key, {
			event: 'queueIsLong',
			since,
			begins: began(since, event.at, now),
			lastsMs,
			isKnown: () => queue.connection === this.#connection,
			facts: () => ({ queue: queue.queue, waitingCalls: queue.count }),
		});
		return [];
	}
}

/** Those who wait now have done so since the last of them came: at least since then there were so many. */
function fullSince({ waiting }: Queue, callers: number, at: string): string {
	const joined = [...waiting.values()].map(({ since }) => since).toSorted((a, b) => (a < b ? -1 : 1));
	const since = joined[callers - 1] ?? at;
	return since < at ? since : at;
}

function whoWaits(call: CallFacts): CallFacts {
	const { callId, direction, callerNumber, callerName, isWithheld, did, joinedAt, customData } = call;
	return present({ callId, direction, callerNumber, callerName, isWithheld, did, joinedAt, customData });
}

function stayOf({ queue }: Queue, callId: string): string {
	return `${queue.id ?? queue.name ?? ''} ${callId}`;
}

function waits(queue: Queue, callId: string): string {
	return `callerWaitsTooLong ${stayOf(queue, callId)}`;
}
