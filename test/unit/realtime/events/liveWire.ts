/**
 * Messages as live servers send them (voicenter-api.md §15): reason and times beside `data`, epochs of a clock that is two
 * hours ahead. Times are given in seconds since the tests' morning.
 */
import {
	createAccountState,
	createCallSummaries,
	createEventReader,
	type RealTimeEvent,
	SUMMARY_TIMES,
} from '../../../../nodes/platform/realtime/events';

import type { WireMessage } from '../../../../nodes/platform/realtime/messages';

type Fields = Readonly<Record<string, unknown>>;

/** 2026-03-01, 08:00 UTC, by a clock that shows 10:00. */
const MORNING = 1_772_359_200;
const OFFSET_MINUTES = 120;

/** @returns the wire's time, so many seconds into the morning */
export function epoch(second: number): number {
	return MORNING + second;
}

/** The moment, as events tell it. */
export function utc(second: number): string {
	return new Date((epoch(second) - OFFSET_MINUTES * 60) * 1_000).toISOString();
}

function message(name: string, second: number, payload: Fields): WireMessage {
	const head = { servertime: epoch(second), servertimeoffset: OFFSET_MINUTES };
	return { name, payload: { ...payload, ...head }, receivedAt: new Date(utc(second)) };
}

/** Who sits where. */
const AGENTS = {
	SIPDN001: { userID: 501, name: 'Dana Levi' },
	SIPYS002: { userID: 502, name: 'Yossi Cohen' },
	SIPNA003: { userID: 503, name: 'Nasrin Haddad' },
} as const;

export type Sip = keyof typeof AGENTS;

function extension(sip: Sip, calls: readonly Fields[]): Fields {
	const { userID, name } = AGENTS[sip];
	return {
		calls,
		...{ userID, userName: name, number: userID + 1_000, extenUser: sip, accountID: 77, topAccountID: 77 },
		...{ summery: { representative: name }, onlineUserID: userID, representative: userID },
		...{ representativeStatus: 1, representativeUpdated: epoch(0) * 1_000, peerStatus: null },
		...{ lastCallEventEpoch: 0, lastAnsweredCallEventEpoch: 0, lastHangupCallEpoch: 0 },
	};
}

/** A call as an extension has it, with all that the live wire puts in it. */
export function call(ivrid: string, startedAt: number, more: Fields = {}): Fields {
	return {
		...{
			callStarted: epoch(startedAt),
			calldurationinterval: epoch(startedAt),
			callAnswered: 0,
			answered: 0,
		},
		...{ callername: 'Sales', callerphone: '0501234567', outgoingcallername: '', outgoingcallerphone: '' },
		...{ callstatus: 'Ringing', customdata: {}, direction: 'Incoming', callType: 'Incoming', ivrid },
		recording: { Filename: `${ivrid}-vc1.mp3`, Options: '', ApproximateURL: '', IsMuted: 0 },
		...{ did: '0722776772', relatedIvrUniqueIDs: [], channel: 'SIP/a', channel2: 'SIP/b', ip: '192.0.2.1' },
		...{ queueID: 4004, isSpyed: false, isInternal: false, blcServerID: 0 },
		...more,
	};
}

/** What is left of a call's caller when an agent takes it out of a queue, and that the agent talks. */
export const TAKEN: Fields = { callstatus: 'Talking', callerphone: 'Anonymous', callername: '', did: '' };

/** A call that an agent answers at that second. */
export function talking(answeredAt: number): Fields {
	return { callstatus: 'Talking', answered: 1, callAnswered: epoch(answeredAt) };
}

/** An event of a call on an extension. */
export function onPhone(
	reason: 'NEWCALL' | 'ANSWER' | 'HANGUP' | 'HOLD' | 'UNHOLD',
	second: number,
	sip: Sip,
	currentCall: Fields,
	beside: Fields = {},
): WireMessage {
	const isOver = reason === 'HANGUP';
	return message('ExtensionEvent', second, {
		data: { ...extension(sip, isOver ? [] : [currentCall]), currentCall },
		...{ eventName: 'extension', reason, telephonyservertime: epoch(second) },
		...(isOver && {
			...{ callerID: currentCall['callerphone'], ivruniqueid: currentCall['ivrid'] },
			...{ dialStatus: '', cause: 'Normal hangup' },
		}),
		...beside,
	});
}

/** An event of a queue; `waiting` are those who wait after it. */
export function inQueue(
	reason: 'JOIN' | 'ANSWER' | 'EXIT' | 'ABANDONED',
	second: number,
	ivruniqueid: string,
	more: { waiting?: readonly Fields[]; agent?: string } = {},
): WireMessage {
	const { waiting = reason === 'JOIN' ? [waits(ivruniqueid, second)] : [], agent } = more;
	return message('QueueEvent', second, {
		data: {
			...{ QueueID: 4004, QueueName: 'Sales', Calls: waiting },
			...(agent !== undefined && { AnsweredAgent: agent }),
		},
		...{ eventName: 'queue', reason, telephonyservertime: epoch(second), ivruniqueid },
	});
}

/** A caller in a queue's list. */
export function waits(ivrid: string, since: number, CallerID = '0501234567'): Fields {
	const joined = { JoinTimeStamp: epoch(since), calldurationinterval: epoch(since) };
	return { CallerID, CallerName: 'Sales', IvrUniqueID: ivrid, ...joined, ivrid };
}

/** The list of extensions: whose calls are given are there, all others are idle. */
export function extensionList(
	second: number,
	calls: Partial<Record<Sip, readonly Fields[]>> = {},
): WireMessage {
	const extensions = (Object.keys(AGENTS) as Sip[]).map((sip) => extension(sip, calls[sip] ?? []));
	return message('AllExtensionsStatus', second, { extensions, errorCode: 0, errorDesc: 'OK' });
}

/** The list of queues. */
export function queueList(second: number, ...Calls: Fields[]): WireMessage {
	const queue = {
		QueueID: 4004,
		QueueName: 'Sales',
		UserID: 77,
		DistributorID: 1,
		IsDistributedQueue: false,
	};
	return message('loginStatus', second, { queues: [{ ...queue, Calls }], errorCode: 0, errorDesc: 'OK' });
}

/** The list of users. */
export function userList(second: number, ...users: Fields[]): WireMessage {
	return message('AllUsersStatus', second, { users, errorCode: 0, errorDesc: 'OK' });
}

/**
 * Sends messages by one connection, second after second, and waits until all is settled.
 *
 * @returns all that is told, without what the server sent
 */
export function tell(...messages: WireMessage[]): RealTimeEvent[] {
	const reader = createEventReader();
	const state = createAccountState();
	const summaries = createCallSummaries();
	const told: RealTimeEvent[] = [];
	let now = messages[0]?.receivedAt.getTime() ?? 0;
	const wait = (until: number) => {
		for (; now + 1_000 <= until; now += 1_000) told.push(...summaries.tick(now + 1_000));
		now = until;
	};
	for (const one of messages) {
		wait(one.receivedAt.getTime());
		for (const event of reader.read(one).flatMap((read) => state.apply(read))) {
			told.push(event, ...summaries.apply(event, now));
		}
	}
	wait(now + SUMMARY_TIMES.beforeTalkMs + 1_000);
	return told.map((event) => ({ ...event, raw: {} }));
}

/** What is told of one call, by kind. */
export function ofCall(told: readonly RealTimeEvent[], callId: string) {
	const mine = told.filter((event) => event.callId === callId);
	const only = (name: RealTimeEvent['event']) => mine.filter(({ event }) => event === name);
	return {
		names: mine.map(({ event }) => event),
		answers: only('answered'),
		hangUps: only('hangUp'),
		exits: only('queueExit'),
		finished: only('callFinished'),
		numbers: [...new Set(mine.map(({ callerNumber }) => callerNumber))],
	};
}
