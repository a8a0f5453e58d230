/** Events to try a workflow with: messages such as live servers send (voicenter-api.md §15), read as those are. */
import { connectionEvent, eventsDropped } from './connection';
import type { WireMessage } from '../messages';
import type { RealTimeEvent, RealTimeEventName } from './event';
import { createEventReader } from './reader';
import { conditionSample } from '../conditions/samples';
import { createAccountState } from './state';
import { createCallSummaries, SUMMARY_TIMES } from './summaries';

type Fields = Readonly<Record<string, unknown>>;

/** 2026-11-30, 14:05 by a clock that is two hours ahead of UTC, counted as if it showed UTC. */
const START = 1_796_047_500;
const OFFSET_MINUTES = 120;

/** @returns the wire's times, so many seconds later */
function times(second: number): Fields {
	return { servertime: START + second, servertimeoffset: OFFSET_MINUTES };
}

const AGENT = {
	userID: 7654321,
	userName: 'Dana Levi',
	number: 1234567,
	extenUser: 'SIPSIP1',
	summery: { representative: 'Dana Levi' },
	onlineUserID: 7654321,
	representative: 7654321,
	representativeStatus: 1,
	representativeUpdated: START * 1_000,
	peerStatus: null,
};

const WAITING = {
	CallerID: '0501234567',
	CallerName: 'Sales',
	IvrUniqueID: '202611301405000101676b8bb84ce726',
	JoinTimeStamp: START,
	calldurationinterval: START,
	ivrid: '202611301405000101676b8bb84ce726',
};

const CALL = {
	callStarted: START + 20,
	calldurationinterval: START + 20,
	callAnswered: 0,
	answered: 0,
	callername: 'Sales',
	callerphone: '0501234567',
	callstatus: 'Ringing',
	customdata: {},
	direction: 'Incoming',
	callType: 'Incoming',
	ivrid: WAITING.ivrid,
	recording: { Filename: `${WAITING.ivrid}-aws-972501234567-0722776772.mp3`, IsMuted: 0 },
	did: '0722776772',
	relatedIvrUniqueIDs: [],
	queueID: 12345678,
	isSpyed: false,
	isInternal: false,
};
const TALK = { ...CALL, callAnswered: START + 31, answered: 1, callstatus: 'Talking' };

function onExtension(reason: string, second: number, currentCall: Fields, more: Fields = {}): Fields {
	const calls = reason === 'HANGUP' ? [] : [currentCall];
	return {
		data: { calls, ...AGENT, currentCall },
		eventName: 'extension',
		reason,
		...times(second),
		telephonyservertime: START + second,
		...more,
	};
}

function inQueue(reason: string, second: number, Calls: Fields[], more?: Fields): Fields {
	return {
		data: { QueueID: 12345678, QueueName: 'Sales', Calls, ...more },
		eventName: 'queue',
		reason,
		...times(second),
		telephonyservertime: START + second,
		ivruniqueid: WAITING.ivrid,
	};
}

const OK = { errorCode: 0, errorDesc: 'OK' };

/** What the wire sends for each kind; of those that are missing here, no content is known. */
const WIRE: Partial<Record<RealTimeEventName, [name: string, payload: Fields]>> = {
	newCall: ['ExtensionEvent', onExtension('NEWCALL', 20, CALL)],
	answered: ['ExtensionEvent', onExtension('ANSWER', 31, TALK)],
	hold: ['ExtensionEvent', onExtension('HOLD', 60, { ...TALK, callstatus: 'Hold' })],
	unhold: ['ExtensionEvent', onExtension('UNHOLD', 72, TALK)],
	hangUp: [
		'ExtensionEvent',
		onExtension('HANGUP', 211, TALK, {
			callerID: CALL.callerphone,
			ivruniqueid: CALL.ivrid,
			dialStatus: '',
			cause: 'Normal hangup',
		}),
	],
	queueJoin: ['QueueEvent', inQueue('JOIN', 0, [WAITING])],
	queueExit: ['QueueEvent', inQueue('EXIT', 31, [], { AnsweredAgent: 'Dana Levi' })],
	queueAbandoned: ['QueueEvent', inQueue('ABANDONED', 42, [])],
	agentStatus: [
		'ExtensionEvent',
		{
			data: {
				calls: [],
				...AGENT,
				representativeStatus: 3,
				representativeUpdated: (START + 300) * 1_000,
			},
			eventName: 'extension',
			reason: 'userStatusUpdate',
			...times(300),
		},
	],
	queuesSnapshot: [
		'loginStatus',
		{
			queues: [
				{ QueueID: 12345678, QueueName: 'Sales', Calls: [WAITING] },
				{ QueueID: 12345679, QueueName: 'Support', Calls: [] },
			],
			...times(5),
			...OK,
		},
	],
	extensionsSnapshot: [
		'AllExtensionsStatus',
		{ extensions: [{ calls: [TALK], ...AGENT }], ...times(40), ...OK },
	],
	dialersSnapshot: [
		'AllDialersStatus',
		{
			dialers: [
				{ campaignID: 12345, name: 'Renewals', typeID: 5, type: 'Automatic', calls: [], statistics: {} },
			],
			...times(0),
			...OK,
		},
	],
	usersSnapshot: [
		'AllUsersStatus',
		{ users: [{ userID: 7654321, userName: 'Dana Levi', accountID: 10001 }], ...times(0), ...OK },
	],
	extensionsUpdated: ['ExtensionsUpdated', {}],
	queuesUpdated: ['QueuesUpdated', {}],
	dialersUpdated: ['DialersUpdated', {}],
	dialerEvent: ['DialerEvent', { campaignID: 12345 }],
	other: ['SomethingNew', times(0)],
};

/** What a sample needs to have gone before: who waited, and the call's whole summary. */
const BEFORE: Partial<Record<RealTimeEventName, RealTimeEventName[]>> = {
	queueExit: ['queueJoin'],
	queueAbandoned: ['queueJoin'],
	newCall: ['queueJoin'],
	answered: ['queueJoin', 'newCall', 'queueExit'],
	hangUp: ['queueJoin', 'newCall', 'queueExit', 'answered'],
	callFinished: ['queueJoin', 'newCall', 'queueExit', 'answered', 'hold', 'unhold', 'hangUp'],
};

/**
 * @param name any kind of event
 * @returns an event of that kind, as a workflow would get it
 */
export function sampleEvent(name: RealTimeEventName): RealTimeEvent {
	const at = new Date('2026-11-30T12:05:00.000Z');
	const lostAt = new Date(at.getTime() - 12_000);
	const heard = (earlier: RealTimeEventName) => wireSample(earlier, at);
	const server = 'https://monitor1.voicenter.co';
	switch (name) {
		case 'connectionConnected':
			return connectionEvent({ state: 'connected', at, server });
		case 'connectionLost':
			return connectionEvent({ state: 'lost', at, lastHeardAt: lostAt, server, reason: 'transport close' });
		case 'connectionRecovered':
			return connectionEvent({ state: 'recovered', at, lostAt, server });
		case 'connectionWaiting':
			return connectionEvent({ state: 'waiting', at, reason: 'Voicenter could not be reached' });
		case 'eventsDropped':
			return eventsDropped({ extensionsSnapshot: 2 }, at);
		case 'queueIsLong':
			return conditionSample({ queueIsLong: { callers: 1, overAt: 0, lastsMs: 0 } }, [heard('queueJoin')]);
		case 'callerWaitsTooLong':
			return conditionSample({ callerWaitsTooLong: { ms: 60_000 } }, [heard('queueJoin')]);
		case 'agentTooLongInStatus':
			return conditionSample({ agentTooLongInStatus: { statuses: '3', ms: 2_700_000 } }, [
				heard('agentStatus'),
			]);
		case 'nobodyIsFree':
			return conditionSample({ nobodyIsFree: { whose: '', lastsMs: 0 } }, [heard('extensionsSnapshot')]);
		case 'callIsTooLong':
			return conditionSample({ callIsTooLong: { ms: 1_800_000 } }, [heard('answered')]);
		default:
			return wireSample(name, at);
	}
}

function wireSample(name: RealTimeEventName, receivedAt: Date): RealTimeEvent {
	const reader = createEventReader();
	const state = createAccountState();
	const summaries = createCallSummaries();
	const happened = [...(BEFORE[name] ?? []), name].flatMap((kind): WireMessage[] => {
		const [wireName, payload] = WIRE[kind] ?? [];
		return wireName === undefined ? [] : [{ name: wireName, payload, receivedAt }];
	});
	const events = happened.flatMap((message) => reader.read(message)).flatMap((event) => state.apply(event));
	const told = events.flatMap((event) => summaries.apply(event, 0));
	const all = [...events, ...told, ...summaries.tick(SUMMARY_TIMES.beforeTalkMs)];
	const sample = all.findLast(({ event }) => event === name);
	return sample ?? { event: name, at: receivedAt.toISOString(), raw: {} };
}
