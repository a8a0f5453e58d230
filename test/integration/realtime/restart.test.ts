/** A process that goes on where another one has ended. */
import {
	createMonitors,
	type HeardBefore,
	joinMonitor as join,
	type MonitorOptions,
} from '../../../nodes/platform/realtime/monitor';
import { useSimulator } from '../../useSimulator';
import { joining } from './listener';
import { type Events, takeEvents } from './subscriber';

const simulator = useSimulator({ realTime: ['2.5.1'] });

const options = (): MonitorOptions => ({
	...joining(simulator),
	gapTimings: { askAfterMs: [50, 300], mergeMs: 10, settleMs: 100 },
	summaryTimes: { afterTalkMs: 100, beforeTalkMs: 100 },
});
const wait = (ms: number) => new Promise((later) => setTimeout(later, ms));
const abandoned = (events: Events) => events.all.filter(({ event }) => event === 'queueAbandoned');
const ofCall = (events: Events, callId: string) =>
	events.all.filter((event) => event.callId === callId).map(({ event }) => event);

/** What a process that has ended had heard, and a caller who gave up since. */
async function downTime(): Promise<{ heardBefore: HeardBefore; before: string; since: string }> {
	const events = takeEvents();
	const monitor = await join(options(), { ...events, recoverFromCallLog: true });
	const play = { kind: 'queueCall', phones: 0, outcome: 'abandoned' } as const;
	const { callId: before } = simulator.control.playRealTime(play);
	await events.named('queueAbandoned');
	await events.named('callFinished');
	const heardBefore = monitor.heard();
	if (!heardBefore) throw new Error('nothing was heard');
	await monitor.leave();
	const { callId: since } = simulator.control.playRealTime(play);
	return { heardBefore: JSON.parse(JSON.stringify(heardBefore)) as HeardBefore, before, since };
}

test('the time since is a gap, which is told and filled', async () => {
	const { heardBefore, since } = await downTime();
	const events = takeEvents();
	const monitor = await createMonitors()(options(), { ...events, recoverFromCallLog: true, heardBefore });
	expect(events.all.map(({ event }) => event)).not.toContain('connectionConnected');
	expect(await events.named('connectionRecovered')).toMatchObject({ lostAt: heardBefore.until });
	expect(await events.named('queueAbandoned')).toMatchObject({ callId: since, recovered: true });
	await events.named('callFinished');
	await wait(1_000);
	expect(ofCall(events, since)).toEqual(['queueAbandoned', 'callFinished']);
	expect(abandoned(events)).toHaveLength(1);
	await monitor.leave();
});

test('each of several who listen has its own, also one who comes when the connection stands', async () => {
	const { heardBefore, since } = await downTime();
	const all = Array.from({ length: 3 }, takeEvents);
	const fresh = takeEvents();
	const join = createMonitors();
	const monitors = [await join(options(), fresh)];
	for (const events of all) {
		monitors.push(await join(options(), { ...events, recoverFromCallLog: true, heardBefore }));
	}
	for (const events of all) {
		expect(await events.named('queueAbandoned')).toMatchObject({ callId: since });
		expect(events.all[0]).toMatchObject({ event: 'connectionRecovered', lostAt: heardBefore.until });
	}
	await wait(1_000);
	for (const events of all) expect(ofCall(events, since)).toEqual(['queueAbandoned', 'callFinished']);
	expect(fresh.all[0]?.event).toBe('connectionConnected');
	expect(abandoned(fresh)).toEqual([]);
	await Promise.all(monitors.map((monitor) => monitor.leave()));
});

test('what another account heard does not count', async () => {
	const { heardBefore } = await downTime();
	const events = takeEvents();
	const monitor = await createMonitors()(options(), {
		...events,
		recoverFromCallLog: true,
		heardBefore: { ...heardBefore, account: 'another' },
	});
	await wait(1_000);
	expect(events.all[0]?.event).toBe('connectionConnected');
	expect(abandoned(events)).toEqual([]);
	await monitor.leave();
});

test('another restart, while the Call Log is being asked, goes on where that one was', async () => {
	const { heardBefore, since } = await downTime();
	const slow = { ...options(), gapTimings: { askAfterMs: [60_000], mergeMs: 10, settleMs: 10 } };
	const events = takeEvents();
	const monitor = await createMonitors()(slow, { ...events, recoverFromCallLog: true, heardBefore });
	await events.named('connectionRecovered');
	const again = monitor.heard();
	expect(again?.until).toBe(heardBefore.until);
	await monitor.leave();
	const last = takeEvents();
	const next = await createMonitors()(options(), { ...last, recoverFromCallLog: true, heardBefore: again });
	expect(await last.named('queueAbandoned')).toMatchObject({ callId: since });
	await next.leave();
});
