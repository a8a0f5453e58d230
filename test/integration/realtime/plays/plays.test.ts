/** What the simulator's calls are told as, held against what each play knows of its own call (voicenter-api.md §15). */
import type { RealTimePlayOptions } from '../../../simulator/control/realtime';
import { useSimulator } from '../../../useSimulator';
import { faultsOf, type Known, playAll, playThrough, type Told } from './told';

const simulator = useSimulator({ realTime: ['2.5.1'] });

const NUMBER = '0501234567';
const incoming = { callerNumber: NUMBER, direction: 'incoming' };
const outgoing = { callerNumber: NUMBER, direction: 'outgoing' };
const talked = { ...incoming, isAnswered: true };
const unanswered = { isAnswered: false, talkSeconds: 0 };
const given = { ...incoming, ...unanswered, isAbandoned: true, isMissed: true };

const taken = { kind: 'queueCall', outcome: 'taken', phones: 0, waitSeconds: 40, talkSeconds: 90 } as const;
const rings = { kind: 'queueCall', phones: 2, waitSeconds: 10, ringSeconds: 4, talkSeconds: 60 } as const;

const RECORDED: [string, RealTimePlayOptions, Known][] = [
	['a phone of two answers', rings, { ...talked, talkSeconds: 60 }],
	['an agent takes it out of the queue', taken, { ...talked, talkSeconds: 90 }],
	[
		'the phone says so 10 s after the queue',
		{ ...taken, takenAfterSeconds: 10 },
		{ ...talked, talkSeconds: 100 },
	],
	['the phone begins with ANSWER', { ...taken, takenAs: 'ANSWER' }, { ...talked, talkSeconds: 90 }],
	['it is taken, and held', { ...taken, talk: ['hold', 'unhold'] }, { ...talked, talkSeconds: 90 }],
	[
		'phones ring in vain, and then an agent takes it',
		{ ...taken, phones: 1, ringsInVain: 3, vainCause: 'Call Rejected', ringSeconds: 5 },
		{ ...talked, talkSeconds: 90 },
	],
	['phones ring in vain twenty times', { ...rings, ringsInVain: 20 }, { ...talked, talkSeconds: 60 }],
	[
		'nobody responds, again and again, and one does',
		{ ...rings, ringsInVain: 5, vainCause: 'No user responding' },
		{ ...talked, talkSeconds: 60 },
	],
	['the last hang-up names no call', { ...rings, withoutCall: true }, { ...talked, talkSeconds: 60 }],
	['the last hang-up is unclear', { ...rings, cause: 'Unknown' }, { ...talked, talkSeconds: 60 }],
	[
		'the last hang-up asks for a recheck',
		{ ...rings, dialStatus: 'Recheck' },
		{ ...talked, talkSeconds: 60 },
	],
	['the caller gives up before any phone rings', { ...rings, outcome: 'abandoned', phones: 0 }, given],
	['the caller gives up after phones rang', { ...rings, outcome: 'abandoned', ringsInVain: 4 }, given],
	['the queue gives the caller up', { ...rings, outcome: 'timeout' }, given],
	[
		'a phone without a queue answers',
		{ kind: 'incomingCall', phones: 2, talkSeconds: 30 },
		{ ...talked, talkSeconds: 30 },
	],
	[
		'a phone without a queue does not answer',
		{ kind: 'incomingCall', outcome: 'missed', cause: 'User alerting, no answer' },
		{ ...incoming, ...unanswered, isMissed: true },
	],
	[
		'an agent calls out',
		{ kind: 'outgoingCall', talkSeconds: 25 },
		{ ...outgoing, isAnswered: true, talkSeconds: 25 },
	],
	['an agent calls out, busy', { kind: 'outgoingCall', outcome: 'busy' }, { ...outgoing, ...unanswered }],
	[
		'an agent calls out, no answer',
		{ kind: 'outgoingCall', outcome: 'noAnswer' },
		{ ...outgoing, ...unanswered },
	],
];

const COLLEAGUES: [string, RealTimePlayOptions, Known][] = (['name', 'number'] as const).flatMap(
	(shows): [string, RealTimePlayOptions, Known][] => [
		[
			`colleagues talk; the phone shows the ${shows}`,
			{ kind: 'internalCall', shows, talkSeconds: 20, dialledAsNumber: true },
			{ isAnswered: true, talkSeconds: 20, callerNumber: '11', direction: 'internal' },
		],
		[
			`a colleague is busy; the phone shows the ${shows}`,
			{ kind: 'internalCall', shows, outcome: 'busy' },
			{ ...unanswered, callerNumber: '11', direction: 'internal' },
		],
	],
);

// What the document's samples can say: no queue's word of who answered, and nothing of colleagues.
const DOCUMENTED = RECORDED.filter(
	([, { kind, ...options }]) =>
		kind !== 'queueCall' || !('outcome' in options && options.outcome === 'taken'),
);

describe.each([
	['recorded', [...RECORDED, ...COLLEAGUES]],
	['document', DOCUMENTED],
] as const)('on the wire of the %s', (wire, table) => {
	let told: readonly Told[];
	beforeAll(async () => {
		simulator.control.setRealTimeRules({ wire });
		told = await playAll(
			simulator,
			table.map(([, options]) => options),
		);
	});

	test.each(table.map(([name, , known], index) => ({ name, known, index })))('$name', ({ known, index }) => {
		const { callId = '', listened = [], replayed = [] } = told[index] ?? {};
		expect(faultsOf(listened, callId, known)).toEqual([]);
		expect(faultsOf(replayed, callId, known)).toEqual([]);
	});
});

test('a click-to-call is answered once on each leg, and talks as long as its second', async () => {
	const { callId, replayed } = await playThrough(simulator, {
		kind: 'clickToCall',
		phoneRingSeconds: 5,
		ringSeconds: 8,
		talkSeconds: 40,
	});
	const mine = replayed.filter((event) => event.callId === callId);
	expect(mine.filter(({ event }) => event === 'answered').map(({ leg }) => leg)).toEqual([1, 2]);
	expect(mine.filter(({ event }) => event === 'callFinished')).toMatchObject([
		{ isAnswered: true, durationSeconds: 40, direction: 'click2call', callerNumber: NUMBER },
	]);
});

test('a click-to-call that the customer does not take is not answered, although the phone talked', async () => {
	const { replayed } = await playThrough(simulator, { kind: 'clickToCall', outcome: 'targetNoAnswer' });
	expect(replayed.find(({ event }) => event === 'callFinished')).toMatchObject({ isAnswered: false });
});

test.each(['recorded', 'document'] as const)(
	'a caller who leaves the queue by a key is not told as answered: the wire of the %s',
	async (wire) => {
		simulator.control.setRealTimeRules({ wire });
		const { listened, replayed } = await playThrough(simulator, { ...rings, outcome: 'exit' });
		for (const told of [listened, replayed]) {
			expect(told.filter(({ isAnswered }) => isAnswered === true)).toEqual([]);
			expect(told.filter(({ event }) => event === 'answered')).toEqual([]);
		}
	},
);

test('the queue names who answered', async () => {
	const { callId, replayed } = await playThrough(simulator, {
		kind: 'queueCall',
		phones: 2,
		answeredBy: 'SIPSIP2',
	});
	expect(replayed.find(({ event }) => event === 'callFinished')).toMatchObject({
		callId,
		agent: { name: 'Walter Melon' },
		extension: { sip: 'SIPSIP2' },
	});
});

test('colleagues are told with numbers where numbers belong, and names in callerName', async () => {
	const { callId, replayed } = await playThrough(simulator, { kind: 'internalCall', dialledAsNumber: true });
	const rang = replayed.filter((event) => event.callId === callId && event.event === 'newCall');
	expect(rang).toMatchObject([
		{ extension: { sip: 'SIPSIP1' }, direction: 'internal', callerNumber: '11', target: '12' },
		{
			extension: { sip: 'SIPSIP2' },
			direction: 'internal',
			callerNumber: '11',
			target: '12',
			callerName: 'John Doe',
		},
	]);
});

test('a transfer after a word with the colleague is seen as one', async () => {
	const { callId, listened, replayed } = await playThrough(
		simulator,
		{
			kind: 'queueCall',
			waitSeconds: 10,
			talkSeconds: 60,
			talk: [{ transferTo: 'SIPSIP2', attended: true }],
		},
		{ finished: 3 },
	);
	for (const told of [listened, replayed]) {
		const ends = told.filter(({ event }) => event === 'callFinished');
		const joined = ends.find((end) => end.callId !== callId && end.callerNumber === NUMBER);
		const consult = ends.find((end) => end.callId !== callId && end.callId !== joined?.callId)?.callId;
		expect(new Set([callId, consult, joined?.callId]).size).toBe(3);
		expect(ends.find((end) => end.callId === callId)).toMatchObject({
			isAnswered: true,
			isTransferred: true,
			callerNumber: NUMBER,
		});
		expect(ends.find((end) => end.callId === consult)).toMatchObject({ direction: 'internal' });
		expect(joined).toMatchObject({
			isAnswered: true,
			isTransferred: true,
			transferredBy: 'SIPSIP1',
			originalCallId: callId,
			relatedCallIds: expect.arrayContaining([callId, consult]) as unknown,
			callerNumber: NUMBER,
			durationSeconds: 60,
		});
		expect(ends.filter(({ isMissed, isAbandoned }) => isMissed === true || isAbandoned === true)).toEqual([]);
		expect(ends).toHaveLength(3);
	}
});

test.each(['hangUp', 'queueExit'] as const)(
	'a lost %s does not keep the call open: the next lists close it',
	async (lost) => {
		const { callId, listened, replayed } = await playThrough(
			simulator,
			{ kind: 'queueCall', talkSeconds: 60, lost: [lost] },
			{ after: () => simulator.control.sendRealTimeSnapshots() },
		);
		for (const told of [listened, replayed]) {
			const mine = told.filter((event) => event.callId === callId);
			const ends = mine.filter(({ event }) => event === 'callFinished');
			expect(ends).toMatchObject([{ isAnswered: true, callerNumber: NUMBER }]);
			const closing = lost === 'hangUp' ? 'hangUp' : 'queueExit';
			expect(mine.find(({ event }) => event === closing)).toMatchObject({ recovered: true });
		}
	},
);
