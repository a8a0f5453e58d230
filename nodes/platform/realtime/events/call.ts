/** Calls, extensions and agents inside the events of voicenter-api.md §13 and §15. */
import { STATUS_NAMES } from '../../vocabulary/agentStatuses';
import { isWithheldWord } from '../../vocabulary/sipCodes';
import { secondsBetween } from '../../vocabulary/duration';
import { flagOf, idOf, objectOf, objectsOf, textOf, timeOf } from '../../wire/values';
import { present, presentOrNothing } from '../../vocabulary/absent';
import { withOwnNames } from '../../vocabulary/customData';
import type { AgentStatus, CallFacts, ExtensionState, QueueState } from './event';
import { numberOrSip, partiesOf } from './parties';

/** Writes an epoch of the message that is being read as ISO 8601, UTC. */
export type ReadTime = (epoch: unknown) => string | undefined;

/**
 * A call as an extension has it: `currentCall`, or one of `calls`.
 *
 * @param call the wire's call
 * @param campaignId the dialer's campaign, where the message names one: then the call is the dialer's
 */
export function readCall(call: Record<string, unknown>, readTime: ReadTime, campaignId?: string): CallFacts {
	const parties = partiesOf(call, campaignId !== undefined);
	const startedAt = readTime(call['callStarted']);
	const answeredAt = readTime(call['callAnswered']);
	const leg = legOf(call['c2cdirection']);
	const recording = objectOf(call['recording']);
	const customData = withOwnNames(objectOf(call['customdata']));
	const transferredBy = textOf(call['transferExtensionName']);
	return present({
		callId: textOf(call['ivrid']) ?? textOf(call['ivruniqueid']),
		...parties,
		isWithheld: isWithheldWord(textOf(call['callerphone'])) && !isTaken(call) ? true : undefined,
		leg,
		callStatus: textOf(call['callstatus']),
		isAnswered: isTalk(call, parties.direction, leg) || flagOf(call['answered']),
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
		isTransferred: transferredBy === undefined ? undefined : true,
		transferredBy,
		relatedCallIds: callIdsOf(call['relatedIvrUniqueIDs']),
		originalCallId: textOf(customData?.['OriginalIvrUniqueID']),
		customData,
	});
}

/**
 * Who talks has answered, whatever `answered` says: a call that an agent takes out of a queue stays at 0. Only a leg of a
 * click to call may say Talking before it is answered (voicenter-api.md §15).
 */
function isTalk(call: Record<string, unknown>, direction: CallFacts['direction'], leg: CallFacts['leg']) {
	return hasTalkStatus(call) && leg === undefined && direction !== 'click2call';
}

function hasTalkStatus(call: Record<string, unknown>): boolean {
	const status = textOf(call['callstatus'])?.toLowerCase();
	return status === 'talking' || status === 'hold';
}

/** Of a call that was taken out of a queue, the word stands there for a number that the queue has told. */
function isTaken(call: Record<string, unknown>): boolean {
	return hasTalkStatus(call) && idOf(call['queueID']) !== undefined;
}

function callIdsOf(value: unknown): string[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const callIds = value.map(textOf).filter((callId) => callId !== undefined);
	return callIds.length > 0 ? callIds : undefined;
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
		callerNumber: numberOrSip(call['CallerID']),
		isWithheld: isWithheldWord(textOf(call['CallerID'])) ? true : undefined,
		callerName: textOf(call['CallerName']),
		joinedAt: readTime(call['JoinTimeStamp']),
		did: textOf(call['did']),
		customData: withOwnNames(objectOf(call['customdata'])),
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
