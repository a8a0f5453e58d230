import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { joinMonitor as join, type SharedMonitor } from '../../../nodes/platform/realtime/monitor';
import { useSimulator } from '../../useSimulator';
import { joining } from './listener';
import { takeEvents } from './subscriber';

const simulator = useSimulator({ realTime: ['2.5.1'] });

const connections = () => simulator.control.realTimeConnections();

test('ten who use one credential share one connection; the tenth to leave closes it', async () => {
	const shares = await Promise.all(Array.from({ length: 10 }, () => join(joining(simulator), takeEvents())));
	expect(connections()).toMatchObject({ open: 1, opened: 1 });
	const [last, ...others] = shares as [SharedMonitor, ...SharedMonitor[]];
	for (const share of others) await share.leave();
	expect(connections()).toMatchObject({ open: 1, opened: 1 });
	await last.leave();
	expect(connections().open).toBe(0);
});

const words = (events: readonly RealTimeEvent[]) =>
	events.filter(({ name }) => name === 'Word').map(({ raw }) => raw['word']);

test('every one of them hears everything once, and nothing after leaving', async () => {
	const { control } = simulator;
	const [first, second] = [takeEvents(), takeEvents()];
	const firstShare = await join(joining(simulator), first);
	const secondShare = await join(joining(simulator), second);
	control.emitRealTime('Word', { word: 1 });
	await Promise.all([first, second].map((events) => events.named('other')));
	await firstShare.leave();
	const from = second.all.length;
	control.emitRealTime('Word', { word: 2 });
	await second.named('other', from);
	expect(words(first.all)).toEqual([1]);
	expect(words(second.all)).toEqual([1, 2]);
	await secondShare.leave();
});

test('one who joins late is told how things are, without the others noticing', async () => {
	const early = takeEvents();
	const earlyShare = await join(joining(simulator), early);
	await early.named('usersSnapshot');
	const heard = early.all.length;
	const late = takeEvents();
	const lateShare = await join(joining(simulator), late);
	const lists = early.all.filter(({ event }) => event !== 'other');
	expect(late.all).toEqual(lists);
	expect(early.all).toHaveLength(heard);
	await Promise.all([earlyShare.leave(), lateShare.leave()]);
});

test('who joins while the last one leaves gets a new connection, and there are never two', async () => {
	for (let round = 0; round < 5; round++) {
		const share = await join(joining(simulator), takeEvents());
		const leaving = share.leave();
		const next = await join(joining(simulator), takeEvents());
		await leaving;
		expect(next.state).toBe('live');
		await next.leave();
	}
	expect(connections()).toMatchObject({ open: 0, mostOpen: 1 });
});

test('another credential has a connection of its own', async () => {
	const { username, password } = simulator.account.realTime;
	const one = await join(joining(simulator), takeEvents());
	const login = { by: 'account', username, password } as const;
	const other = await join({ ...joining(simulator), login }, takeEvents());
	expect(connections().open).toBe(2);
	await Promise.all([one.leave(), other.leave()]);
});

test('asking for the snapshots again brings them', async () => {
	const events = takeEvents();
	const share = await join(joining(simulator), events);
	await events.named('usersSnapshot');
	const from = events.all.length;
	share.resync();
	await events.named('usersSnapshot', from);
	await share.leave();
});
