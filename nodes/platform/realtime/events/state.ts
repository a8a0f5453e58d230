/** What the account looks like now, from snapshots and events; and what must have happened in a gap. */
import { present, presentOrNothing } from '../../vocabulary/absent';
import type { CallFacts, RealTimeEvent } from './event';
import { compareExtensions, compareQueues } from './compareLists';
import { emptyMemory, type Memory, partKey } from './memory';

/** The state of one account. */
export interface AccountState {
	/**
	 * @returns the event, with what is known of its call from elsewhere (its queue's name, who called); after it,
	 *   when it is the first snapshot after a gap, what must have happened meanwhile, marked `recovered`
	 */
	apply(event: RealTimeEvent): RealTimeEvent[];
	/**
	 * @param event one that did not come by the connection, and is not to be followed
	 * @returns it with what is known of its call from elsewhere, above all the ID of its queue
	 */
	complete(event: RealTimeEvent): RealTimeEvent;
	/** Parts of calls that are on extensions or in queues now. */
	readonly openParts: number;
}

/** Which snapshots are still to come after a gap. */
interface Awaited {
	ofExtensions: boolean;
	ofQueues: boolean;
}

/** An empty state. Give it every event of one account, connection events too: `connectionLost` begins a gap. */
export function createAccountState(): AccountState {
	const memory = emptyMemory();
	const awaited: Awaited = { ofExtensions: false, ofQueues: false };
	return {
		apply: (event) => applyTo(memory, awaited, event),
		complete: (event) => complete(memory, event),
		get openParts() {
			return memory.onPhones.size + memory.inQueues.size;
		},
	};
}

function applyTo(memory: Memory, awaited: Awaited, event: RealTimeEvent): RealTimeEvent[] {
	switch (event.event) {
		case 'newCall':
		case 'answered':
		case 'hold':
		case 'unhold':
		case 'hangUp':
		case 'queueJoin':
		case 'queueExit':
		case 'queueAbandoned': {
			const known = enrich(memory, event);
			if (isSecondExit(memory, known)) return [];
			follow(memory, known);
			return [known];
		}
		case 'agentStatus':
			rememberStatus(memory, event);
			return [event];
		case 'connectionLost':
			memory.connection += 1;
			memory.ended.clear();
			awaited.ofExtensions = awaited.ofQueues = true;
			return [event];
		case 'extensionsSnapshot': {
			const changes = settle(memory, compareExtensions(memory, event));
			for (const state of event.extensions ?? []) rememberStatus(memory, state);
			const isAfterGap = awaited.ofExtensions;
			awaited.ofExtensions = false;
			return isAfterGap ? [event, ...changes] : [event];
		}
		case 'queuesSnapshot': {
			for (const { queue } of event.queues ?? []) rememberQueue(memory, queue);
			const changes = settle(memory, compareQueues(memory, event));
			const isAfterGap = awaited.ofQueues;
			awaited.ofQueues = false;
			return isAfterGap ? [event, ...changes] : [event];
		}
		default:
			return [event];
	}
}

/**
 * Takes over what a snapshot was found to say. It is news after a gap only: the first snapshot of all tells what was
 * there before us, and a later one what events have said or are about to say.
 */
function settle(memory: Memory, found: RealTimeEvent[]): RealTimeEvent[] {
	return found.map((change) => {
		if (change.event === 'agentStatus') return change;
		const known = enrich(memory, change);
		follow(memory, known);
		return known;
	});
}

function rememberQueue({ queueNames }: Memory, queue: CallFacts['queue']): void {
	if (queue?.id !== undefined && queue.name !== undefined) queueNames.set(queue.id, queue.name);
}

function rememberStatus(
	{ statuses, connection }: Memory,
	{ extension, agentStatus }: Pick<RealTimeEvent, 'extension' | 'agentStatus'>,
): void {
	if (extension?.sip !== undefined && agentStatus) {
		statuses.set(extension.sip, { status: agentStatus, connection });
	}
}

/** Adds what other events of the same call have said: who called, which queue, since when. */
function enrich(memory: Memory, event: RealTimeEvent): RealTimeEvent {
	const { callId } = event;
	if (callId === undefined) return event;
	rememberQueue(memory, event.queue);
	const before = saidBefore(memory, event);
	const queue = namedQueue(memory, event.queue ?? before?.queue);
	const full: RealTimeEvent = { ...before, ...event, ...(queue && { queue }) };
	if (before?.direction && knowsNoBetter(event, before.direction)) full.direction = before.direction;
	// The wait ends once: whoever answers later, after a transfer, was not waited for in the queue.
	const waitedUntil = full.waitSeconds === undefined ? endOfWait(full) : undefined;
	const waitSeconds = waitedUntil === undefined ? undefined : secondsFrom(full.joinedAt, waitedUntil);
	if (waitSeconds !== undefined) full.waitSeconds = waitSeconds;
	memory.calls.set(callId, lasting(full));
	return full;
}

/** The Call Log has the names of queues, and not their IDs. */
function complete({ calls, queueNames }: Memory, event: RealTimeEvent): RealTimeEvent {
	const before = calls.get(event.callId ?? '');
	const name = event.queue?.name ?? before?.queue?.name;
	const id = before?.queue?.name === name ? before?.queue?.id : idOfQueue(queueNames, name);
	const queue = presentOrNothing({ id: event.queue?.id ?? id, name });
	return { ...before, ...event, ...(queue && { queue }) };
}

function idOfQueue(names: Memory['queueNames'], wanted: string | undefined): string | undefined {
	for (const [id, name] of names) if (name === wanted) return id;
	return undefined;
}

/** What earlier events have said of the call. One who joins a queue begins to wait anew. */
function saidBefore({ calls }: Memory, { event, callId = '' }: RealTimeEvent): CallFacts | undefined {
	const before = calls.get(callId);
	if (event !== 'queueJoin' || !before) return before;
	return present({ ...before, joinedAt: undefined, waitSeconds: undefined });
}

/**
 * A queue cannot tell a call that came in from one that a dialer has put there, and not every event of a dialer's call
 * names its campaign.
 */
function knowsNoBetter(event: RealTimeEvent, before: CallFacts['direction']): boolean {
	return isOfQueue(event) || (before === 'dialer' && event.direction !== 'spy');
}

/** Leaving the queue, or an answer, ends the wait; when that was in a gap, its time is not known. */
function endOfWait({ event, at, answeredAt, recovered }: RealTimeEvent): string | undefined {
	if (event === 'answered') return answeredAt ?? (recovered ? undefined : at);
	return (event === 'queueExit' || event === 'queueAbandoned') && !recovered ? at : undefined;
}

function secondsFrom(from: string | undefined, to: string): number | undefined {
	return from === undefined
		? undefined
		: Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1_000));
}

function namedQueue({ queueNames }: Memory, queue: CallFacts['queue']): CallFacts['queue'] {
	if (queue?.id === undefined || queue.name !== undefined) return queue;
	const name = queueNames.get(queue.id);
	return name === undefined ? queue : { id: queue.id, name };
}

function isOfQueue({ event }: RealTimeEvent): boolean {
	return event === 'queueJoin' || event === 'queueExit' || event === 'queueAbandoned';
}

/** A queue may say of one stay that it was answered, and that it is over. */
function isSecondExit({ ended }: Memory, { event, queue, callId = '' }: RealTimeEvent): boolean {
	return event === 'queueExit' && ended.get(partKey(queue?.id ?? '', callId)) === true;
}

/** What stays true of a call whatever happens to it. */
function lasting(facts: CallFacts): CallFacts {
	const { direction, callerNumber, callerName, did, queue, joinedAt, waitSeconds } = facts;
	const { campaignId, customData } = facts;
	const caller = { direction, callerNumber, callerName, did };
	return present({ ...caller, queue, joinedAt, waitSeconds, campaignId, customData });
}

/** Keeps the parts of calls up to date. */
function follow(memory: Memory, event: RealTimeEvent): void {
	const { callId, connection } = { callId: event.callId, connection: memory.connection };
	if (callId === undefined) return;
	const place = (isOfQueue(event) ? event.queue?.id : event.extension?.sip) ?? '';
	const key = partKey(place, callId);
	const parts = isOfQueue(event) ? memory.inQueues : memory.onPhones;
	if (event.event === 'hangUp' || event.event === 'queueExit' || event.event === 'queueAbandoned') {
		parts.delete(key);
		memory.ended.set(key, event.recovered !== true);
		return;
	}
	memory.ended.delete(key);
	const isAnswered = event.isAnswered === true || TALKING.has(event.event);
	const isHeld = event.event === 'hold' || event.callStatus?.toLowerCase() === 'hold';
	parts.set(key, {
		last: { ...event, raw: {} },
		isAnswered,
		isHeld: isHeld && event.event !== 'unhold',
		place,
		connection,
	});
}

/** Only a call that was answered can be told so. */
const TALKING: ReadonlySet<string> = new Set(['answered', 'hold', 'unhold']);
