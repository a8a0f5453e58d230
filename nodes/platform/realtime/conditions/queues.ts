/** Who waits where: *Queue Is Long* and *Caller Waits Too Long*. */
import { present } from '../../vocabulary/absent';
import { BoundedMap } from '../../vocabulary/bounded';
import type { CallFacts, QueueState, RealTimeEvent } from '../events/event';
import type { Desk } from './desk';
import { type Spell, Spells } from './spells';
import { began, LONGEST_MEMORY, SNAPSHOT_SLACK_MS } from './times';

interface Caller {
	since: string;
	/** When an event or a list last said so, by the server's clock. */
	seenAt: string;
	connection: number;
	spell: Spell;
}

interface Queue {
	/** What {@link Holdings} call its being long. */
	key: string;
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
	/** Those who wait. */
	readonly waits = new Spells();
	#connection = 0;

	/** @param desks those that watch whether queues are long */
	constructor(private readonly desks: ReadonlySet<Desk>) {}

	/** From now on it is not known who waits. */
	lost(): void {
		this.#connection += 1;
		this.#ended.clear();
	}

	join(event: RealTimeEvent, now: number): void {
		const { callId, waitingCalls } = event;
		const queue = this.#queueOf(event.queue);
		if (!queue || callId === undefined) return;
		this.#ended.delete(stayOf(queue, callId));
		const isNew = !queue.waiting.has(callId);
		this.#enter(queue, event, event.at, now);
		this.#count(queue, waitingCalls ?? queue.count + (isNew ? 1 : 0), event, now);
	}

	leave(event: RealTimeEvent, now: number): void {
		const { callId, waitingCalls, at, recovered } = event;
		const queue = this.#queueOf(event.queue);
		if (!queue || callId === undefined) return;
		this.#ended.set(stayOf(queue, callId), true);
		const wasThere = queue.waiting.has(callId);
		if (!wasThere && waitingCalls === undefined) return;
		this.#exit(queue, callId, at, recovered === true);
		this.#count(queue, waitingCalls ?? queue.count - 1, event, now);
	}

	/** The list of all queues. */
	list(event: RealTimeEvent, now: number): void {
		const listed = new Set<Queue>();
		for (const state of event.queues ?? []) {
			const queue = this.#queueOf(state.queue);
			if (!queue) continue;
			listed.add(queue);
			this.#replace(queue, state, event, now);
		}
		for (const queue of this.#queues.values()) {
			const isGone = listed.size > 0 || queue.connection < this.#connection;
			if (isGone && !listed.has(queue)) this.#replace(queue, { calls: [] }, event, now);
		}
	}

	#replace(queue: Queue, { calls }: QueueState, event: RealTimeEvent, now: number): void {
		const before = Date.parse(event.at) - SNAPSHOT_SLACK_MS;
		const there = new Set(calls.map(({ callId }) => callId));
		for (const [callId, { connection, seenAt }] of queue.waiting) {
			const isNewer = connection === this.#connection && Date.parse(seenAt) >= before;
			if (!there.has(callId) && !isNewer) this.#exit(queue, callId, event.at, true);
		}
		for (const call of calls) {
			if (call.callId === undefined || this.#ended.has(stayOf(queue, call.callId))) continue;
			this.#enter(queue, call, event.at, now);
		}
		this.#count(queue, queue.waiting.size, event, now);
	}

	#queueOf(queue: RealTimeEvent['queue']): Queue | undefined {
		const id = queue?.id ?? queue?.name;
		if (id === undefined || !queue) return undefined;
		const known = this.#queues.get(id);
		if (known) {
			if (queue.name !== undefined && queue.name !== known.queue.name)
				known.queue = { ...known.queue, ...queue };
			return known;
		}
		const key = `queueIsLong ${id}`;
		const fresh: Queue = { key, queue: { ...queue }, waiting: new Map(), count: 0, connection: -1 };
		this.#queues.set(id, fresh);
		return fresh;
	}

	#enter(queue: Queue, call: CallFacts, at: string, now: number): void {
		const { callId = '', joinedAt = at } = call;
		const known = queue.waiting.get(callId);
		if (known) {
			if (at > known.seenAt) known.seenAt = at;
			known.connection = this.#connection;
			return;
		}
		const facts = whoWaits(call);
		const caller: Caller = {
			since: joinedAt,
			seenAt: at,
			connection: this.#connection,
			spell: this.waits.begin(waitOf(queue, callId), {
				event: 'callerWaitsTooLong',
				since: joinedAt,
				begins: began(joinedAt, at, now),
				isKnown: () => caller.connection === this.#connection,
				facts: () => ({ ...facts, queue: queue.queue, waitingCalls: queue.count }),
			}),
		};
		queue.waiting.set(callId, caller);
	}

	#exit(queue: Queue, callId: string, at: string, isUnseen: boolean): void {
		const caller = queue.waiting.get(callId);
		queue.waiting.delete(callId);
		this.waits.end(waitOf(queue, callId), caller?.spell, { at, isUnseen });
	}

	#count(queue: Queue, count: number, event: RealTimeEvent, now: number): void {
		const wasKnown = queue.connection === this.#connection;
		queue.count = Math.max(0, count);
		if (event.waitingCalls !== undefined || event.queues !== undefined) queue.connection = this.#connection;
		for (const desk of this.desks) this.#judge(desk, queue, { event, now, wasKnown });
	}

	#judge(
		{ settings: { queueIsLong }, holdings, told }: Desk,
		queue: Queue,
		{ event, now, wasKnown }: { event: RealTimeEvent; now: number; wasKnown: boolean },
	): void {
		if (!queueIsLong) return;
		const { callers, overAt, lastsMs } = queueIsLong;
		const { key, count } = queue;
		if (count < callers) {
			if (!holdings.has(key)) return;
			// What has been told is over when the queue has emptied further than to where it began.
			const isOver = !told.has(key) || count <= overAt;
			// What a list shows and no event has said, ended some time before.
			const isUnseen = !wasKnown || event.queues !== undefined || event.recovered === true;
			if (isOver) {
				holdings.end(key, () => ({ at: event.at, isUnseen, facts: { waitingCalls: count } }));
				return;
			}
		}
		holdings.hold(key, lastsMs, () => {
			const since = event.queues ? fullSince(queue, callers, event.at) : event.at;
			return {
				event: 'queueIsLong',
				since,
				begins: began(since, event.at, now),
				isKnown: () => queue.connection === this.#connection,
				facts: () => ({ queue: queue.queue, waitingCalls: queue.count }),
			};
		});
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

function waitOf(queue: Queue, callId: string): string {
	return `callerWaitsTooLong ${stayOf(queue, callId)}`;
}
