import { type Simulator, startSimulator } from '../../simulator';
import { closedPort, startProxy, stopServers } from '../../unit/platform/http/servers';
import { freshParts, joining, opened, takeNotes } from './listener';

let simulator: Simulator;
const NAMES = [
	'http_proxy',
	'HTTP_PROXY',
	'https_proxy',
	'HTTPS_PROXY',
	'no_proxy',
	'NO_PROXY',
	'all_proxy',
	'ALL_PROXY',
];
beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['2.5.1', '4'] });
	// The login's HTTP connections look at the environment once; what is tested here is the sockets'.
	for (const name of NAMES) Reflect.deleteProperty(process.env, name);
	const session = await opened(joining(simulator), takeNotes(), freshParts());
	await session.close();
});
afterAll(() => simulator.stop());

const environment = { ...process.env };
beforeEach(() => {
	for (const name of NAMES) Reflect.deleteProperty(process.env, name);
});
afterEach(async () => {
	for (const name of NAMES) Reflect.deleteProperty(process.env, name);
	Object.assign(process.env, environment);
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

test.each([
	['that refuses', async () => (await startProxy(403)).url],
	['that is not there', async () => `http://127.0.0.1:${await closedPort()}`],
])('a proxy %s is an outage, and leaves nothing', async (_what, start) => {
	only(0);
	process.env['HTTP_PROXY'] = await start();
	const notes = takeNotes();
	const session = await opened(joining(simulator), notes, freshParts());
	await notes.change('waiting');
	expect(session.state).not.toBe('live');
	await session.close();
	expect(simulator.control.realTimeConnections().open).toBe(0);
});
