import { openSession } from '../../../nodes/platform/realtime/connection/session';
import { removeForeignVariables } from '../../foreignVariables';
import { type Simulator, startSimulator } from '../../simulator';
import { closedPort, startProxy, stopServers } from '../../unit/platform/http/servers';
import { freshParts, joining, opened, takeNotes } from './listener';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['2.5.1', '4'] });
	// The login's HTTP connections look at the environment once; what is tested here is the sockets'.
	const session = await opened(joining(simulator), takeNotes(), freshParts());
	await session.close();
});
afterAll(() => simulator.stop());

afterEach(async () => {
	removeForeignVariables(process.env);
	await stopServers();
	simulator.control.reset();
	await simulator.control.realTimeReady();
});

const only = (index: number) => {
	for (const [place, { id }] of simulator.control.realTimeServers().entries()) {
		simulator.control.setRealTimeDoor(id, { listed: place === index });
	}
	return new URL(simulator.control.realTimeServers()[index]?.url ?? '').host;
};

describe.each([
	['2.5.1', 0],
	['4', 1],
] as const)('with a proxy in the environment, a server of Socket.IO %s', (_generation, index) => {
	test.each(['websocket', 'polling'])('is reached through it by %s', async (transport) => {
		const host = only(index);
		for (const { id } of simulator.control.realTimeServers()) {
			simulator.control.setRealTimeDoor(id, { blockWebSocket: transport === 'polling' });
		}
		const proxy = await startProxy();
		process.env['HTTP_PROXY'] = proxy.url;
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes, freshParts());
		expect(notes.changes).toMatchObject([{ state: 'connected' }]);
		expect(simulator.control.realTimeConnections().connections).toMatchObject([{ transport }]);
		expect(proxy.tunnels).toContain(host);
		simulator.control.emitRealTime('Word', {});
		await notes.event(({ name }) => name === 'Word');
		await session.close();
	});

	test('is reached without it where NO_PROXY says so', async () => {
		only(index);
		const proxy = await startProxy();
		process.env['HTTP_PROXY'] = proxy.url;
		process.env['NO_PROXY'] = 'localhost,127.0.0.1';
		const session = await opened(joining(simulator), takeNotes(), freshParts());
		expect(session.state).toBe('live');
		expect(proxy.tunnels).toEqual([]);
		await session.close();
	});
});

/** How often a server is dialled until the session waits: each way to connect, at each of its two tries. */
const HANDFUL = 16;

test.each([
	['that refuses', async () => await startProxy(403)],
	['that wants a password', async () => await startProxy(407)],
	['that cannot go on', async () => await startProxy(502)],
	['that accepts and hangs up', async () => await startProxy('hangsUp')],
	['that says nothing', async () => await startProxy('saysNothing')],
	['that breaks in the tunnel', async () => await startProxy('breaks')],
	[
		'that is not there',
		async () => ({ url: `http://127.0.0.1:${await closedPort()}`, connections: () => 0 }),
	],
])('a proxy %s is an outage: it is asked a handful of times, and nothing is left', async (_what, start) => {
	only(0);
	const proxy = await start();
	process.env['HTTP_PROXY'] = proxy.url;
	const notes = takeNotes();
	const waits = { attemptMs: 500, firstWaitMs: 60_000, longestWaitMs: 60_000 };
	const session = await opened(joining(simulator, waits), notes, freshParts());
	expect(notes.changes).toMatchObject([{ state: 'waiting' }]);
	expect(session.state).toBe('waiting');
	expect(proxy.connections()).toBeLessThanOrEqual(HANDFUL);
	const asked = proxy.connections();
	await session.close();
	expect(session.state).toBe('closed');
	expect(proxy.connections()).toBe(asked);
	expect(simulator.control.realTimeConnections().open).toBe(0);
});

test.each(['hangsUp', 'saysNothing', 'breaks'] as const)(
	'a session that is closed while a proxy %s ends',
	async (trouble) => {
		only(0);
		const proxy = await startProxy(trouble);
		process.env['HTTP_PROXY'] = proxy.url;
		const session = openSession(joining(simulator, { attemptMs: 60_000 }), takeNotes(), freshParts());
		while (proxy.connections() === 0) await new Promise((later) => setTimeout(later, 5));
		await session.close();
		expect(session.state).toBe('closed');
	},
);
