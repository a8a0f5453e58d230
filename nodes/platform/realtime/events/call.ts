/** Calls, extensions and agents inside the events of voicenter-api.md §13. */
import { secondsBetween } from '../../vocabulary/duration';
import { filledObjectOf, flagOf, idOf, objectOf, objectsOf, textOf, timeOf } from '../../wire/values';
import { present, presentOrNothing } from '../../vocabulary/absent';
import { isSipCode } from '../../vocabulary/sipCodes';
import type { AgentStatus, CallFacts, ExtensionState, QueueState } from './event';

/** Writes an epoch of the message that is being read as ISO 8601, UTC. */
export type ReadTime = (epoch: unknown) => string | undefined;

/** The standard names; an account may have changed its own (voicenter-api.md §8). */
const STATUS_NAMES = new Map([
	['1', 'Login'],
	['2', 'Logout'],
	['3', 'Lunch'],
	['5', 'Administrative'],
	['7', 'Private'],
	['9', 'Other'],
	['11', 'Training'],
	['12', 'Team meeting'],
	['13', 'Brief'],
]);

const DIRECTIONS = ['incoming', 'outgoing', 'internal', 'click2call', 'spy'] as const;

/**
 * A call as an extension has it: `currentCall`, or one of `calls`.
 *
 * @param call the wire's call
 * @param campaignId the dialer's campaign, where the message names one: then the call is the dialer's
 */
export function readCall(call: Record<string, unknown>, readTime: ReadTime, campaignId?: string): CallFacts {
	const phone = textOf(call['callerphone']);
	const direction = campaignId === undefined ? directionOf(call['direction'], phone) : 'dialer';
	const goesOut = direction !== undefined && direction !== 'incoming' && direction !== 'spy';
	const startedAt = readTime(call['callStarted']);
	const answeredAt = readTime(call['callAnswered']);
	const leg = legOf(call['c2cdirection']);
	const recording = objectOf(call['recording']);
	return present({
		callId: textOf(call['ivrid']) ?? textOf(call['ivruniqueid']),
		direction,
		leg,
		callStatus: textOf(call['callstatus']),
		isAnswered: flagOf(call['answered']),
		callerNumber: phone,
		callerName: textOf(call['callername']),
		target: goesOut ? phone : undefined,
		did: textOf(call['did']),
		startedAt,
		answeredAt,
		// A second leg begins when the first was answered, and says only when that one began.
		ringSeconds: leg === 2 ? undefined : secondsBetween(startedAt, answeredAt),
		// The only word on the queue for a user's login, which gets no events of queues.
		queue: queueOf(call['queueID']),
		isMuted: flagOf(recording?.['IsMuted']),
		recordingFile: textOf(recording?.['Filename']),
		campaignId,
		customData: filledObjectOf(call['customdata']),
	});
}

function directionOf(value: unknown, phone: string | undefined): CallFacts['direction'] {
	const word = textOf(value)?.toLowerCase();
	const direction = DIRECTIONS.find((known) => known === word);
	return direction === 'outgoing' && phone !== undefined && isSipCode(phone) ? 'internal' : direction;
}

function legOf(value: unknown): 1 | 2 | undefined {
	const leg = textOf(value);
	if (leg === '1') return 1;
	return leg === '2' ? 2 : undefined;
}

/** A caller in a queue. Whoever waits has called in. */
export function readWaitingCall(call: Record<string, unknown>, readTime: ReadTime): CallFacts {
	return present({
		callId: textOf(call['ivrid']) ?? textOf(call['IvrUniqueID']) ?? textOf(call['ivruniqueid']),
		direction: 'incoming' as const,
		callerNumber: textOf(call['CallerID']),
		callerName: textOf(call['CallerName']),
		joinedAt: readTime(call['JoinTimeStamp']),
		did: textOf(call['did']),
		customData: filledObjectOf(call['customdata']),
	});
}

/** Which extension a message is about, who works on it, and what that agent is doing. */
export function readExtension(wire: Record<string, unknown>, readTime: ReadTime) {
	return present({
		extension: presentOrNothing({ sip: textOf(wire['extenUser']), name: textOf(wire['userName']) }),
		agent: agentOf(wire),
		agentStatus: agentStatusOf(wire, readTime),
	});
}

/** `representative` is the agent's number in the samples, and the name in the document's table. */
function agentOf(wire: Record<string, unknown>): CallFacts['agent'] {
	const representative = idOf(wire['representative']);
	const isNumber = representative !== undefined && /^\d+$/.test(representative);
	return presentOrNothing({
		id: idOf(wire['onlineUserID']) ?? (isNumber ? representative : undefined),
		name: (isNumber ? undefined : representative) ?? textOf(objectOf(wire['summery'])?.['representative']),
	});
}

function agentStatusOf(wire: Record<string, unknown>, readTime: ReadTime): AgentStatus | undefined {
	const id = idOf(wire['representativeStatus']) ?? idOf(wire['onlineUserStatus']);
	if (id === undefined) return undefined;
	return present({ id, name: STATUS_NAMES.get(id), since: readTime(wire['representativeUpdated']) });
}

/** An extension of a snapshot, with the calls on it. */
export function readExtensionState(wire: Record<string, unknown>, readTime: ReadTime): ExtensionState {
	return {
		...readExtension(wire, readTime),
		...present({ lastHangUpAt: readTime(wire['lastHangupCallEpoch']) }),
		calls: objectsOf(wire['calls']).map((call) => readCall(call, readTime)),
	};
}

/** A queue of a snapshot, with those who wait in it. */
export function readQueueState(wire: Record<string, unknown>, readTime: ReadTime): QueueState {
	return {
		...present({ queue: queueOf(wire['QueueID'], wire['QueueName']) }),
		calls: objectsOf(wire['Calls']).map((call) => readWaitingCall(call, readTime)),
	};
}

/** A queue by its ID and name; 0 is none. */
export function queueOf(id: unknown, name?: unknown): CallFacts['queue'] {
	return presentOrNothing({ id: idOf(id), name: textOf(name) });
}

/** Reads the times of a server whose clock is so many minutes ahead of UTC. */
export function readTimeBy(offsetMinutes: number): ReadTime {
	return (epoch) => timeOf(epoch, offsetMinutes);
}
