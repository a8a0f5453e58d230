/** Reads the events of the real-time connection (voicenter-api.md §13, §15). */
import { idOf, numberOf, objectOf, objectsOf, textOf } from '../../wire/values';
import { present } from '../../vocabulary/absent';
import type { WireMessage } from '../messages';
import type { CallFacts, RealTimeEvent, RealTimeEventName, SnapshotEventName } from './event';
import {
	readTimeBy,
	queueOf,
	readCall,
	readExtension,
	readExtensionState,
	readQueueState,
	readWaitingCall,
} from './call';
import { ending } from './hangUp';
import { numberOrSip } from './parties';
import { field, type Reading } from './reading';

const EXTENSION_REASONS = new Map<string, RealTimeEventName>([
	['NEWCALL', 'newCall'],
	['ANSWER', 'answered'],
	['HANGUP', 'hangUp'],
	['HOLD', 'hold'],
	['UNHOLD', 'unhold'],
	['USERSTATUSUPDATE', 'agentStatus'],
]);

const QUEUE_REASONS = new Map<string, RealTimeEventName>([
	['JOIN', 'queueJoin'],
	['EXIT', 'queueExit'],
	['ANSWER', 'queueExit'],
	['ABANDONED', 'queueAbandoned'],
]);

const LISTS = new Map<string, SnapshotEventName>([
	['alldialersstatus', 'dialersSnapshot'],
	['allusersstatus', 'usersSnapshot'],
	['extensionsupdated', 'extensionsUpdated'],
	['queuesupdated', 'queuesUpdated'],
	['dialersupdated', 'dialersUpdated'],
]);

/** What a client needs to stay connected, and a workflow does not. */
const HOUSEKEEPING = new Set(['loginsuccess', 'keepaliveresponse']);

/**
 * Reads what one live connection hands on, in the order in which it does. It remembers by how much the server's clock
 * is ahead of UTC, because snapshots do not say so themselves.
 */
export function createEventReader() {
	let offsetMinutes = 0;
	return {
		/**
		 * @returns the event in our words; `other` for one that is not known or makes no sense; none for the
		 *   connection's own housekeeping. Never throws
		 */
		read(message: WireMessage): RealTimeEvent[] {
			const { name, payload, receivedAt } = message;
			const raw = objectOf(payload) ?? (payload === undefined || payload === null ? {} : { payload });
			const inner = objectOf(raw['data']) ?? raw;
			offsetMinutes =
				numberOf(raw['servertimeoffset']) ?? numberOf(inner['servertimeoffset']) ?? offsetMinutes;
			const readTime = readTimeBy(offsetMinutes);
			const at = readTime(raw['servertime']) ?? readTime(inner['servertime']) ?? receivedAt.toISOString();
			return readMessage(name.toLowerCase(), { message, raw, inner, readTime, at });
		},
	};
}

function readMessage(name: string, reading: Reading): RealTimeEvent[] {
	switch (name) {
		case 'extensionevent':
			return [readExtensionEvent(reading)];
		case 'queueevent':
			return [readQueueEvent(reading)];
		case 'allextensionsstatus':
		case 'allextensionstatus':
			return [extensionsSnapshot(reading)];
		case 'loginstatus':
			return [queuesSnapshot(reading)];
		case 'dialerevent':
			return [readDialerEvent(reading)];
	}
	if (HOUSEKEEPING.has(name)) return [];
	const list = LISTS.get(name);
	if (!list) return [other(reading)];
	const users = list === 'usersSnapshot' ? readUsers(field(reading, 'users')) : undefined;
	return [{ event: list, at: reading.at, ...present({ users }), raw: reading.raw }];
}

function readUsers(list: unknown): RealTimeEvent['users'] {
	if (!Array.isArray(list)) return undefined;
	return objectsOf(list).map((user) => present({ id: idOf(user['userID']), name: textOf(user['userName']) }));
}

function reasonOf(reading: Reading): string | undefined {
	return textOf(field(reading, 'reason'));
}

function other(reading: Reading): RealTimeEvent {
	const { at, raw, message } = reading;
	return present({ event: 'other' as const, at, name: message.name, reason: reasonOf(reading), raw });
}

function readExtensionEvent(reading: Reading): RealTimeEvent {
	const { raw, inner, readTime, at } = reading;
	const reason = reasonOf(reading);
	const event = EXTENSION_REASONS.get(reason?.toUpperCase() ?? '');
	const extension = readExtension(inner, readTime);
	if (event === 'agentStatus') return { event, at, ...present({ reason }), ...extension, raw };
	const campaignId = idOf(field(reading, 'campaignID'));
	const call = currentCall(reading, campaignId);
	const callId = call.callId ?? textOf(field(reading, 'ivruniqueid')) ?? textOf(field(reading, 'ivrid'));
	// A call's event that names no call is of no use as one.
	if (event === undefined || callId === undefined) return { ...other(reading), ...extension, ...call };
	const facts = present({
		...call,
		callId,
		callerNumber: call.callerNumber ?? numberOrSip(field(reading, 'callerID')),
		queue: queueOf(field(reading, 'queueID')) ?? call.queue,
		campaignId,
		reason,
		...(event === 'hangUp' && ending(reading, call)),
	});
	return { event, at, ...facts, ...extension, raw };
}

/** The call that the event is about; where it is not marked as such, the one that carries the event's ID. */
function currentCall(reading: Reading, campaignId: string | undefined): CallFacts {
	const { inner, readTime } = reading;
	const marked = objectOf(field(reading, 'currentCall'));
	if (marked) return readCall(marked, readTime, campaignId);
	const calls = objectsOf(inner['calls']);
	const callId = textOf(field(reading, 'ivruniqueid')) ?? textOf(field(reading, 'ivrid'));
	const call =
		callId === undefined && calls.length === 1
			? calls[0]
			: calls.find(({ ivrid }) => callId !== undefined && textOf(ivrid) === callId);
	return call ? readCall(call, readTime, campaignId) : {};
}

function readQueueEvent(reading: Reading): RealTimeEvent {
	const { raw, inner, readTime, at } = reading;
	const reason = reasonOf(reading);
	const event = QUEUE_REASONS.get(reason?.toUpperCase() ?? '');
	const queue = queueOf(inner['QueueID'], inner['QueueName']);
	const named = textOf(field(reading, 'ivruniqueid')) ?? textOf(field(reading, 'ivrid'));
	const waiting = objectsOf(inner['Calls']).map((call) => readWaitingCall(call, readTime));
	const call =
		waiting.find(({ callId }) => callId === named) ?? (named === undefined ? waiting[0] : undefined);
	const callId = named ?? call?.callId;
	if (event === undefined || callId === undefined) return { ...other(reading), ...present({ queue }) };
	const agentName = textOf(inner['AnsweredAgent']);
	// Whoever is just leaving may be in the list still.
	const stillWaiting = event === 'queueJoin' ? waiting : waiting.filter((one) => one.callId !== callId);
	return {
		event,
		at,
		direction: 'incoming',
		...call,
		...(event === 'queueJoin' && call?.joinedAt === undefined && { joinedAt: at }),
		...present({ reason, callId, queue }),
		// ANSWER and EXIT both say that an agent took the call, and EXIT who: one without a name may be a caller who left.
		...(event === 'queueExit' && (agentName !== undefined || !isExit(reason)) && { isAnswered: true }),
		...(agentName !== undefined && { agent: { name: agentName } }),
		...(event === 'queueAbandoned' && { isAnswered: false, isAbandoned: true, isMissed: true }),
		...(Array.isArray(inner['Calls']) && { waitingCalls: stillWaiting.length }),
		raw,
	};
}

function isExit(reason: string | undefined): boolean {
	return reason?.toUpperCase() === 'EXIT';
}

function readDialerEvent(reading: Reading): RealTimeEvent {
	const { raw, at } = reading;
	return present({
		event: 'dialerEvent' as const,
		at,
		reason: reasonOf(reading),
		callId: textOf(field(reading, 'ivruniqueid')) ?? textOf(field(reading, 'ivrid')),
		campaignId: idOf(field(reading, 'campaignID')) ?? idOf(field(reading, 'CampaignID')),
		raw,
	});
}

function extensionsSnapshot(reading: Reading): RealTimeEvent {
	const { raw, at, readTime } = reading;
	const list = field(reading, 'extensions') ?? field(reading, 'Extensions');
	if (!Array.isArray(list)) return other(reading);
	const extensions = objectsOf(list).map((extension) => readExtensionState(extension, readTime));
	return { event: 'extensionsSnapshot', at, extensions, raw };
}

function queuesSnapshot(reading: Reading): RealTimeEvent {
	const { raw, at, readTime } = reading;
	const list = field(reading, 'queues') ?? field(reading, 'Queues');
	if (!Array.isArray(list)) return other(reading);
	return {
		event: 'queuesSnapshot',
		at,
		queues: objectsOf(list).map((queue) => readQueueState(queue, readTime)),
		raw,
	};
}
