/** What must have happened in a gap: the state before it, against the first snapshots after it. Pure but for marking what was seen. */
import { secondsBetween } from '../../vocabulary/duration';
import { objectsOf } from '../../wire/values';
import { present } from '../../vocabulary/absent';
import type { CallFacts, ExtensionState, QueueState, RealTimeEvent } from './event';
import { type Memory, type Part, partKey } from './memory';

/**
 * Finds what a snapshot of extensions says that no event has said: calls that began, were answered, were held or
 * ended, agents whose status changed. Only what an earlier connection told is compared: what this one has told is newer
 * than its snapshot, or the same.
 *
 * @returns events marked `recovered`, endings first
 */
export function compareExtensions(memory: Memory, snapshot: RealTimeEvent): RealTimeEvent[] {
	const states = snapshot.extensions ?? [];
	const news: RealTimeEvent[] = [];
	const seen = new Set<string>();
	const lastHangUps = new Map<string, string>();
	for (const state of states) {
		const place = state.extension?.sip ?? '';
		if (state.lastHangUpAt !== undefined) lastHangUps.set(place, state.lastHangUpAt);
		for (const call of state.calls) {
			if (call.callId === undefined) continue;
			const key = partKey(place, call.callId);
			seen.add(key);
			if (memory.ended.has(key)) continue;
			const part = memory.onPhones.get(key);
			const names = changesOf(memory, part, call);
			if (part && part.connection < memory.connection) markSeen(memory, part, call);
			news.push(...names.map((name) => fromSnapshot(name, snapshot, state, call)));
		}
		const known = memory.statuses.get(place);
		const isOld = known !== undefined && known.connection < memory.connection;
		if (isOld && state.agentStatus && state.agentStatus.id !== known.status.id) {
			news.push(fromSnapshot('agentStatus', snapshot, state, {}));
		}
	}
	const gone = goneParts(memory.onPhones, seen, memory.connection);
	return [...gone.map((part) => hungUp(part, snapshot.at, lastHangUps.get(part.place))), ...news];
}

/**
 * Finds what a snapshot of queues says that no event has said: callers who joined or left.
 *
 * @returns events marked `recovered`. Whoever left may have been answered or have given up: that is not known here
 */
export function compareQueues(memory: Memory, snapshot: RealTimeEvent): RealTimeEvent[] {
	const news: RealTimeEvent[] = [];
	const seen = new Set<string>();
	for (const state of snapshot.queues ?? []) {
		const place = state.queue?.id ?? '';
		for (const call of state.calls) {
			if (call.callId === undefined) continue;
			const key = partKey(place, call.callId);
			seen.add(key);
			if (memory.ended.has(key)) continue;
			const part = memory.inQueues.get(key);
			if (part) part.connection = memory.connection;
			else news.push(joined(snapshot, state, call));
		}
	}
	const gone = goneParts(memory.inQueues, seen, memory.connection);
	return [...gone.map((part) => leftQueue(part, snapshot.at)), ...news];
}

function goneParts(parts: ReadonlyMap<string, Part>, seen: ReadonlySet<string>, connection: number): Part[] {
	const gone: Part[] = [];
	for (const [key, part] of parts) if (part.connection < connection && !seen.has(key)) gone.push(part);
	return gone;
}

type CallChange = 'newCall' | 'answered' | 'hold' | 'unhold';

function changesOf({ connection }: Memory, part: Part | undefined, call: CallFacts): CallChange[] {
	if (!part) return call.isAnswered ? ['newCall', 'answered'] : ['newCall'];
	if (part.connection === connection) return [];
	const changes: CallChange[] = [];
	if (call.isAnswered && !part.isAnswered) changes.push('answered');
	const isHeld = call.callStatus === undefined ? part.isHeld : call.callStatus.toLowerCase() === 'hold';
	if (isHeld !== part.isHeld) changes.push(isHeld ? 'hold' : 'unhold');
	return changes;
}

function markSeen(memory: Memory, part: Part, call: CallFacts): void {
	part.connection = memory.connection;
	part.isAnswered ||= call.isAnswered === true;
	if (call.callStatus !== undefined) part.isHeld = call.callStatus.toLowerCase() === 'hold';
}

function fromSnapshot(
	event: CallChange | 'agentStatus',
	snapshot: RealTimeEvent,
	{ extension, agent, agentStatus }: ExtensionState,
	call: CallFacts,
): RealTimeEvent {
	return {
		event,
		at: snapshot.at,
		recovered: true,
		...call,
		...present({ extension, agent, agentStatus }),
		raw: rawOf(snapshot, 'extensions', 'extenUser', extension?.sip),
	};
}

function joined(snapshot: RealTimeEvent, { queue }: QueueState, call: CallFacts): RealTimeEvent {
	return {
		event: 'queueJoin',
		at: snapshot.at,
		recovered: true,
		...call,
		...present({ queue }),
		raw: rawOf(snapshot, 'queues', 'QueueID', queue?.id),
	};
}

/** The part of the snapshot that tells it: the whole may be the state of a thousand extensions. */
function rawOf({ raw }: RealTimeEvent, list: string, key: string, id: string | undefined) {
	const inner = raw[list] ?? raw[list.charAt(0).toUpperCase() + list.slice(1)];
	return objectsOf(inner).find((entry) => String(entry[key]) === id) ?? {};
}

/** What is only known to have been so before the gap is left out: whether it was answered at last, and its end. */
function hungUp({ last, isAnswered }: Part, at: string, lastHangUpAt: string | undefined): RealTimeEvent {
	const { answeredAt, ringSeconds } = last;
	const endedAt = lastHangUpAt !== undefined && lastHangUpAt >= last.at ? lastHangUpAt : undefined;
	return {
		...leftOver(last, at),
		event: 'hangUp',
		...(isAnswered && { isAnswered }),
		...present({
			answeredAt,
			ringSeconds,
			endedAt,
			durationSeconds: secondsBetween(answeredAt, endedAt),
		}),
	};
}

function leftQueue({ last }: Part, at: string): RealTimeEvent {
	return { ...leftOver(last, at), event: 'queueExit' };
}

/** Of the last event of a call, what holds for its end as well. */
function leftOver(last: RealTimeEvent, at: string): RealTimeEvent {
	const { event, callId, direction, leg, callerNumber, callerName, target, did, startedAt } = last;
	const { joinedAt, queue, extension, agent, campaignId, customData } = last;
	const facts = { callId, direction, leg, callerNumber, callerName, target, did, startedAt };
	return {
		event,
		at,
		recovered: true,
		...present({ ...facts, joinedAt, queue, extension, agent, campaignId, customData }),
		// The server has sent nothing of it.
		raw: {},
	};
}
