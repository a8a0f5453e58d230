import type { SharedSession } from '../../../nodes/platform/realtime/sessions';
import { createSessions } from '../../../nodes/platform/realtime/sessions';
import { type Simulator, startSimulator } from '../../simulator';
import { joining, takeNotes } from './listener';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['2.5.1'] });
});
afterAll(() => simulator.stop());
afterEach(async () => {
	simulator.control.reset();
	await simulator.control.realTimeReady();
});

const join = createSessions();
const connections = () => simulator.control.realTimeConnections();

test('ten who use one credential share one connection; the tenth to leave closes it within a second', async () => {
	const shares = await Promise.all(Array.from({ length: 10 }, () => join(joining(simulator), takeNotes())));
	expect(connections()).toMatchObject({ open: 1, opened: 1 });
	const [last, ...others] = shares as [SharedSession, ...SharedSession[]];
	for (const share of others) await share.leave();
	expect(connections()).toMatchObject({ open: 1, opened: 1 });
	const began = Date.now();
	await last.leave();
	expect(connections().open).toBe(0);
	expect(Date.now() - began).toBeLessThan(1_000);
});

test('every one of them hears everything once, and nothing after leaving', async () => {
	const { control } = simulator;
	const [first, second] = [takeNotes(), takeNotes()];
	const firstShare = await join(joining(simulator), first);
	const secondShare = await join(joining(simulator), second);
	control.emitRealTime('Word', { word: 1 });
	await Promise.all([first, second].map((notes) => notes.event(({ name }) => name === 'Word')));
	await firstShare.leave();
	control.emitRealTime('Word', { word: 2 });
	await second.event(({ payload }) => (payload as { word?: number }).word === 2);
	expect(first.events.filter(({ name }) => name === 'Word')).toHaveLength(1);
	expect(second.events.filter(({ name }) => name === 'Word')).toHaveLength(2);
	await secondShare.leave();
});

test('one who joins late is told how things are, without the others noticing', async () => {
	const early = takeNotes();
	const earlyShare = await join(joining(simulator), early);
	await early.event(({ name }) => name === 'AllUsersStatus');
	const heard = early.events.length;
	const late = takeNotes();
	const lateShare = await join(joining(simulator), late);
	expect(late.changes).toEqual(early.changes);
	expect(late.events).toEqual(early.events);
	expect(early.events).toHaveLength(heard);
	await Promise.all([earlyShare.leave(), lateShare.leave()]);
});

test('a listener that fails keeps nothing from the others', async () => {
	const log: string[] = [];
	const failing = () => {
		throw new Error('too much');
	};
	const options = { ...joining(simulator), log: (message: string) => log.push(message) };
	const failingShare = await join(options, { onEvent: failing, onConnection: failing, onRefused: failing });
	const notes = takeNotes();
	const share = await join(options, notes);
	simulator.control.emitRealTime('Word', {});
	await notes.event(({ name }) => name === 'Word');
	expect(share.state).toBe('live');
	expect(log).toContain('Live events: a listener failed (too much)');
	await Promise.all([failingShare.leave(), share.leave()]);
});

test('who joins while the last one leaves gets a new connection, and there are never two', async () => {
	for (let round = 0; round < 5; round++) {
		const share = await join(joining(simulator), takeNotes());
		const leaving = share.leave();
		const next = await join(joining(simulator), takeNotes());
		await leaving;
		expect(next.state).toBe('live');
		await next.leave();
	}
	expect(connections()).toMatchObject({ open: 0, mostOpen: 1 });
});

test('another credential has a connection of its own', async () => {
	const { username, password } = simulator.account.realTime;
	const one = await join(joining(simulator), takeNotes());
	const login = { by: 'account', username, password } as const;
	const other = await join({ ...joining(simulator), login }, takeNotes());
	expect(connections().open).toBe(2);
	await Promise.all([one.leave(), other.leave()]);
});

test('asking for the snapshots again brings them', async () => {
	const notes = takeNotes();
	const share = await join(joining(simulator), notes);
	await notes.event(({ name }) => name === 'AllUsersStatus');
	share.resync();
	await notes.event(
		({ name }) =>
			name === 'AllUsersStatus' && notes.events.filter((event) => event.name === name).length === 2,
	);
	await share.leave();
});
