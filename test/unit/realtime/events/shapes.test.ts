import fc from 'fast-check';

import { createEventReader } from '../../../../nodes/platform/realtime/events';
import { LOGIN_SUCCESS, message, NOW, sample, SAMPLE_NAMES, type SampleName } from './document';

/** What a sample says, without the copy of the wire. */
function read(name: SampleName) {
	return { ...createEventReader().read(sample(name))[0], raw: undefined };
}

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
		expect({ ...event, raw: undefined }).toEqual(read(name));
	},
);

it('numbers may come as texts, and yes and no as words', () => {
	const asTexts = JSON.parse(
		JSON.stringify(sample('incomingEnded').payload, (_key, value: unknown) =>
			typeof value === 'number' ? String(value) : value,
		),
	) as unknown;
	const [event] = createEventReader().read(message('ExtensionEvent', asTexts));
	expect({ ...event, raw: undefined }).toEqual(read('incomingEnded'));
});

it('a call of a dialer is the dialer’s, whatever direction it is given', () => {
	const { payload } = sample('clickToCallLeg2Rings') as { payload: { data: Record<string, unknown> } };
	payload.data['campaignID'] = 4711;
	payload.data['queueID'] = 0;
	const [event] = createEventReader().read(message('ExtensionEvent', payload));
	expect(event).toMatchObject({ event: 'newCall', direction: 'dialer', campaignId: '4711', leg: 2 });
	expect(event).not.toHaveProperty('queue');
});

it('a queue’s word that the caller was answered says that the caller left it', () => {
	const data = { QueueID: 77, QueueName: 'Sales', Calls: [{ ivrid: '1' }, { ivrid: '2' }] };
	const [event] = createEventReader().read(
		message('QueueEvent', { reason: 'ANSWER', ivruniqueid: '1', data }),
	);
	expect(event).toMatchObject({ event: 'queueExit', reason: 'ANSWER', callId: '1', waitingCalls: 1 });
});

describe('the queue that a call came through', () => {
	const rings = (inCall: number, more: object = {}) => {
		const call = { ivrid: '1', direction: 'Incoming', queueID: inCall };
		const data = { reason: 'NEWCALL', extenUser: 'SIPSIP1', currentCall: call, calls: [call], ...more };
		return createEventReader().read(message('ExtensionEvent', { data }))[0];
	};

	it('may be said inside the call, as to a user’s login; the event’s own word comes first', () => {
		expect(rings(77)?.queue).toEqual({ id: '77' });
		expect(rings(77, { queueID: 0 })?.queue).toEqual({ id: '77' });
		expect(rings(77, { queueID: 78 })?.queue).toEqual({ id: '78' });
		expect(rings(0)).not.toHaveProperty('queue');
	});

	it('is in the list of extensions too', () => {
		const extensions = [{ extenUser: 'SIPSIP1', calls: [{ ivrid: '1', queueID: 77 }] }];
		const [snapshot] = createEventReader().read(message('AllExtensionsStatus', { extensions }));
		expect(snapshot?.extensions?.[0]?.calls).toEqual([{ callId: '1', queue: { id: '77' } }]);
	});
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

describe('how long was talked, when the phone hangs up', () => {
	const hangUp = (currentCall?: object) =>
		createEventReader().read(
			message('ExtensionEvent', {
				data: {
					...{ reason: 'HANGUP', ivruniqueid: '1', extenUser: 'SIPSIP1', servertime: 1606908139 },
					...(currentCall && { currentCall: { ivrid: '1', ...currentCall } }),
				},
			}),
		)[0];

	it('is nothing where nobody answered', () => {
		expect(hangUp({ answered: 0, callAnswered: 0 })).toMatchObject({ isAnswered: false, durationSeconds: 0 });
	});

	it.each([
		['nothing is said of the call', undefined],
		['its answer has no time', { answered: 1, callAnswered: 0 }],
		['its answer is later than its end', { answered: 1, callAnswered: 1606908145 }],
	])('is not known where %s', (_why, call) => {
		expect(hangUp(call)).toMatchObject({ event: 'hangUp', callId: '1' });
		expect(hangUp(call)).not.toHaveProperty('durationSeconds');
	});
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
