/** What the account looks like now, from snapshots and events; and what must have happened in a gap. */
import { withAnswer } from './answers';
import { compareExtensions, compareQueues, type Found } from './compareLists';
import type { RealTimeEvent } from './event';
import { complete, enrich, rememberQueue } from './knownCalls';
import { emptyMemory, isOfQueue, type Memory, partKey, placeOf, rememberAgent } from './memory';

/** Which snapshots are still to come after a gap. */
interface Awaited {
	ofExtensions: boolean;
	ofQueues: boolean;
}

/** The state of one account, empty. Give it every event, connection events too: `connectionLost` begins a gap. */
export function createAccountState() {
	const memory = emptyMemory();
	const awaited: Awaited = { ofExtensions: false, ofQueues: false };
	return {
		/**
		 * @returns the event, with what is known of its call from elsewhere (its queue's name, who called), and a phone's
		 *   answer with whatever shows it first. After a snapshot, marked `recovered`: what must have happened in a gap, and
		 *   the end of what is no longer there
		 */
		apply: (event: RealTimeEvent) => [...stepsOf(memory, awaited, event)],
		/**
		 * The same, each when it is asked for: a snapshot may be followed by tens of thousands. The next event may be applied
		 * when all have been.
		 */
		steps: (event: RealTimeEvent) => stepsOf(memory, awaited, event),
		/**
		 * @param event one that did not come by the connection, and is not to be followed
		 * @returns it with what is known of its call from elsewhere, above all the ID of its queue
		 */
		complete: (event: RealTimeEvent) => complete(memory, event),
		/** Parts of calls that are on extensions or in queues now. */
		get openParts(): number {
			return memory.onPhones.size + memory.inQueues.size;
		},
	};
}

function* stepsOf(memory: Memory, awaited: Awaited, event: RealTimeEvent): Generator<RealTimeEvent> {
	switch (event.event) {
		case 'newCall':
		case 'answered':
		case 'hold':
		case 'unhold':
		case 'hangUp':
			rememberAgent(memory, event);
			yield* take(memory, withAnswer(memory, event));
			break;
		case 'queueJoin':
		case 'queueExit':
		case 'queueAbandoned':
			if (!isSecondExit(memory, event)) yield* take(memory, [event]);
			break;
		case 'agentStatus':
			rememberAgent(memory, event);
			rememberStatus(memory, event);
			yield event;
			break;
		case 'usersSnapshot':
			for (const user of event.users ?? []) rememberAgent(memory, { agent: user });
			yield event;
			break;
		case 'connectionLost':
			memory.connection += 1;
			memory.ended.clear();
			awaited.ofExtensions = awaited.ofQueues = true;
			yield event;
			break;
		case 'extensionsSnapshot': {
			const found = compareExtensions(memory, event);
			yield event;
			yield* newsOf(memory, found, awaited.ofExtensions);
			for (const state of event.extensions ?? []) {
				rememberAgent(memory, state);
				rememberStatus(memory, state);
			}
			awaited.ofExtensions = false;
			break;
		}
		case 'queuesSnapshot': {
			for (const { queue } of event.queues ?? []) rememberQueue(memory, queue);
			const found = compareQueues(memory, event);
			yield event;
			yield* newsOf(memory, found, awaited.ofQueues);
			awaited.ofQueues = false;
			break;
		}
		default:
			yield event;
	}
}

const ENDINGS: ReadonlySet<string> = new Set(['hangUp', 'queueExit', 'queueAbandoned']);

/**
 * Of what a snapshot shows, beginnings are news after a gap only: the first snapshot of all shows what was there before
 * us, and a later one what events have said or are about to say. That something is gone is news whenever no event has
 * said so.
 */
function* newsOf(memory: Memory, { ended, news }: Found, isAfterGap: boolean): Generator<RealTimeEvent> {
	for (const changes of [ended, news]) {
		for (const change of take(memory, changes)) if (isAfterGap || ENDINGS.has(change.event)) yield change;
	}
}

/** Completes events, and keeps the parts of calls up to date with them. */
function* take(memory: Memory, events: RealTimeEvent[]): Generator<RealTimeEvent> {
	for (const event of events) {
		if (event.event === 'agentStatus') {
			yield event;
			continue;
		}
		const full = enrich(memory, event);
		follow(memory, full);
		yield full;
	}
}

function rememberStatus(
	{ statuses, connection }: Memory,
	{ extension, agentStatus }: Pick<RealTimeEvent, 'extension' | 'agentStatus'>,
): void {
	if (extension?.sip !== undefined && agentStatus) {
		statuses.set(extension.sip, { status: agentStatus, connection });
	}
}

/** A queue may say of one stay that it was answered, and that it is over. */
function isSecondExit({ ended }: Memory, { event, queue, callId = '' }: RealTimeEvent): boolean {
	return event === 'queueExit' && ended.get(partKey(queue?.id ?? '', callId)) === true;
}

function follow(memory: Memory, event: RealTimeEvent): void {
	if (event.callId === undefined) return;
	const place = placeOf(event);
	const key = partKey(place, event.callId);
	const parts = isOfQueue(event) ? memory.inQueues : memory.onPhones;
	followCall(memory, event, place);
	if (ENDINGS.has(event.event)) {
		parts.delete(key);
		memory.ended.set(key, event.recovered !== true);
		return;
	}
	memory.ended.delete(key);
	const known = parts.get(key);
	const before = known?.last.leg === event.leg ? known : undefined;
	const isTalk = event.event === 'answered' || event.isAnswered === true;
	const isHeld = event.event === 'hold' || event.callStatus?.toLowerCase() === 'hold';
	const answeredAt = before?.answeredAt ?? (isTalk ? event.answeredAt : undefined);
	parts.set(key, {
		last: { ...event, raw: {} },
		hasRung: before?.hasRung ?? (event.event === 'newCall' && !isTalk),
		isAnswered:
			isTalk || before?.isAnswered === true || (HELD.has(event.event) && event.isAnswered !== false),
		...(answeredAt !== undefined && { answeredAt }),
		isHeld: isHeld && event.event !== 'unhold',
		place,
		connection: memory.connection,
		seenAt: event.at,
	});
}

/** Only a call that was answered can be held. */
const HELD: ReadonlySet<string> = new Set(['hold', 'unhold']);

/** Where a call waits, and since when it does no longer. */
function followCall({ calls }: Memory, event: RealTimeEvent, place: string): void {
	const call = calls.get(event.callId ?? '');
	if (!call) return;
	if (event.event === 'queueJoin') {
		call.waitsIn.add(place);
		delete call.leftQueueAt;
	} else if (isOfQueue(event)) {
		call.waitsIn.delete(place);
		if (event.isAnswered === true) call.leftQueueAt = event.at;
	} else if (event.event === 'answered') {
		delete call.leftQueueAt;
	}
}
