import { connect as connectTcp } from 'node:net';
import { type Simulator, startSimulator } from '../../../simulator';
import { clientOf, eventually, logIn, TestClient, type Ticket, type Transport, WAYS } from './client';

let simulator: Simulator;
let ticket: Ticket;
const clients: TestClient[] = [];

beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['1.4.8', '2.5.1', '4'] });
});
beforeEach(async () => {
	ticket = await logIn(simulator);
});
afterEach(async () => {
	for (const client of clients.splice(0)) client.close();
	simulator.control.reset();
	await simulator.control.realTimeReady();
});
afterAll(() => simulator.stop());

const server = (generation = '2.5.1') => {
	const found = simulator.control.realTimeServers().find((one) => one.generation === generation);
	if (!found) throw new Error(`no server ${generation}`);
	return found;
};
const open = (generation = '2.5.1', transport: Transport = 'websocket') => {
	const options = { client: clientOf(generation), transports: [transport] };
	const client = new TestClient(server(generation).url, ticket.Token, options);
	clients.push(client);
	return client;
};
const emit = (number: number) => simulator.control.emitRealTime('ExtensionEvent', { data: { number } });
const numbers = (client: TestClient) =>
	client.of('ExtensionEvent').map(({ data }) => (data as { number: number }).number);
const deliveredNumbers = () =>
	simulator.control
		.realTimeDeliveries()
		.flatMap(({ name, payload }) =>
			name === 'ExtensionEvent' ? [(payload as { data: { number: number } }).data.number] : [],
		);
/** What a TCP connection to an address comes to. */
const knock = (url: string) =>
	new Promise<string>((resolve) => {
		const socket = connectTcp(Number(new URL(url).port), '127.0.0.1');
		socket.once('connect', () => {
			resolve('open');
			socket.destroy();
		});
		socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
	});

describe.each(WAYS)('a killed server, socket.io %s by %s', (generation, transport) => {
	it('drops its connections, refuses new ones, and is back on the same port', async () => {
		const client = await open(generation, transport).loggedIn();
		const { id, url } = server(generation);
		await simulator.control.killRealTimeServer(id);
		expect(server(generation)).toMatchObject({ state: 'down', connections: 0 });
		await client.until(() => !client.connected);
		expect(await knock(url)).toBe('ECONNREFUSED');

		await simulator.control.reviveRealTimeServer(id);
		expect(server(generation)).toMatchObject({ state: 'up', url });
		await open(generation, transport).loggedIn();
	});
});

describe.each(WAYS)('a frozen server, socket.io %s by %s', (generation, transport) => {
	it('is silent, and goes on where it was when it thaws', async () => {
		const client = await open(generation, transport).loggedIn();
		const { id } = server(generation);
		simulator.control.freezeRealTimeServer(id);
		emit(1);
		client.emit('keepalive', ticket.Token);
		const stranger = open(generation, transport);
		// The others go on as ever: by the time that theirs is there, this one's would have been.
		const other = generation === '4' ? '2.5.1' : '4';
		const witness = await open(other, transport).loggedIn();
		emit(2);
		await witness.until(() => numbers(witness).includes(2));

		expect(numbers(client)).toEqual([]);
		expect(client.of('keepaliveResponse')).toEqual([]);
		expect(client.connected).toBe(true);
		expect(stranger.fate).toEqual([]);
		expect(deliveredNumbers()).toEqual([2]);

		await simulator.control.thawRealTimeServer(id);
		emit(3);
		await client.until(() => numbers(client).length === 3);
		expect(numbers(client)).toEqual([1, 2, 3]);
		await client.until(() => client.of('keepaliveResponse').length === 1);
		await stranger.loggedIn();
	});

	it('hands nothing to a client that left while it was frozen', async () => {
		const client = await open(generation, transport).loggedIn();
		const { id } = server(generation);
		simulator.control.freezeRealTimeServer(id);
		emit(1);
		client.close();
		await simulator.control.thawRealTimeServer(id);
		await eventually(() => server(generation).connections === 0);
		expect(numbers(client)).toEqual([]);
		if (transport === 'websocket') expect(deliveredNumbers()).toEqual([]);
	});

	it('can be killed, and then resets its connections', async () => {
		const client = await open(generation, transport).loggedIn();
		const { id } = server(generation);
		simulator.control.freezeRealTimeServer(id);
		emit(1);
		await simulator.control.killRealTimeServer(id);
		await client.until(() => !client.connected);
		expect(numbers(client)).toEqual([]);
		expect(deliveredNumbers()).toEqual([]);
	});
});

describe.each(WAYS)("a server's door, socket.io %s by %s", (generation, transport) => {
	it('refuses who is new, and leaves who is in', async () => {
		const inside = await open(generation, transport).loggedIn();
		const { id } = server(generation);
		simulator.control.setRealTimeDoor(id, { refuseStatus: 503 });
		const outside = open(generation, transport);
		await outside.until(() => outside.fate.length > 0);
		expect(outside.fate[0]).toMatch(/connect_error/);
		emit(1);
		await inside.until(() => numbers(inside).length === 1);

		simulator.control.setRealTimeDoor(id, { refuseStatus: null });
		await open(generation, transport).loggedIn();
	});

	it('takes its time', async () => {
		simulator.control.setRealTimeDoor(server(generation).id, { handshakeDelayMs: 400 });
		const began = performance.now();
		await open(generation, transport).loggedIn();
		expect(performance.now() - began).toBeGreaterThanOrEqual(390);
	});

	it('may know no WebSocket', async () => {
		simulator.control.setRealTimeDoor(server(generation).id, { blockWebSocket: true });
		const client = open(generation, transport);
		if (transport === 'polling') {
			await client.loggedIn();
		} else {
			await client.until(() => client.fate.length > 0);
			expect(client.fate[0]).toMatch(/connect_error/);
		}
	});
});

describe('servers', () => {
	it('more can be added, taken away, and a login lists them', async () => {
		const added = await simulator.control.addRealTimeServer({ generation: '4', pingInterval: 1000 });
		expect((await logIn(simulator)).URLList.at(-1)).toBe(added.url);
		const client = new TestClient(added.url, ticket.Token, { client: '4' });
		clients.push(client);
		await client.loggedIn();

		await simulator.control.removeRealTimeServer(added.id);
		await client.until(() => !client.connected);
		expect((await logIn(simulator)).URLList).not.toContain(added.url);
		expect(() => simulator.control.freezeRealTimeServer(added.id)).toThrow(/There is no real-time server/);
	});

	it('a reset brings back those of the start, without their clients, and takes the others away', async () => {
		const added = await simulator.control.addRealTimeServer();
		const before = simulator.control.realTimeServers();
		const [first, second, third] = before.map(({ id }) => id);
		const client = await open('4').loggedIn();
		await simulator.control.killRealTimeServer(first ?? '');
		simulator.control.freezeRealTimeServer(second ?? '');
		simulator.control.setRealTimeDoor(third ?? '', { refuseStatus: 500 });

		simulator.control.reset();
		await simulator.control.realTimeReady();
		await client.until(() => !client.connected);
		expect(simulator.control.realTimeServers()).toEqual(
			before
				.filter(({ id }) => id !== added.id)
				.map((one) => ({ ...one, state: 'up', connections: 0, refuseStatus: null })),
		);
		expect(simulator.control.realTimeDeliveries()).toEqual([]);
		expect(simulator.control.realTimeConnections()).toEqual({
			opened: 0,
			open: 0,
			mostOpen: 0,
			connections: [],
		});
		ticket = await logIn(simulator);
		for (const generation of ['1.4.8', '2.5.1', '4']) await open(generation).loggedIn();
	});

	it('counts connections: now, at most, ever', async () => {
		const first = await open().loggedIn();
		await open('4').loggedIn();
		first.close();
		await eventually(() => simulator.control.realTimeConnections().open === 1);
		await open('1.4.8').loggedIn();
		expect(simulator.control.realTimeConnections()).toMatchObject({ opened: 3, open: 2, mostOpen: 2 });
	});
});

describe('many kills and revivals', () => {
	it.each(WAYS)(
		'what was handed on arrived, once, and nothing else: %s by %s',
		async (generation, transport) => {
			const { id } = server(generation);
			const received: number[] = [];
			for (let round = 1; round <= 5; round++) {
				const client = await open(generation, transport).loggedIn();
				for (let number = 1; number <= 20; number++) emit(round * 100 + number);
				// Some are on their way, some not: both are right, as long as the journal says which.
				if (round % 2 === 0) await new Promise((tick) => setImmediate(tick));
				// On a busy machine none was, in five rounds.
				if (round === 5) await client.until(() => numbers(client).length > 0);
				await simulator.control.killRealTimeServer(id);
				await client.until(() => !client.connected);
				received.push(...numbers(client));
				await simulator.control.reviveRealTimeServer(id);
			}
			expect(received.length).toBeGreaterThan(0);
			expect(received).toEqual(deliveredNumbers());
		},
	);
});
