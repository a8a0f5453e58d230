/** What is told of calls as live servers were recorded to tell them (voicenter-api.md §15), by the simulator's plays. */
import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { createMonitors } from '../../../nodes/platform/realtime/monitor';
import { useSimulator } from '../../useSimulator';
import { joining } from './listener';
import { type Events, takeEvents } from './subscriber';

const simulator = useSimulator({ realTime: ['2.5.1'] }, { keepsState: true });

type Play = Parameters<typeof simulator.control.playRealTime>[0];

const join = createMonitors();
let events: Events;
let leave: () => Promise<void>;
beforeEach(async () => {
	events = takeEvents();
	const summaryTimes = { afterTalkMs: 300, beforeTalkMs: 500 };
	({ leave } = await join({ ...joining(simulator), summaryTimes, tickMs: 50 }, events));
	await events.named('usersSnapshot');
});
afterEach(async () => {
	await leave();
	simulator.control.reset();
	await simulator.control.realTimeReady();
});

/** Plays to the end and waits until the call is told as finished. */
async function played(play: Play) {
	const { callId } = simulator.control.playRealTime(play);
	await events.named('callFinished');
	return told(callId);
}

function told(callId: string) {
	const mine = events.all.filter((event) => event.callId === callId);
	const only = (name: RealTimeEvent['event']) => mine.filter(({ event }) => event === name);
	return {
		mine,
		answers: only('answered'),
		hangUps: only('hangUp'),
		exits: only('queueExit'),
		finished: only('callFinished'),
		numbers: new Set(mine.map(({ callerNumber }) => callerNumber)),
	};
}

const inQueue = { kind: 'queueCall', waitSeconds: 40, talkSeconds: 300 } as const;

describe.each<[string, Play, number?]>([
	['an agent takes out of it', { ...inQueue, outcome: 'taken' }],
	[
		'an agent takes out of it, and the phone shows it 10 s later',
		{ ...inQueue, outcome: 'taken', takenAfterSeconds: 10 },
		310,
	],
	[
		'an agent takes out of it, and whose phone says ANSWER',
		{ ...inQueue, outcome: 'taken', takenAs: 'ANSWER' },
	],
	[
		'is taken by an agent whose phones never rang',
		{ ...inQueue, outcome: 'taken', phones: 0, answeredBy: 'SIPSIP1' },
	],
	['rings three phones, one of which answers', { ...inQueue, phones: 3, ringSeconds: 8 }],
	['rings in vain three times before', { ...inQueue, phones: 2, ringsInVain: 3, ringSeconds: 8 }],
	[
		'rings in vain at a phone that is switched off',
		{ ...inQueue, ringsInVain: 3, vainCause: 'No user responding' },
	],
	['ends with a hang-up that has null for the call', { ...inQueue, withoutCall: true }],
])('a call through a queue that %s', (_what, play, durationSeconds = 300) => {
	it('is answered once and finished once, with its talk as talk and its number kept', async () => {
		const { answers, hangUps, exits, finished, numbers } = await played(play);
		expect(exits).toMatchObject([{ isAnswered: true }]);
		expect(answers).toHaveLength(1);
		expect(hangUps.filter(({ isAnswered }) => isAnswered)).toMatchObject([{ durationSeconds }]);
		expect(finished).toMatchObject([
			{
				isAnswered: true,
				isAbandoned: false,
				isMissed: false,
				durationSeconds,
				agent: answers[0]?.agent,
			},
		]);
		expect([...numbers]).toEqual(['0501234567']);
	});
});

it('EXIT names the agent, whom the account knows', async () => {
	const { answers, exits } = await played(inQueue);
	expect(exits[0]?.agent?.id).toBeDefined();
	expect(exits[0]?.agent).toEqual(answers[0]?.agent);
});

it.each(['abandoned', 'timeout'] as const)(
	'a caller who waits in vain (%s) was not answered',
	async (outcome) => {
		const { answers, finished } = await played({ ...inQueue, phones: 2, ringsInVain: 2, outcome });
		expect(answers).toEqual([]);
		expect(finished).toMatchObject([
			{ isAnswered: false, isAbandoned: true, isMissed: true, durationSeconds: 0 },
		]);
	},
);

it.each(['User busy', 'No user responding', 'User alerting, no answer', 'Unknown', ''] as const)(
	'a call that is not answered ends with the cause “%s”',
	async (cause) => {
		const { hangUps, finished } = await played({ kind: 'outgoingCall', outcome: 'noAnswer', cause });
		for (const event of [...hangUps, ...finished]) {
			if (cause === '') expect(event).not.toHaveProperty('cause');
			else expect(event).toMatchObject({ cause, isAnswered: false });
		}
	},
);

it.each<Play>([
	{ kind: 'internalCall', shows: 'name' },
	{ kind: 'internalCall', shows: 'number', dialledAsNumber: true },
])('a call between colleagues is internal, with numbers where numbers belong: %j', async (play) => {
	const { mine, finished } = await played(play);
	const [from, to] = ['SIPSIP1', 'SIPSIP2'].map((sip) =>
		simulator.account.extensions.find((one) => one.sip === sip),
	);
	for (const event of mine) {
		expect(event).toMatchObject({
			direction: 'internal',
			callerNumber: from?.speedDial,
			target: to?.speedDial,
		});
	}
	expect(finished).toMatchObject([{ isAnswered: true, isMissed: false, callerName: from?.user.name }]);
});

it('an attended transfer is three calls that name each other; the customer’s is not missed', async () => {
	const talk = [{ transferTo: 'SIPSIP2', attended: true }];
	const { callId } = simulator.control.playRealTime({ kind: 'queueCall', talk });
	while (events.all.filter(({ event }) => event === 'callFinished').length < 3) {
		await events.named('callFinished', events.all.length);
	}
	const finished = events.all.filter(({ event }) => event === 'callFinished');
	const joined = finished.find(({ originalCallId }) => originalCallId === callId);
	const asked = finished.find(({ direction }) => direction === 'internal');
	expect(finished.find((event) => event.callId === callId)).toMatchObject({
		...{ isTransferred: true, transferredBy: 'SIPSIP1', isAnswered: true, isMissed: false },
		relatedCallIds: [joined?.callId, asked?.callId],
	});
	expect(joined).toMatchObject({
		...{ isTransferred: true, transferredBy: 'SIPSIP1', isAnswered: true, isMissed: false },
		...{ relatedCallIds: [callId, asked?.callId], callerNumber: '0501234567', extension: { sip: 'SIPSIP2' } },
	});
	expect(asked).toMatchObject({ isTransferred: true, isMissed: false });
});

describe('an end that is lost while the connection stands', () => {
	/** Longer than the wire's whole seconds may hide which came first. */
	const aMoment = () => new Promise((later) => setTimeout(later, 3_500));

	it.each([[['hangUp']], [['queueExit']], [['hangUp', 'queueExit']]] as const)(
		'%j: the next lists tell it',
		async (lost) => {
			const play = simulator.control.playRealTime({ kind: 'queueCall', lost: [...lost] });
			await events.named('answered');
			await aMoment();
			simulator.control.sendRealTimeSnapshots();
			const [finished] = await Promise.all(
				['callFinished' as const, ...lost].map((name) => events.named(name)),
			);
			expect(finished).toMatchObject({ callId: play.callId, isAnswered: true });
			const recovered = told(play.callId).mine.filter((event) => event.recovered);
			expect(recovered.map(({ event }) => event)).toEqual(expect.arrayContaining([...lost]));
			expect(told(play.callId).finished).toHaveLength(1);
		},
	);

	it('a call that goes on is not ended by any list', async () => {
		const play = simulator.control.playRealTime({ kind: 'queueCall', stepByStep: true });
		play.until('answer');
		await events.named('answered');
		await aMoment();
		simulator.control.sendRealTimeSnapshots();
		await events.named('usersSnapshot', events.all.length);
		play.finish();
		await events.named('callFinished');
		expect(told(play.callId).mine.filter(({ recovered }) => recovered)).toEqual([]);
	});
});
