import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { createMonitors, type MonitorOptions } from '../../../nodes/platform/realtime/monitor';
import { useSimulator } from '../../useSimulator';
import { joining } from './listener';
import { takeEvents } from './subscriber';

const simulator = useSimulator({ realTime: ['2.5.1'] });

const join = createMonitors();
const options = (): MonitorOptions => ({
	...joining(simulator),
	gapTimings: { askAfterMs: [50, 300], mergeMs: 10, settleMs: 100 },
	summaryTimes: { afterTalkMs: 100, beforeTalkMs: 100 },
});
const server = () => simulator.control.realTimeServers()[0]?.id ?? '';
const wait = (ms: number) => new Promise((later) => setTimeout(later, ms));

/** The connection is down while something happens. */
async function inGap(events: ReturnType<typeof takeEvents>, happen: () => void): Promise<void> {
	const from = events.all.length;
	await simulator.control.killRealTimeServer(server());
	await events.named('connectionLost', from);
	happen();
	await simulator.control.reviveRealTimeServer(server());
	await events.named('connectionRecovered', from);
}

const abandoned = (events: readonly RealTimeEvent[]) =>
	events.filter(({ event }) => event === 'queueAbandoned');

test('a call is told in our words, and as a whole when it is over', async () => {
	const events = takeEvents();
	const monitor = await join(options(), events);
	const { callId } = simulator.control.playRealTime({ kind: 'queueCall', phones: 2, outcome: 'answered' });
	const finished = await events.named('callFinished');
	expect(finished).toMatchObject({ callId, isAnswered: true });
	expect(events.all.filter((event) => event.callId === callId).map(({ event }) => event)).toEqual([
		'queueJoin',
		'newCall',
		'newCall',
		'queueExit',
		'answered',
		'hangUp',
		'hangUp',
		'callFinished',
	]);
	await monitor.leave();
});

describe('a caller who gives up while the connection is down', () => {
	test('is told of once, as recovered, with the bounds of the gap told before', async () => {
		const events = takeEvents();
		const monitor = await join(options(), { ...events, recoverFromCallLog: true });
		let callId = '';
		await inGap(events, () => {
			({ callId } = simulator.control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }));
		});
		const event = await events.named('queueAbandoned');
		expect(event).toMatchObject({ callId, recovered: true, isAbandoned: true, isMissed: true });
		expect(event.raw).toMatchObject({ CallID: callId });
		// The Call Log has the queue's name only, and a workflow may have chosen its ID.
		const sales = simulator.account.queues.find(({ id }) => String(id) === event.queue?.id);
		expect(sales?.name).toBe(event.queue?.name);
		await wait(600);
		expect(abandoned(events.all)).toHaveLength(1);
		const lost = await events.named('connectionLost');
		expect(await events.named('connectionRecovered')).toMatchObject({ lostAt: lost.lostAt });
		await monitor.leave();
	});

	test('and had come before is told of as gone at once, and how when the Call Log knows it', async () => {
		const events = takeEvents();
		const monitor = await join(options(), { ...events, recoverFromCallLog: true });
		const play = simulator.control.playRealTime({
			kind: 'queueCall',
			phones: 0,
			outcome: 'abandoned',
			stepByStep: true,
		});
		play.until('join');
		await events.named('queueJoin');
		await inGap(events, () => play.finish());
		expect(await events.named('queueExit')).toMatchObject({ callId: play.callId, recovered: true });
		expect(await events.named('queueAbandoned')).toMatchObject({ callId: play.callId, recovered: true });
		await wait(600);
		expect(abandoned(events.all)).toHaveLength(1);
		await monitor.leave();
	});

	test('is found at a later question when the record comes late', async () => {
		const { control } = simulator;
		const events = takeEvents();
		control.setCallLogRules({ arrivalDelayMs: 500 });
		const monitor = await join(
			{ ...options(), gapTimings: { askAfterMs: [50, 1_000, 2_000], mergeMs: 10, settleMs: 10 } },
			{ ...events, recoverFromCallLog: true },
		);
		await inGap(events, () => control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }));
		await events.named('queueAbandoned');
		await monitor.leave();
	});

	test('is not told of to those who did not ask for it, or came later', async () => {
		const [asked, other, late] = [takeEvents(), takeEvents(), takeEvents()];
		const monitor = await join(options(), { ...asked, recoverFromCallLog: true });
		const otherMonitor = await join(options(), other);
		await inGap(asked, () =>
			simulator.control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }),
		);
		await wait(5);
		const lateMonitor = await join(options(), { ...late, recoverFromCallLog: true });
		await asked.named('queueAbandoned');
		expect(abandoned(other.all)).toEqual([]);
		expect(abandoned(late.all)).toEqual([]);
		await Promise.all([monitor, otherMonitor, lateMonitor].map((one) => one.leave()));
	});
});

test('what was heard is not told again: callers who gave up before and after a gap, or left in another way', async () => {
	const { control } = simulator;
	const events = takeEvents();
	const monitor = await join(options(), { ...events, recoverFromCallLog: true });
	const play = (outcome: 'abandoned' | 'exit' | 'answered') =>
		control.playRealTime({ kind: 'queueCall', phones: 1, outcome });
	play('abandoned');
	play('exit');
	play('answered');
	await events.named('hangUp');
	await inGap(events, () => undefined);
	play('abandoned');
	play('exit');
	await wait(800);
	expect(abandoned(events.all)).toHaveLength(2);
	expect(events.all.filter(({ recovered }) => recovered)).toEqual([]);
	await monitor.leave();
});

test('a call straight to a phone that nobody took is told of as missed', async () => {
	const events = takeEvents();
	const monitor = await join(options(), { ...events, recoverFromCallLog: true });
	await inGap(events, () => simulator.control.playRealTime({ kind: 'incomingCall', outcome: 'missed' }));
	expect(await events.named('hangUp')).toMatchObject({ recovered: true, isMissed: true, isAnswered: false });
	await monitor.leave();
});

/** A call that rings when the connection is lost, and that nobody took when it is back. */
async function missedInGap(events: ReturnType<typeof takeEvents>): Promise<string> {
	const play = simulator.control.playRealTime({
		kind: 'incomingCall',
		outcome: 'missed',
		stepByStep: true,
	});
	play.until('ring');
	await events.named('newCall');
	await inGap(events, () => play.finish());
	return play.callId;
}

const ofCall = (events: ReturnType<typeof takeEvents>, callId: string) =>
	events.all.filter((event) => event.callId === callId).map(({ event }) => event);

test('one that rang before is told of once, as missed, when the Call Log knows it', async () => {
	const [events, other] = [takeEvents(), takeEvents()];
	// The Call Log is asked after the call counts as finished, as it is with the times that are used.
	const later = { askAfterMs: [50, 1_800], mergeMs: 10, settleMs: 100 };
	const monitor = await join({ ...options(), gapTimings: later }, { ...events, recoverFromCallLog: true });
	const otherMonitor = await join(options(), other);
	const callId = await missedInGap(events);
	expect(await events.named('hangUp')).toMatchObject({
		callId,
		recovered: true,
		isAnswered: false,
		isMissed: true,
	});
	expect(await events.named('callFinished')).toMatchObject({ callId, recovered: true, isAnswered: false });
	expect(ofCall(events, callId)).toEqual(['newCall', 'hangUp', 'callFinished']);
	// Who does not ask the Call Log is told at once that it is gone.
	expect(ofCall(other, callId)).toEqual(['newCall', 'hangUp', 'callFinished']);
	expect(other.all.filter(({ callId: id }) => id === callId).at(-1)).not.toHaveProperty('isAnswered');
	await Promise.all([monitor.leave(), otherMonitor.leave()]);
});

test('one of which the Call Log never says anything is told of as gone in the end', async () => {
	const events = takeEvents();
	simulator.control.setCallLogRules({ arrivalDelayMs: 60_000 });
	const monitor = await join(options(), { ...events, recoverFromCallLog: true });
	const callId = await missedInGap(events);
	expect(await events.named('hangUp')).toMatchObject({ callId, recovered: true });
	await events.named('callFinished');
	expect(ofCall(events, callId)).toEqual(['newCall', 'hangUp', 'callFinished']);
	for (const event of events.all.slice(-2)) expect(event).not.toHaveProperty('isAnswered');
	await monitor.leave();
});

test.each([
	['a queue call that was answered', { kind: 'queueCall', phones: 1, outcome: 'answered' }, true],
	['a queue call that was not', { kind: 'queueCall', phones: 1, outcome: 'abandoned' }, false],
	['an answered call', { kind: 'incomingCall', outcome: 'answered' }, true],
	['a missed call', { kind: 'incomingCall', outcome: 'missed' }, false],
	['an outgoing call', { kind: 'outgoingCall' }, true],
] as const)(
	'%s that began and ended in the gap is told of as a whole, once',
	async (_what, play, isAnswered) => {
		const events = takeEvents();
		const monitor = await join(options(), { ...events, recoverFromCallLog: true });
		let callId = '';
		await inGap(events, () => ({ callId } = simulator.control.playRealTime(play)));
		expect(await events.named('callFinished')).toMatchObject({ callId, isAnswered, recovered: true });
		await wait(1_500);
		expect(ofCall(events, callId).filter((event) => event === 'callFinished')).toHaveLength(1);
		await monitor.leave();
	},
);

test('two logins of an account read its Call Log once', async () => {
	const { control, account } = simulator;
	const { username, password } = account.realTime;
	const [one, other] = [takeEvents(), takeEvents()];
	const login = { by: 'account', username, password } as const;
	const timings = { askAfterMs: [600], mergeMs: 500, settleMs: 10 };
	const monitors = [
		await join({ ...options(), gapTimings: timings }, { ...one, recoverFromCallLog: true }),
		await join({ ...options(), login, gapTimings: timings }, { ...other, recoverFromCallLog: true }),
	];
	await inGap(one, () => control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }));
	await Promise.all([one, other].map((events) => events.named('queueAbandoned')));
	expect(control.requests('/hub/cdr/')).toHaveLength(1);
	await Promise.all(monitors.map((monitor) => monitor.leave()));
});

test('a user login does not ask for calls that are not the user’s', async () => {
	const { control, account } = simulator;
	const user = account.extensions[0]?.user;
	const events = takeEvents();
	const login = { by: 'user', email: user?.email ?? '', password: user?.pin ?? '' } as const;
	const monitor = await join({ ...options(), login }, { ...events, recoverFromCallLog: true });
	await inGap(events, () => control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }));
	await wait(500);
	expect(control.requests('/hub/cdr/')).toEqual([]);
	await monitor.leave();
});

test('ten subscribers share one connection and one set of questions; one who comes late gets the last snapshots', async () => {
	const { control } = simulator;
	const all = Array.from({ length: 10 }, takeEvents);
	const monitors = await Promise.all(
		all.map((events) => join(options(), { ...events, recoverFromCallLog: true })),
	);
	const [first = takeEvents()] = all;
	await first.named('usersSnapshot');
	expect(control.realTimeConnections()).toMatchObject({ open: 1, opened: 1 });
	const late = takeEvents();
	const lateMonitor = await join(options(), late);
	expect(late.all.map(({ event }) => event)).toEqual([
		'connectionConnected',
		'queuesSnapshot',
		'extensionsSnapshot',
		'dialersSnapshot',
		'usersSnapshot',
	]);
	await inGap(first, () => control.playRealTime({ kind: 'queueCall', phones: 0, outcome: 'abandoned' }));
	await Promise.all(all.map((events) => events.named('queueAbandoned')));
	expect(control.requests('/hub/cdr/').length).toBeLessThanOrEqual(2);
	await Promise.all([lateMonitor, ...monitors].map((monitor) => monitor.leave()));
	expect(control.realTimeConnections().open).toBe(0);
});

test('leaving ends the questions about gaps', async () => {
	const events = takeEvents();
	const monitor = await join(options(), { ...events, recoverFromCallLog: true });
	await inGap(events, () => undefined);
	await monitor.leave();
	const asked = simulator.control.requests('/hub/cdr/').length;
	await wait(500);
	expect(simulator.control.requests('/hub/cdr/')).toHaveLength(asked);
});
