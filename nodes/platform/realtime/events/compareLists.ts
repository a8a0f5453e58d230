/** What no event has told: what is known, against a snapshot. Pure but for marking what was seen. */
import { secondsBetween } from '../../vocabulary/duration';
import { objectsOf } from '../../wire/values';
import { present } from '../../vocabulary/absent';
import type { CallFacts, ExtensionState, QueueState, RealTimeEvent } from './event';
import { type Memory, type Part, partKey } from './memory';

/** What a snapshot says and no event has said, as events marked `recovered`. */
export interface Found {
	/** What is no longer there. */
	ended: RealTimeEvent[];
	/** What began, was answered or held, or has another status. */
	news: RealTimeEvent[];
}

/**
 * Compares a snapshot of extensions with what is known. What an earlier connection told is compared whole; of what this
 * one told only that it is gone, for its events are newer than the snapshot, or the same.
 */
export function compareExtensions(memory: Memory, snapshot: RealTimeEvent): Found {
	const news: RealTimeEvent[] = [];
	const seen = new Set<string>();
	const rawOf = rawBy(snapshot, 'extensions', 'extenUser');
	const lastHangUps = new Map<string, string>();
	for (const state of snapshot.extensions ?? []) {
		const place = state.extension?.sip ?? '';
		const raw = () => rawOf(place);
		if (state.lastHangUpAt !== undefined) lastHangUps.set(place, state.lastHangUpAt);
		for (const call of state.calls) {
			if (call.callId === undefined) continue;
			const key = partKey(place, call.callId);
			seen.add(key);
			if (memory.ended.has(key)) continue;
			const part = memory.onPhones.get(key);
			const names = changesOf(memory, part, call);
			if (part) markSeen(memory, part, snapshot, call);
			news.push(...names.map((name) => fromSnapshot(name, snapshot, state, call, raw())));
		}
		const known = memory.statuses.get(place);
		const isOld = known !== undefined && known.connection < memory.connection;
		if (isOld && state.agentStatus && state.agentStatus.id !== known.status.id) {
			news.push(fromSnapshot('agentStatus', snapshot, state, {}, raw()));
		}
	}
	const gone = goneParts(memory, memory.onPhones, seen, snapshot);
	return { ended: gone.map((part) => hungUp(part, snapshot.at, lastHangUps.get(part.place))), news };
}

/**
 * Compares a snapshot of queues with what is known. Whoever left may have been answered or have given up: that is not
 * known here.
 */
export function compareQueues(memory: Memory, snapshot: RealTimeEvent): Found {
	const news: RealTimeEvent[] = [];
	const seen = new Set<string>();
	const rawOf = rawBy(snapshot, 'queues', 'QueueID');
	for (const state of snapshot.queues ?? []) {
		const place = state.queue?.id ?? '';
		for (const call of state.calls) {
			if (call.callId === undefined) continue;
			const key = partKey(place, call.callId);
			seen.add(key);
			if (memory.ended.has(key)) continue;
			const part = memory.inQueues.get(key);
			if (part) markSeen(memory, part, snapshot, {});
			else news.push(joined(snapshot, state, call, rawOf(place)));
		}
	}
	const gone = goneParts(memory, memory.inQueues, seen, snapshot);
	return { ended: gone.map((part) => leftQueue(part, snapshot.at)), news };
}

/** A snapshot may be some moments older than what it comes after; the wire's times are whole seconds. */
const SNAPSHOT_SLACK_MS = 2_000;

/**
 * What a snapshot lacks has ended, and its event was lost: in a gap, or without one. An empty list, of an account that
 * has something, is none to go by.
 */
function goneParts(
	{ connection }: Memory,
	parts: ReadonlyMap<string, Part>,
	seen: ReadonlySet<string>,
	{ at, extensions, queues }: RealTimeEvent,
): Part[] {
	const isFilled = (extensions ?? queues ?? []).length > 0;
	const before = Date.parse(at) - SNAPSHOT_SLACK_MS;
	const gone: Part[] = [];
	for (const [key, part] of parts) {
		if (seen.has(key)) continue;
		const isOlder = isFilled && Date.parse(part.seenAt) < before;
		if (part.connection < connection || isOlder) gone.push(part);
	}
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

function markSeen(memory: Memory, part: Part, snapshot: RealTimeEvent, call: CallFacts): void {
	if (snapshot.at > part.seenAt) part.seenAt = snapshot.at;
	if (part.connection === memory.connection) return;
	part.connection = memory.connection;
	part.isAnswered ||= call.isAnswered === true;
	if (call.callStatus !== undefined) part.isHeld = call.callStatus.toLowerCase() === 'hold';
}

function fromSnapshot(
	event: CallChange | 'agentStatus',
	snapshot: RealTimeEvent,
	{ extension, agent, agentStatus }: ExtensionState,
	call: CallFacts,
	raw: Record<string, unknown>,
): RealTimeEvent {
	return {
		event,
		at: snapshot.at,
		recovered: true,
		...call,
		...present({ extension, agent, agentStatus }),
		raw,
	};
}

function joined(
	snapshot: RealTimeEvent,
	{ queue }: QueueState,
	call: CallFacts,
	raw: Record<string, unknown>,
): RealTimeEvent {
	return {
		event: 'queueJoin',
		at: snapshot.at,
		recovered: true,
		...call,
		...present({ queue }),
		raw,
	};
}

/** Finds the part of a snapshot that tells something: the whole may be the state of ten thousand extensions. */
function rawBy({ raw }: RealTimeEvent, list: string, key: string) {
	let byId: Map<string, Record<string, unknown>> | undefined;
	return (id: string) => {
		byId ??= new Map(
			objectsOf(raw[list] ?? raw[list.charAt(0).toUpperCase() + list.slice(1)]).map((entry) => [
				String(entry[key]),
				entry,
			]),
		);
		return byId.get(id) ?? {};
	};
}

/** What is only known to have been so before the gap is left out: whether it was answered at last, and its end. */
function hungUp(
	{ last, isAnswered, answeredAt }: Part,
	at: string,
	lastHangUpAt: string | undefined,
): RealTimeEvent {
	const { ringSeconds } = last;
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
