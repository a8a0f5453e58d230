/** voicenter-api.md §15, line by line: what was recorded of live servers, and what is made of it. */
import { createEventReader } from '../../../../nodes/platform/realtime/events';
import {
	call,
	extensionList,
	inQueue,
	onPhone,
	queueList,
	TAKEN,
	talking,
	tell,
	userList,
	utc,
	waits,
} from './liveWire';

const SIP = 'SIPDN001';
const told = (...messages: Parameters<typeof tell>) => tell(...messages)[0];
const hangUp = (more: object, beside: Readonly<Record<string, unknown>> = {}) =>
	told(onPhone('HANGUP', 20, SIP, call('1', 0, { ...more }), beside));

/** A line of the section, what is told of a message that is like it, and what must be in that. */
type Line = [line: string, event: () => object | undefined, right: object];

const reasonBeside: Line[] = [
	[
		'reason and times stand beside data',
		() => told(onPhone('NEWCALL', 3, SIP, call('1', 0))),
		{ event: 'newCall', reason: 'NEWCALL', at: utc(3) },
	],
	[
		'on all but hang-ups the call’s ID is in currentCall',
		() => told(onPhone('ANSWER', 3, SIP, call('1', 0, talking(3)))),
		{ callId: '1' },
	],
	[
		'telephonyservertime says when it was',
		() => hangUp(talking(5), { telephonyservertime: Number(call('', 12)['callStarted']) }),
		{ at: utc(20), endedAt: utc(12), durationSeconds: 7 },
	],
	[
		'… but not with a clock that is hours away',
		() => hangUp({}, { telephonyservertime: 1_600_000_000 }),
		{ endedAt: utc(20) },
	],
	[
		'callerID of a hang-up may be a word or a name',
		() => hangUp({ callerphone: '' }, { callerID: 'Anonymous' }),
		{ callId: '1', callerNumber: undefined },
	],
	[
		'… or a number',
		() => hangUp({ callerphone: '' }, { callerID: '0501234567' }),
		{ callerNumber: '0501234567' },
	],
];

const lists: Line[] = [
	[
		'queues is lower case',
		() => told(queueList(0, waits('1', -9))),
		{
			event: 'queuesSnapshot',
			queues: [{ queue: { id: '4004', name: 'Sales' }, calls: [{ callId: '1', joinedAt: utc(-9) }] }],
		},
	],
	[
		'so is extensions, with an offset of its own',
		() => told(extensionList(0, { [SIP]: [call('1', -9)] })),
		{
			event: 'extensionsSnapshot',
			at: utc(0),
			extensions: [{ extension: { sip: SIP }, calls: [{ callId: '1' }] }, {}, {}],
		},
	],
	[
		'and users',
		() => told(userList(0, { userID: 501, userName: 'Dana Levi', accountID: 77 })),
		{ event: 'usersSnapshot', users: [{ id: '501', name: 'Dana Levi' }] },
	],
];

const queue: Line[] = [
	[
		'JOIN',
		() => told(inQueue('JOIN', 0, '1')),
		{ event: 'queueJoin', callerNumber: '0501234567', waitingCalls: 1 },
	],
	[
		'ANSWER: an agent took the call',
		() => told(inQueue('ANSWER', 0, '1')),
		{ event: 'queueExit', reason: 'ANSWER', isAnswered: true, agent: undefined, waitingCalls: 0 },
	],
	[
		'EXIT: the same, and who',
		() => told(inQueue('EXIT', 0, '1', { agent: 'Dana Levi' })),
		{ event: 'queueExit', reason: 'EXIT', isAnswered: true, agent: { name: 'Dana Levi' } },
	],
	[
		'ABANDONED',
		() => told(inQueue('ABANDONED', 0, '1')),
		{ event: 'queueAbandoned', isAnswered: false, isAbandoned: true, isMissed: true },
	],
];

const talkingMeansTalking: Line[] = [
	[
		'a call taken out of a queue has no answered and no number',
		() => told(onPhone('NEWCALL', 2, SIP, call('1', 0, TAKEN))),
		{ isAnswered: true, callerNumber: undefined, callerName: undefined, did: undefined },
	],
	[
		'Hold is talking as well',
		() => told(onPhone('HOLD', 9, SIP, call('1', 0, { callstatus: 'Hold' }))),
		{ isAnswered: true },
	],
	[
		'its hang-up is still Talking, from callStarted on',
		() => hangUp(TAKEN),
		{ isAnswered: true, durationSeconds: 20, callStatus: undefined },
	],
	[
		'a leg of a click to call may say Talking before it is answered',
		() =>
			told(
				onPhone(
					'NEWCALL',
					2,
					SIP,
					call('1', 0, { callstatus: 'Talking', direction: 'Click2Call', c2cdirection: 2 }),
				),
			),
		{ event: 'newCall', leg: 2, isAnswered: false },
	],
	[
		'… and its hang-up then says that nobody answered',
		() => hangUp({ callstatus: 'Talking', direction: 'Click2Call', c2cdirection: '2' }),
		{ isAnswered: false, durationSeconds: 0 },
	],
	[
		'a phone that rings has not answered',
		() => hangUp({ callstatus: 'Ringing' }),
		{ isAnswered: false, durationSeconds: 0, ringSeconds: 20 },
	],
];

const causes = [
	...[
		'Normal hangup',
		'Call Rejected',
		'User busy',
		'No user responding',
		'User alerting, no answer',
		'Unknown',
	],
].map((cause): Line => [`cause: ${cause}`, () => hangUp({}, { cause }), { cause, isAnswered: false }]);

const ends: Line[] = [
	...causes,
	['cause: empty is none', () => hangUp({}, { cause: '' }), { cause: undefined }],
	[
		'cause: Answered elsewhere is no answer of this phone',
		() => hangUp(talking(5), { cause: 'Answered elsewhere' }),
		{ cause: 'Answered elsewhere', isAnswered: false, answeredAt: undefined, durationSeconds: 0 },
	],
	[
		'dialStatus: empty is none',
		() => hangUp({}, { dialStatus: '' }),
		{ dialStatus: undefined, isTransferred: undefined },
	],
	[
		'dialStatus: Transfer',
		() => hangUp({}, { dialStatus: 'Transfer', cause: '' }),
		{ dialStatus: 'Transfer', isTransferred: true },
	],
	[
		'dialStatus: Recheck',
		() => hangUp({}, { dialStatus: 'Recheck' }),
		{ dialStatus: 'Recheck', isTransferred: undefined },
	],
];

const fields: Line[] = [
	[
		'relatedIvrUniqueIDs and transferExtensionName',
		() =>
			told(
				onPhone(
					'NEWCALL',
					0,
					SIP,
					call('1', 0, { relatedIvrUniqueIDs: ['8', '9'], transferExtensionName: 'SIPYS002' }),
				),
			),
		{ relatedCallIds: ['8', '9'], transferredBy: 'SIPYS002', isTransferred: true },
	],
	[
		'related calls without a transfer',
		() => told(onPhone('NEWCALL', 0, SIP, call('1', 0, { relatedIvrUniqueIDs: ['8'] }))),
		{ relatedCallIds: ['8'], isTransferred: undefined },
	],
	[
		'customdata.OriginalIvrUniqueID',
		() => told(onPhone('NEWCALL', 0, SIP, call('1', 0, { customdata: { OriginalIvrUniqueID: '8' } }))),
		{ originalCallId: '8' },
	],
	[
		'isInternal, originalCallerID, actualDialedNumber as a number',
		() =>
			told(
				onPhone(
					'NEWCALL',
					0,
					SIP,
					call('1', 0, {
						isInternal: true,
						callerphone: 'Dana Levi',
						callername: '',
						originalCallerID: '136',
						actualDialedNumber: 137,
					}),
				),
			),
		{ direction: 'internal', callerNumber: '136', target: '137', callerName: 'Dana Levi' },
	],
	[
		'outgoingcallerphone of a customer’s call is your own number',
		() =>
			told(
				onPhone(
					'NEWCALL',
					0,
					SIP,
					call('1', 0, {
						direction: 'Outgoing',
						callstatus: 'Dialing',
						outgoingcallerphone: '0722776772',
						actualDialedNumber: '0501234567',
					}),
				),
			),
		{ direction: 'outgoing', callerNumber: '0501234567', target: '0501234567' },
	],
	[
		'originalCallerName, where there is no other',
		() => told(onPhone('NEWCALL', 0, SIP, call('1', 0, { callername: '', originalCallerName: 'Rina' }))),
		{ callerName: 'Rina' },
	],
	[
		'callType, where there is no direction',
		() => told(onPhone('NEWCALL', 0, SIP, call('1', 0, { direction: undefined, callType: 'Outgoing' }))),
		{ direction: 'outgoing' },
	],
	['queueID on the call', () => told(onPhone('NEWCALL', 0, SIP, call('1', 0))), { queue: { id: '4004' } }],
	[
		'c2cdirection as a number',
		() => told(onPhone('NEWCALL', 0, SIP, call('1', 0, { direction: 'Click2Call', c2cdirection: 1 }))),
		{ leg: 1 },
	],
];

it.each([...reasonBeside, ...lists, ...queue, ...talkingMeansTalking, ...ends, ...fields])(
	'%s',
	(_line, event, right) => {
		const said = event();
		for (const [name, value] of Object.entries(right)) {
			if (value === undefined) expect(said).not.toHaveProperty(name);
			else expect(said).toMatchObject({ [name]: value as unknown });
		}
	},
);

it('currentCall null: the call is known by the hang-up’s ID, and what was told of it holds', () => {
	const answered = call('1', 0, talking(5));
	const ended = onPhone('HANGUP', 65, SIP, answered, { callerID: '' });
	const { data, ...beside } = ended.payload as { data: object };
	const events = tell(onPhone('NEWCALL', 0, SIP, call('1', 0)), onPhone('ANSWER', 5, SIP, answered), {
		...ended,
		payload: { ...beside, data: { ...data, currentCall: null } },
	});
	expect(events[2]).toMatchObject({
		...{ event: 'hangUp', callId: '1', callerNumber: '0501234567', startedAt: utc(0) },
		...{ isAnswered: true, answeredAt: utc(5), ringSeconds: 5, durationSeconds: 60, cause: 'Normal hangup' },
	});
});

it('what is not read stays in raw: channels, addresses, isSpyed, isOpensips, accounts', () => {
	const message = onPhone('NEWCALL', 0, SIP, call('1', 0));
	const [event] = createEventReader().read(message);
	expect(event?.raw).toEqual(message.payload);
	for (const name of ['channel', 'ip', 'isSpyed', 'blcServerID', 'accountID']) {
		expect(event).not.toHaveProperty(name);
	}
});

it('keepaliveResponse with times is housekeeping', () => {
	const payload = { errorCode: 0, isOK: true, servertime: 1, servertimeoffset: 120 };
	expect(createEventReader().read({ name: 'keepaliveResponse', payload, receivedAt: new Date() })).toEqual(
		[],
	);
});
