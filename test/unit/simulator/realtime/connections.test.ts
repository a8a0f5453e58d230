import { type Simulator, startSimulator } from '../../../simulator';
import { any } from '../support';
import { clientOf, logIn, TestClient, type Ticket, WAYS } from './client';

let simulator: Simulator;
let ticket: Ticket;
const clients: TestClient[] = [];

beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['1.4.8', '2.5.1', '4'] });
});
beforeEach(async () => {
	ticket = await logIn(simulator);
});
afterEach(() => {
	for (const client of clients.splice(0)) client.close();
	simulator.control.reset();
});
afterAll(() => simulator.stop());

const urlOf = (generation: string) =>
	simulator.control.realTimeServers().find((server) => server.generation === generation)?.url ?? '';
const connect = (...parameters: ConstructorParameters<typeof TestClient>) => {
	const client = new TestClient(...parameters);
	clients.push(client);
	return client;
};

describe.each(WAYS)('socket.io %s by %s', (generation, transport) => {
	const open = (token = ticket.Token) =>
		connect(urlOf(generation), token, { client: clientOf(generation), transports: [transport] });

	it('lets a good token in and sends the snapshots', async () => {
		const client = await open().loggedIn();
		expect(client.received.map(({ name }) => name)).toEqual([
			'loginSuccess',
			'loginStatus',
			'AllExtensionsStatus',
			'AllDialersStatus',
			'AllUsersStatus',
		]);
		expect(client.of('loginSuccess')).toEqual([
			{ errorCode: 0, errorDesc: 'OK', servertime: any(Number), servertimeoffset: any(Number) },
		]);
		expect(simulator.control.realTimeConnections()).toMatchObject({
			opened: 1,
			open: 1,
			mostOpen: 1,
			connections: [{ generation, transport, login: 'token', tokenValid: true }],
		});
	});

	it('tells a wrong token that it is wrong, and closes', async () => {
		const client = open('wrong');
		await client.until(() => client.fate.some((word) => word.startsWith('disconnect')));
		expect(client.received).toEqual([{ name: 'loginSuccess', payload: any(Object) }]);
		expect(client.of('loginSuccess')[0]?.['errorCode']).not.toBe(0);
		await client.until(() => simulator.control.realTimeConnections().open === 0);
	});

	it('does the same to a token that has expired', async () => {
		simulator.control.expireRealTimeTokens();
		const client = open();
		await client.until(() => client.fate.some((word) => word.startsWith('disconnect')));
		expect(client.of('loginSuccess')[0]?.['errorCode']).not.toBe(0);
	});

	it('answers keepalive, sends the snapshots again when asked, and lets go', async () => {
		const client = await open().loggedIn();
		client.emit('keepalive', ticket.Token);
		await client.until(() => client.of('keepaliveResponse').length === 1);
		expect(client.of('keepaliveResponse')).toMatchObject([{ errorCode: 0, isOK: true }]);

		client.emit('resync', { cache: false });
		await client.until(() => client.of('AllUsersStatus').length === 2);
		expect(client.of('loginStatus')).toHaveLength(2);
		expect(client.of('AllExtensionsStatus')).toHaveLength(2);
		expect(client.of('loginSuccess')).toHaveLength(1);

		client.emit('closeme');
		await client.until(() => !client.connected);
		await client.until(() => simulator.control.realTimeConnections().open === 0);
	});

	it('notes every event that it hands on, in order', async () => {
		const client = await open().loggedIn();
		for (let number = 1; number <= 50; number++) {
			simulator.control.emitRealTime('ExtensionEvent', { data: { number } });
		}
		await client.until(() => client.of('ExtensionEvent').length === 50);
		const deliveries = simulator.control.realTimeDeliveries();
		expect(deliveries.map(({ sequence }) => sequence)).toEqual(deliveries.map((_, index) => index + 1));
		expect(deliveries.map(({ name, payload }) => ({ name, payload }))).toEqual(client.received);
	});
});

describe('generations', () => {
	it.each([
		['4', '2.5.0'],
		['2.5.1', '4'],
		['1.4.8', '4'],
	] as const)('socket.io %s does not understand client %s', async (generation, client) => {
		const stranger = connect(urlOf(generation), ticket.Token, { client, transports: ['websocket'] });
		await stranger.until(() => stranger.fate.length > 0);
		expect(stranger.fate[0]).toMatch(/connect_error/);
	});

	it('a client may begin with polling and move on to WebSocket', async () => {
		const client = connect(urlOf('2.5.1'), ticket.Token, {
			transports: ['polling', 'websocket'],
			upgrade: true,
		});
		await client.until(() => client.transport === 'websocket');
		const onServer = () => simulator.control.realTimeConnections().connections[0]?.transport;
		await client.until(() => onServer() === 'websocket');
	});
});

describe('tokens', () => {
	it('a keepalive that shows a renewed token keeps the connection good', async () => {
		const client = await connect(urlOf('2.5.1'), ticket.Token).loggedIn();
		simulator.control.expireRealTimeTokens();
		expect(simulator.control.realTimeConnections().connections[0]).toMatchObject({ tokenValid: false });
		client.emit('keepalive', ticket.Token);
		await client.until(() => client.of('keepaliveResponse').length === 1);
		expect(client.of('keepaliveResponse')[0]?.['errorCode']).not.toBe(0);

		client.emit('keepalive', (await logIn(simulator)).Token);
		await client.until(() => client.of('keepaliveResponse').length === 2);
		expect(client.of('keepaliveResponse')[1]).toMatchObject({ errorCode: 0, isOK: true });
		expect(simulator.control.realTimeConnections().connections[0]).toMatchObject({ tokenValid: true });
	});

	it('a keepalive goes unanswered, or is refused, when told so', async () => {
		const client = await connect(urlOf('2.5.1'), ticket.Token).loggedIn();
		simulator.control.setRealTimeRules({ keepalive: 'silent' });
		client.emit('keepalive', ticket.Token);
		client.emit('resync', { cache: false });
		await client.until(() => client.of('AllUsersStatus').length === 2);
		expect(client.of('keepaliveResponse')).toEqual([]);

		simulator.control.setRealTimeRules({ keepalive: 'refuse' });
		client.emit('keepalive', ticket.Token);
		await client.until(() => client.of('keepaliveResponse').length === 1);
		expect(client.of('keepaliveResponse')[0]?.['errorCode']).not.toBe(0);
	});

	it('an expired token ends the connection only when told so: at once, or when its time comes', async () => {
		simulator.control.setRealTimeRules({ expiredTokens: 'disconnect' });
		const now = await connect(urlOf('2.5.1'), ticket.Token).loggedIn();
		simulator.control.expireRealTimeTokens();
		await now.until(() => !now.connected);

		simulator.control.setRealTimeRules({ tokenSeconds: 0.5 });
		const short = await logIn(simulator);
		const later = await connect(urlOf('2.5.1'), short.Token).loggedIn();
		await later.until(() => !later.connected);
		expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(short.TokenExpiry));
	});
});
