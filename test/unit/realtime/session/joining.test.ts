/** What one who joins a monitor gets, and what is kept from them. */
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import type { LoggedCall } from '../../../../nodes/platform/realtime/gap/gapCalls';
import {
	abandonedLive,
	abandonedLogged,
	connected,
	gap,
	MINUTE,
	options,
	server,
	stage,
	subscriber,
} from './monitorStage';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-01-31T10:00:00.000Z') }));
afterEach(() => jest.useRealTimers());

const lost = () =>
	({ state: 'lost', at: new Date(), lastHeardAt: new Date(), server, reason: 'cut' }) as const;

test('the last lists, once each, and how old they are', async () => {
	const scene = stage();
	await scene.join(options, subscriber());
	for (const name of ['x', 'y']) scene.wire('AllExtensionsStatus', { extensions: [{ extenUser: name }] });
	scene.wire('AllDialersStatus', { dialers: [] });
	jest.advanceTimersByTime(MINUTE);
	const late = subscriber();
	await scene.join(options, late);
	expect(late.events).toMatchObject([
		{ event: 'connectionConnected' },
		{
			event: 'extensionsSnapshot',
			at: '2026-01-31T10:00:00.000Z',
			extensions: [{ extension: { sip: 'y' } }],
		},
		{ event: 'dialersSnapshot' },
	]);
});

test('while the connection is lost, that it is being waited for', async () => {
	const scene = stage();
	await scene.join(options, subscriber());
	scene.change(lost());
	const late = subscriber();
	await scene.join(options, late);
	expect(late.events).toMatchObject([{ event: 'connectionWaiting', message: 'cut' }]);
});

test('the first one waits for a connection, or for word that there is none', async () => {
	for (const change of [connected(), { state: 'waiting', at: new Date(), reason: 'x' } as const]) {
		const scene = stage(undefined, false);
		const one = subscriber();
		let hasJoined = false;
		const joining = scene.join(options, one).then(() => (hasJoined = true));
		scene.change(lost());
		await jest.advanceTimersByTimeAsync(0);
		expect(hasJoined).toBe(false);
		scene.change(change);
		await joining;
		expect(one.names()).toHaveLength(2);
	}
});

test('asks for the lists, and says how the connection is', async () => {
	const scene = stage();
	const share = await scene.join(options, subscriber());
	share.resync();
	expect([scene.resyncs(), share.state]).toEqual([1, 'live']);
});

test('what is to outlast the process: until when it has heard, and which conditions hold', async () => {
	const scene = stage();
	const plain = await scene.join(options, subscriber());
	expect(plain.told()).toBeUndefined();
	expect(plain.heard()).toMatchObject({ until: '2026-01-31T10:00:00.000Z' });
	const told: string[] = [];
	const conditions = {
		settings: { queueIsLong: { callers: 1, overAt: 0, lastsMs: 0 }, tellsOver: true },
		take: ({ event }: { event: string }) => void told.push(event),
	};
	for (const recoverFromCallLog of [true, false]) {
		const share = await scene.join(options, subscriber({ conditions, recoverFromCallLog }));
		scene.wire('QueueEvent', {
			...abandonedLive,
			reason: 'JOIN',
			data: { ...abandonedLive.data, Calls: [{ IvrUniqueID: 'A' }] },
		});
		await jest.advanceTimersByTimeAsync(1_000);
		expect(told.splice(0)).toEqual(['queueIsLong']);
		expect(Object.values(share.told() ?? {})).toMatchObject([{ event: 'queueIsLong' }]);
		await share.leave();
		scene.wire('QueueEvent', abandonedLive);
		await jest.advanceTimersByTimeAsync(1_000);
		expect(told).toEqual([]);
	}
	await plain.leave();
	expect(jest.getTimerCount()).toBe(0);
});

test('conditions follow the Call Log for those who want it asked, and for them alone', async () => {
	const records: LoggedCall[] = [];
	const scene = stage(() => records);
	const watch = async (recoverFromCallLog: boolean) => {
		const told: [string, boolean | undefined][] = [];
		const conditions = {
			settings: { callerWaitsTooLong: { ms: 1_000 }, tellsOver: true },
			take: ({ event, isOver }: RealTimeEvent) => void told.push([event, isOver]),
		};
		await scene.join(options, subscriber({ conditions, recoverFromCallLog }));
		return told;
	};
	const [asking, other] = [await watch(true), await watch(false)];
	const Calls = [{ IvrUniqueID: 'A' }];
	scene.wire('QueueEvent', { ...abandonedLive, reason: 'JOIN', data: { ...abandonedLive.data, Calls } });
	await jest.advanceTimersByTimeAsync(2_000);
	const begins = ['callerWaitsTooLong', false];
	expect([asking, other]).toEqual([[begins], [begins]]);
	records.push(abandonedLogged());
	gap(scene);
	await jest.advanceTimersByTimeAsync(2 * MINUTE);
	expect([asking, other]).toEqual([[begins, ['callerWaitsTooLong', true]], [begins]]);
});

test.each([
	['an account', { by: 'account', username: 'x', password: 'y' }, 1],
	['a user, who is not to hear of others’ calls', { by: 'user', email: 'x', password: 'y' }, 0],
] as const)('the Call Log is asked for %s', async (_, login, times) => {
	const record = abandonedLogged();
	const scene = stage(() => [record]);
	const one = subscriber({ recoverFromCallLog: true });
	await scene.join({ ...options, login }, one);
	gap(scene);
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(one.names().filter((name) => name === 'queueAbandoned')).toHaveLength(times);
});

test('another credential has a connection of its own; of one account, the Call Log is read once for both', async () => {
	const read = jest.fn(() => []);
	const scene = stage(read);
	const login = { by: 'token', token: 'another' } as const;
	for (const one of [options, { ...options, login }])
		await scene.join(one, subscriber({ recoverFromCallLog: true }));
	expect(scene.listeners).toHaveLength(2);
	const at = new Date();
	for (const listener of scene.listeners)
		listener.onConnection({ state: 'recovered', at, lostAt: at, server });
	await jest.advanceTimersByTimeAsync(2 * MINUTE);
	expect(read).toHaveBeenCalledTimes(1);
});

test('who comes while the last one leaves waits until all is closed', async () => {
	const scene = stage();
	const share = await scene.join(options, subscriber());
	const leaving = share.leave();
	const joining = scene.join(options, subscriber());
	await Promise.resolve();
	expect(scene.listeners).toHaveLength(1);
	await leaving;
	await joining;
	expect([scene.left(), scene.listeners.length]).toEqual([1, 2]);
});
