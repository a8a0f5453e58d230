import fc from 'fast-check';

import { createEventReader, type RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { LOGIN_SUCCESS, message, NOW, sample, SAMPLE_NAMES, type SampleName } from './document';

/** What one sample says, read after the document's loginSuccess, without the copy of the wire. */
function read(name: SampleName): Omit<RealTimeEvent, 'raw'> {
	const reader = createEventReader();
	reader.read(message('loginSuccess', LOGIN_SUCCESS));
	const [event, ...others] = reader.read(sample(name));
	expect(others).toEqual([]);
	const { raw, ...said } = event ?? { event: 'other' as const, at: '', raw: {} };
	expect(raw).toEqual(sample(name).payload);
	return said;
}

const CLARK = {
	extension: { sip: 'SIPSIP1', name: 'Clark Kent' },
	agent: { id: '7654321', name: 'Clark Kent' },
	agentStatus: { id: '1', name: 'Login', since: '2020-11-30T17:13:42.000Z' },
};

describe('the document’s samples', () => {
	const incoming = {
		callId: '202012021122010135330b4f77',
		direction: 'incoming',
		callerNumber: '0501234567',
		callerName: 'Test Voicenter',
		did: '0722776772',
		startedAt: '2020-12-02T09:22:03.000Z',
		isMuted: false,
		recordingFile: '2020120-aws-0501234567-0722776772.mp3',
		...CLARK,
	};

	it('an incoming call rings on an extension', () => {
		expect(read('incomingRings')).toEqual({
			event: 'newCall',
			at: '2020-12-02T09:22:04.000Z',
			reason: 'NEWCALL',
			callStatus: 'Ringing',
			isAnswered: false,
			...incoming,
		});
	});

	it('it is answered', () => {
		expect(read('incomingAnswered')).toEqual({
			event: 'answered',
			at: '2020-12-02T09:22:04.000Z',
			reason: 'ANSWER',
			callStatus: 'Talking',
			isAnswered: true,
			answeredAt: '2020-12-02T09:22:14.000Z',
			ringSeconds: 11,
			...incoming,
		});
	});

	it('it ends: five seconds were talked', () => {
		expect(read('incomingEnded')).toEqual({
			event: 'hangUp',
			at: '2020-12-02T09:22:19.000Z',
			reason: 'HANGUP',
			cause: 'Normal hangup',
			isAnswered: true,
			answeredAt: '2020-12-02T09:22:14.000Z',
			endedAt: '2020-12-02T09:22:19.000Z',
			ringSeconds: 11,
			durationSeconds: 5,
			...incoming,
		});
	});

	const clickToCall = {
		callId: '20201200013quvnhxku5v',
		direction: 'click2call',
		callerNumber: '0501234567',
		callerName: '0501234567',
		target: '0501234567',
		startedAt: '2020-12-02T10:44:40.000Z',
		isMuted: false,
		recordingFile: '2020120-aws-0501234567-0722776772.mp3',
		...CLARK,
	};

	it.each<[SampleName, object]>([
		[
			'clickToCallLeg1Rings',
			{
				event: 'newCall',
				at: '2020-12-02T10:44:40.000Z',
				reason: 'NEWCALL',
				leg: 1,
				callStatus: 'Dialing',
				isAnswered: false,
			},
		],
		[
			'clickToCallLeg1Answered',
			{
				event: 'answered',
				at: '2020-12-02T10:44:42.000Z',
				reason: 'ANSWER',
				leg: 1,
				callStatus: 'Talking',
				isAnswered: true,
				answeredAt: '2020-12-02T10:44:42.000Z',
				ringSeconds: 2,
			},
		],
		[
			'clickToCallLeg2Rings',
			{
				event: 'newCall',
				at: '2020-12-02T10:44:43.000Z',
				reason: 'NEWCALL',
				leg: 2,
				callStatus: 'Talking',
				isAnswered: false,
			},
		],
		[
			'clickToCallLeg2Answered',
			{
				event: 'answered',
				at: '2020-12-02T10:44:50.000Z',
				reason: 'ANSWER',
				leg: 2,
				callStatus: 'Talking',
				isAnswered: true,
				answeredAt: '2020-12-02T10:44:50.000Z',
			},
		],
		[
			'clickToCallEnded',
			{
				event: 'hangUp',
				at: '2020-12-02T10:44:54.000Z',
				reason: 'HANGUP',
				cause: 'Normal hangup',
				leg: 2,
				isAnswered: true,
				answeredAt: '2020-12-02T10:44:50.000Z',
				endedAt: '2020-12-02T10:44:54.000Z',
				durationSeconds: 4,
			},
		],
	])('click to call: %s', (name, said) => {
		expect(read(name)).toEqual({ ...clickToCall, ...said });
	});

	it('an agent goes to lunch: reason and times stand beside data', () => {
		expect(read('statusChange')).toEqual({
			event: 'agentStatus',
			at: '2020-12-02T11:52:44.000Z',
			reason: 'userStatusUpdate',
			extension: CLARK.extension,
			agent: CLARK.agent,
			agentStatus: { id: '3', name: 'Lunch', since: '2020-12-02T11:52:44.000Z' },
		});
	});

	it('a caller joins a queue, on a server whose clock is UTC', () => {
		expect(read('queueJoin')).toEqual({
			event: 'queueJoin',
			at: '2022-10-20T10:51:12.000Z',
			reason: 'JOIN',
			callId: '2022102013511002256fea804710c058',
			direction: 'incoming',
			callerNumber: '0722776772',
			callerName: 'Queue Testing',
			joinedAt: '2022-10-20T10:51:12.000Z',
			queue: { id: '15106', name: 'ניקיטה בדיקה' },
			waitingCalls: 1,
		});
	});

	it('a caller who waited is answered', () => {
		expect(read('queueExit')).toEqual({
			event: 'queueExit',
			at: '2020-08-23T15:08:39.000Z',
			reason: 'EXIT',
			callId: '2020082015645675456434324949c071d',
			direction: 'incoming',
			queue: { id: '1234567', name: 'Queue1' },
			waitingCalls: 0,
		});
	});

	it('a caller who waited gives up', () => {
		expect(read('queueAbandoned')).toEqual({
			event: 'queueAbandoned',
			at: '2020-08-23T15:10:51.000Z',
			reason: 'ABANDONED',
			callId: '2020082015645675456434324949c0712',
			direction: 'incoming',
			queue: { id: '1234567', name: 'Queue1' },
			isAnswered: false,
			isAbandoned: true,
			isMissed: true,
			waitingCalls: 0,
		});
	});

	it('the queues at login: the snapshot has no offset of its own, loginSuccess had', () => {
		expect(read('loginStatus')).toEqual({
			event: 'queuesSnapshot',
			at: '2020-08-20T13:42:07.000Z',
			queues: [
				{
					queue: { id: '12345678', name: 'Queue1' },
					calls: [
						{
							callId: '2020082015645675456434324949c071d',
							direction: 'incoming',
							callerNumber: '0501234567',
							callerName: 'John Doe',
							joinedAt: '2020-08-20T13:41:49.000Z',
						},
					],
				},
				{ queue: { id: '12345679', name: 'Queue2' }, calls: [] },
			],
		});
	});

	it('the extensions at login', () => {
		expect(read('allExtensionsStatus')).toEqual({
			event: 'extensionsSnapshot',
			at: '2020-08-20T14:46:46.000Z',
			extensions: [
				{
					extension: { sip: 'SIPSIP1', name: 'Clark Kent' },
					agent: { id: '12345678', name: 'Clark Kent' },
					agentStatus: { id: '2', name: 'Logout' },
					calls: [],
				},
				{
					extension: { sip: 'SIPSIP2', name: 'Lois Lane' },
					agent: { id: '12345679', name: 'Lois Lane' },
					agentStatus: { id: '1', name: 'Login', since: '2020-08-20T14:35:33.000Z' },
					calls: [],
				},
			],
		});
	});

	it('no sample is left out, and none of them is unknown', () => {
		expect(SAMPLE_NAMES).toHaveLength(14);
		for (const name of SAMPLE_NAMES) expect(read(name).event).not.toBe('other');
	});
});

/** The same event with reason, times and IDs beside `data`, as the SDKs read it. */
function beside(name: SampleName) {
	const { data } = sample(name).payload as { data: Record<string, unknown> };
	const outside = [
		'eventName',
		'reason',
		'cause',
		'callerID',
		'ivruniqueid',
		'servertime',
		'servertimeoffset',
	];
	const pick = (inside: boolean) =>
		Object.fromEntries(Object.entries(data).filter(([key]) => outside.includes(key) !== inside));
	return message('ExtensionEvent', { ...pick(false), data: pick(true) });
}

it.each(SAMPLE_NAMES.filter((name) => /incoming|clickToCall/.test(name)))(
	'both shapes of ExtensionEvent say the same: %s',
	(name) => {
		const [event] = createEventReader().read(beside(name));
		expect({ ...event, raw: undefined }).toEqual({ ...read(name), raw: undefined });
	},
);

it('numbers may come as texts, and yes and no as words', () => {
	const asTexts = JSON.parse(
		JSON.stringify(sample('incomingEnded').payload, (_key, value: unknown) =>
			typeof value === 'number' ? String(value) : value,
		),
	) as unknown;
	const [event] = createEventReader().read(message('ExtensionEvent', asTexts));
	expect({ ...event, raw: undefined }).toEqual({ ...read('incomingEnded'), raw: undefined });
});

it('a call of a dialer is the dialer’s, whatever direction it is given', () => {
	const { payload } = sample('clickToCallLeg2Rings') as { payload: { data: Record<string, unknown> } };
	payload.data['campaignID'] = 4711;
	payload.data['queueID'] = 0;
	const [event] = createEventReader().read(message('ExtensionEvent', payload));
	expect(event).toMatchObject({ event: 'newCall', direction: 'dialer', campaignId: '4711', leg: 2 });
	expect(event).not.toHaveProperty('queue');
});

it('a call from one extension to another is internal', () => {
	const call = { ivrid: '1', direction: 'Outgoing', callerphone: 'SIPSIP2', callstatus: 'Dialing' };
	const [event] = createEventReader().read(
		message('ExtensionEvent', { data: { reason: 'NEWCALL', extenUser: 'SIPSIP1', currentCall: call } }),
	);
	expect(event).toMatchObject({ direction: 'internal', callerNumber: 'SIPSIP2', target: 'SIPSIP2' });
});

it('without currentCall the call is found by its ID', () => {
	const calls = [
		{ ivrid: '1', callerphone: '0500000001' },
		{ ivrid: '2', callerphone: '0500000002' },
	];
	const [event] = createEventReader().read(
		message('ExtensionEvent', { reason: 'HOLD', ivruniqueid: '2', data: { extenUser: 'SIPSIP1', calls } }),
	);
	expect(event).toMatchObject({ event: 'hold', callId: '2', callerNumber: '0500000002' });
});

it.each([
	['AllDialersStatus', 'dialersSnapshot'],
	['AllUsersStatus', 'usersSnapshot'],
	['ExtensionsUpdated', 'extensionsUpdated'],
	['QueuesUpdated', 'queuesUpdated'],
	['DialersUpdated', 'dialersUpdated'],
	['DialerEvent', 'dialerEvent'],
])('%s is %s', (wire, event) => {
	expect(createEventReader().read(message(wire, { servertime: 1597930812, servertimeoffset: 180 }))).toEqual([
		{ event, at: '2020-08-20T10:40:12.000Z', raw: { servertime: 1597930812, servertimeoffset: 180 } },
	]);
});

it('the heading’s spelling AllExtensionStatus is understood too', () => {
	const { payload } = sample('allExtensionsStatus');
	expect(createEventReader().read(message('AllExtensionStatus', payload))[0]?.event).toBe(
		'extensionsSnapshot',
	);
});

it('the connection’s housekeeping is nobody’s event', () => {
	expect(createEventReader().read(message('loginSuccess', LOGIN_SUCCESS))).toEqual([]);
	expect(createEventReader().read(message('keepaliveResponse', { errorCode: 0 }))).toEqual([]);
});

it.each<[string, unknown, object]>([
	['SomethingNew', { a: 1 }, { name: 'SomethingNew', raw: { a: 1 } }],
	['SomethingNew', undefined, { name: 'SomethingNew', raw: {} }],
	['ExtensionEvent', 'no object', { name: 'ExtensionEvent', raw: { payload: 'no object' } }],
	['ExtensionEvent', { data: { reason: 'PARK' } }, { name: 'ExtensionEvent', reason: 'PARK' }],
	['ExtensionEvent', { data: { reason: 'ANSWER', currentCall: {} } }, { reason: 'ANSWER' }],
	['QueueEvent', { reason: 'JOIN', data: { Calls: 'none' } }, { reason: 'JOIN' }],
	['AllExtensionsStatus', { extensions: {} }, { name: 'AllExtensionsStatus' }],
])('%s %j cannot be told in our words: other', (name, payload, said) => {
	expect(createEventReader().read(message(name, payload))).toMatchObject([
		{ event: 'other', at: NOW.toISOString(), ...said },
	]);
});

it('whatever comes, in whatever place, nothing throws, and every event says what and when', () => {
	const names = [
		'ExtensionEvent',
		'QueueEvent',
		'loginStatus',
		'AllExtensionsStatus',
		'DialerEvent',
		'toString',
	];
	const keys = [
		'data',
		'reason',
		'calls',
		'Calls',
		'currentCall',
		'ivrid',
		'extensions',
		'queues',
		'servertime',
	];
	const words = fc.constantFrom('NEWCALL', 'HANGUP', 'JOIN', 'constructor', '__proto__', 1e300, -1, 'x');
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4 },
			words,
			fc.anything(),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 5 }),
		),
	}));
	fc.assert(
		fc.property(fc.constantFrom(...names), tree, (name, payload) => {
			for (const event of createEventReader().read(message(name, payload))) {
				expect(typeof event.event).toBe('string');
				expect(new Date(event.at).toISOString()).toBe(event.at);
			}
		}),
		{ numRuns: 500 },
	);
});
