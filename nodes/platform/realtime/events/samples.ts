/** Events to try a workflow with: the samples of Voicenter's document, as the wire has them (voicenter-api.md §13). */
import { connectionEvent, eventsDropped } from './connection';
import type { WireMessage } from '../messages';
import type { RealTimeEvent, RealTimeEventName } from './event';
import { createEventReader } from './reader';
import { conditionSample } from '../conditions/samples';
import { createAccountState } from './state';
import { createCallSummaries, SUMMARY_TIMES } from './summaries';

type Fields = Readonly<Record<string, unknown>>;

const AGENT = {
	userID: 7654321,
	userName: 'Clark Kent',
	number: 1234567,
	extenUser: 'SIPSIP1',
	summery: { representative: 'Clark Kent' },
	onlineUserID: 7654321,
	representative: 7654321,
	representativeStatus: 1,
	representativeUpdated: 1606763622000,
};

const CALL = {
	callStarted: 1606908123,
	calldurationinterval: 1606908123,
	callAnswered: 0,
	answered: 0,
	callername: 'Test Voicenter',
	callerphone: '0501234567',
	callstatus: 'Ringing',
	customdata: {},
	direction: 'Incoming',
	ivrid: '202012021122010135330b4f77',
	recording: { Filename: '2020120-aws-0501234567-0722776772.mp3', IsMuted: 0 },
	did: '0722776772',
};
const TALK = { ...CALL, callAnswered: 1606908134, answered: 1, callstatus: 'Talking' };

/** Most samples carry everything inside `data`. */
function onExtension(reason: string, servertime: number, currentCall: Fields, more: Fields = {}): Fields {
	const calls = reason === 'HANGUP' ? [] : [currentCall];
	const times = { servertime, servertimeoffset: 120 };
	return { data: { eventName: 'extension', reason, ...more, ...times, calls, ...AGENT, currentCall } };
}

const WAITING = {
	CallerID: '0722776772',
	CallerName: 'Queue Testing',
	IvrUniqueID: '2022102013511002256fea804710c058',
	JoinTimeStamp: 1666263072,
	calldurationinterval: 1666263072,
	ivrid: '2022102013511002256fea804710c058',
	customdata: {},
};

function inQueue(reason: string, servertime: number, calls: Fields[], more?: Fields): Fields {
	return {
		data: { QueueID: 1234567, QueueName: 'Queue1', Calls: calls, ...more },
		eventName: 'queue',
		reason,
		servertime,
		servertimeoffset: 0,
		telephonyservertime: servertime,
		ivruniqueid: WAITING.ivrid,
	};
}

const RINGS = onExtension('NEWCALL', 1606908124, CALL);
const ANSWERED = onExtension('ANSWER', 1606908134, TALK);
const ENDED = onExtension('HANGUP', 1606908139, TALK, {
	cause: 'Normal hangup',
	callerID: CALL.callerphone,
	ivruniqueid: CALL.ivrid,
});

/** What the wire sends for each kind; the document has no sample of those that are missing here, or no content of them. */
const WIRE: Partial<Record<RealTimeEventName, [name: string, payload: Fields]>> = {
	newCall: ['ExtensionEvent', RINGS],
	answered: ['ExtensionEvent', ANSWERED],
	hold: ['ExtensionEvent', onExtension('HOLD', 1606908136, { ...TALK, callstatus: 'Hold' })],
	unhold: ['ExtensionEvent', onExtension('UNHOLD', 1606908138, TALK)],
	hangUp: ['ExtensionEvent', ENDED],
	queueJoin: ['QueueEvent', inQueue('JOIN', 1666263072, [WAITING])],
	queueExit: ['QueueEvent', inQueue('EXIT', 1666263092, [], { AnsweredAgent: 'Clark Kent' })],
	queueAbandoned: ['QueueEvent', inQueue('ABANDONED', 1666263114, [])],
	agentStatus: [
		'ExtensionEvent',
		{
			eventName: 'extension',
			reason: 'userStatusUpdate',
			servertime: 1606917164,
			servertimeoffset: 120,
			data: { calls: [], ...AGENT, representativeStatus: 3, representativeUpdated: 1606917164000 },
		},
	],
	queuesSnapshot: [
		'loginStatus',
		{
			servertime: 1666263072,
			queues: [
				{ Calls: [WAITING], QueueID: 12345678, QueueName: 'Queue1' },
				{ Calls: [], QueueID: 12345679, QueueName: 'Queue2' },
			],
			errorCode: 0,
		},
	],
	extensionsSnapshot: [
		'AllExtensionsStatus',
		{ servertime: 1606908134, extensions: [{ calls: [TALK], ...AGENT, peerStatus: 'OK' }], errorCode: 0 },
	],
	dialersSnapshot: ['AllDialersStatus', { servertime: 1606908134, errorCode: 0 }],
	usersSnapshot: ['AllUsersStatus', { servertime: 1606908134, errorCode: 0 }],
	extensionsUpdated: ['ExtensionsUpdated', {}],
	queuesUpdated: ['QueuesUpdated', {}],
	dialersUpdated: ['DialersUpdated', {}],
	dialerEvent: ['DialerEvent', { campaignID: 12345 }],
	other: ['SomethingNew', { servertime: 1606908134 }],
};

/** What a sample needs to have gone before: who waited, and the call's whole summary. */
const BEFORE: Partial<Record<RealTimeEventName, RealTimeEventName[]>> = {
	queueExit: ['queueJoin'],
	queueAbandoned: ['queueJoin'],
	callFinished: ['newCall', 'answered', 'hold', 'unhold', 'hangUp'],
};

/**
 * @param name any kind of event
 * @returns an event of that kind, as a workflow would get it
 */
export function sampleEvent(name: RealTimeEventName): RealTimeEvent {
	const at = new Date('2020-12-02T09:22:14.000Z');
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
