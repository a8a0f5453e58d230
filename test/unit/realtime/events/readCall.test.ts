/** What the wire says inside of a call (voicenter-api.md §15), one way of saying it after the other. */
import { createEventReader } from '../../../../nodes/platform/realtime/events';
import { readCall } from '../../../../nodes/platform/realtime/events/call';
import { at } from './account';
import { message } from './document';

const readTime = (epoch: unknown) => (typeof epoch === 'number' ? at(epoch) : undefined);
const call = (wire: Record<string, unknown>, campaignId?: string) => readCall(wire, readTime, campaignId);

it.each<[string, Record<string, unknown>, true | undefined]>([
	['withheld', { callerphone: 'Anonymous' }, true],
	[
		'withheld, also in a queue, while it rings',
		{ callerphone: 'Anonymous', callstatus: 'Ringing', queueID: 7 },
		true,
	],
	['withheld, also while talking', { callerphone: 'Anonymous', callstatus: 'Talking' }, true],
	[
		'the queue’s to tell, once it is taken',
		{ callerphone: 'Anonymous', callstatus: 'Talking', queueID: 7 },
		undefined,
	],
	[
		'the queue’s to tell, also on hold',
		{ callerphone: 'Anonymous', callstatus: 'HOLD', queueID: 7 },
		undefined,
	],
	['there', { callerphone: '0501234567' }, undefined],
	['not there', {}, undefined],
])('a number that is %s', (_, wire, isWithheld) => expect(call(wire).isWithheld).toBe(isWithheld));

it.each<[string, Record<string, unknown>, object]>([
	['their number', { callerphone: '0501234567', direction: 'Incoming' }, { callerNumber: '0501234567' }],
	[
		'the number of one who was passed on by a number of the public network',
		{ callerphone: 'Dana', originalCallerID: '0507654321', direction: 'Incoming' },
		{ callerNumber: '0507654321', callerName: 'Dana' },
	],
	[
		'not the colleague who passed them on',
		{ callerphone: 'Dana', originalCallerID: '2001', direction: 'Incoming' },
		{ callerNumber: undefined },
	],
	['nobody', { direction: 'Incoming' }, { callerNumber: undefined, target: undefined }],
	['who is called', { callerphone: '0501234567', direction: 'Outgoing' }, { target: '0501234567' }],
	[
		'nobody who is called, of a call that is listened to',
		{ callerphone: '0501234567', direction: 'Spy' },
		{ target: undefined },
	],
	['nobody who is called, where no way is said', { callerphone: '0501234567' }, { target: undefined }],
])('the customer: %s', (_, wire, expected) =>
	expect({ callerNumber: undefined, target: undefined, ...call(wire) }).toMatchObject(expected),
);

it.each<[string, Record<string, unknown>, boolean | undefined]>([
	['talks', { callstatus: 'Talking', answered: 0 }, true],
	['is on hold', { callstatus: 'Hold', answered: 0 }, true],
	['rings', { callstatus: 'Ringing', answered: 0 }, false],
	['rings, and nothing else is said', { callstatus: 'Ringing' }, undefined],
	['is a leg of a click to call', { callstatus: 'Talking', answered: 0, c2cdirection: 1 }, false],
	['is a click to call', { callstatus: 'Talking', answered: 0, direction: 'Click2call' }, false],
])('whether a call is answered that %s', (_, wire, isAnswered) =>
	expect(call(wire).isAnswered).toBe(isAnswered),
);

it.each<[string, Record<string, unknown>, object]>([
	['rang', { callStarted: 1, callAnswered: 5 }, { ringSeconds: 4 }],
	[
		'rang, as a first leg',
		{ callStarted: 1, callAnswered: 5, c2cdirection: '1' },
		{ ringSeconds: 4, leg: 1 },
	],
	[
		'does not say how long it rang',
		{ callStarted: 1, callAnswered: 5, c2cdirection: 2 },
		{ ringSeconds: undefined, leg: 2 },
	],
	['is no leg', { c2cdirection: 3 }, { leg: undefined }],
	['is of others', { relatedIvrUniqueIDs: ['a', null, 7] }, { relatedCallIds: ['a', '7'] }],
	['is of no others', { relatedIvrUniqueIDs: [null] }, { relatedCallIds: undefined }],
	['does not say of which', { relatedIvrUniqueIDs: 'a' }, { relatedCallIds: undefined }],
	['was passed on', { transferExtensionName: 'Dana' }, { isTransferred: true, transferredBy: 'Dana' }],
	['was not', {}, { isTransferred: undefined, transferredBy: undefined }],
])('a call that %s', (_, wire, expected) =>
	expect({
		...{ ringSeconds: undefined, leg: undefined, relatedCallIds: undefined },
		...{ isTransferred: undefined, transferredBy: undefined, ...call(wire) },
	}).toMatchObject(expected),
);

it.each<[string, number | undefined, number]>([
	['when it was', 1606908100, 1606908100],
	['a minute late', 1606908079, 1606908079],
	['by a clock that is off by more', 1606908078, 1606908139],
	['without saying so', undefined, 1606908139],
])('a call ends %s', (_, telephonyservertime, endedAt) => {
	const data = {
		reason: 'HANGUP',
		ivruniqueid: '1',
		extenUser: 'SIPSIP1',
		servertime: 1606908139,
		telephonyservertime,
	};
	const [event] = createEventReader().read(message('ExtensionEvent', { data }));
	expect(event?.endedAt).toBe(new Date(endedAt * 1_000).toISOString());
});
