import { outage, refusal, SERVERS, stage, states } from './sessionStage';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Lets everything happen that needs no time, then time pass. */
const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);

test('logs in, connects to the first server, and is live', async () => {
	const { session, calls, changes, tokens } = stage();
	expect(session.state).toBe('loggingIn');
	await after(0);
	expect(session.state).toBe('live');
	expect(calls).toEqual([SERVERS[0]]);
	expect(tokens).toEqual(['login 1']);
	expect(changes).toEqual([{ state: 'connected', at: new Date(), server: SERVERS[0] }]);
	await session.close();
	expect(session.state).toBe('closed');
	expect(jest.getTimerCount()).toBe(0);
});

test('a lost connection is replaced at once by the next server, with the gap’s bounds', async () => {
	const { session, calls, changes, lose } = stage();
	await after(0);
	lose();
	await after(0);
	expect(calls).toEqual([SERVERS[0], SERVERS[1]]);
	expect(changes.slice(1)).toEqual([
		{
			state: 'lost',
			at: new Date(),
			lastHeardAt: new Date(1_000),
			server: SERVERS[0],
			reason: 'the connection broke',
		},
		{ state: 'recovered', at: new Date(), lostAt: new Date(1_000), server: SERVERS[1] },
	]);
	await session.close();
});

test('when no server can be used, the login is asked for others, and then it waits longer and longer', async () => {
	const { session, calls, changes, rules, lose, tokens } = stage();
	await after(0);
	rules.refuse = () => 'down';
	lose();
	await after(0);
	// Each of the others, the one that was lost, and after the login the next once more.
	expect(calls.slice(1)).toHaveLength(4);
	expect(tokens.at(-1)).toBe('refresh 2');
	expect(session.state).toBe('waiting');
	expect(changes.at(-1)).toMatchObject({ state: 'waiting', reason: expect.stringContaining('no') as string });
	await after(999);
	expect(calls.slice(1)).toHaveLength(4);
	await after(1);
	expect(calls.slice(1)).toHaveLength(5);
	await after(2_000);
	expect(calls.slice(1)).toHaveLength(6);
	rules.refuse = () => undefined;
	await after(4_000);
	expect(session.state).toBe('live');
	expect(changes.at(-1)).toMatchObject({ state: 'recovered', lostAt: new Date(1_000) });
	await session.close();
});

test('a reason to wait is told once', async () => {
	const { session, changes, rules } = stage();
	rules.login = outage;
	await after(60_000);
	expect(changes).toMatchObject([{ state: 'waiting', reason: 'Log in: nobody there' }]);
	await session.close();
	expect(jest.getTimerCount()).toBe(0);
});

test('each reason to wait is told once, also when several servers are down in turn; and anew in the next outage', async () => {
	const { session, changes, rules, lose } = stage();
	const waits = () => changes.flatMap((change) => (change.state === 'waiting' ? [change.reason] : []));
	rules.refuse = () => 'down';
	await after(600_000);
	expect(waits().toSorted()).toEqual(['one.test: no', 'three.test: no', 'two.test: no']);
	rules.refuse = () => undefined;
	await after(20_000);
	expect(session.state).toBe('live');
	rules.refuse = () => 'down';
	lose();
	await after(600_000);
	expect(waits()).toHaveLength(6);
	await session.close();
});

test('a server that drops everybody is not hammered', async () => {
	const other = stage([SERVERS[0] ?? '']);
	await after(0);
	// stableMs is 0 on this stage, so the life of a connection is made to look negative.
	const clock = jest.spyOn(performance, 'now');
	let now = performance.now();
	clock.mockImplementation(() => (now -= 1));
	for (let round = 0; round < 50; round++) {
		other.lose();
		await after(0);
	}
	clock.mockRestore();
	expect(other.calls.length).toBeLessThan(5);
	await other.session.close();
});

describe('a token that a server does not take', () => {
	test('is renewed; if the renewed one is not taken either, a new login is made', async () => {
		const { session, tokens, rules } = stage();
		const rejected = ['login 1', 'refresh 2'];
		rules.refuse = () => (rejected.includes(tokens.at(-1) ?? '') ? 'tokenRejected' : undefined);
		await after(0);
		expect(tokens).toEqual(['login 1', 'refresh 2', 'login 3']);
		expect(session.state).toBe('live');
		await session.close();
	});

	test('is no failure of the server: the same one is tried with the new token', async () => {
		const { session, calls, lose } = stage();
		await after(0);
		lose('tokenRejected');
		await after(0);
		expect(calls).toEqual([SERVERS[0], SERVERS[0]]);
		await session.close();
	});

	test('time after time is waited for', async () => {
		const { session, calls, rules } = stage();
		rules.refuse = () => 'tokenRejected';
		await after(0);
		expect(session.state).toBe('waiting');
		expect(calls.length).toBeLessThan(6);
		await session.close();
	});
});

test('wrong credentials end the session', async () => {
	const { session, changes, refusals, rules } = stage();
	rules.login = refusal;
	await after(0);
	expect(session.state).toBe('refused');
	expect(refusals).toHaveLength(1);
	expect(changes).toEqual([]);
	expect(jest.getTimerCount()).toBe(0);
	await session.close();
	expect(session.state).toBe('refused');
});

test('a login that worked before is believed wrong only after many refusals', async () => {
	const { session, changes, refusals, rules, lose } = stage();
	await after(0);
	rules.login = refusal;
	rules.refresh = refusal;
	lose('tokenRejected');
	await after(30_000);
	expect(refusals).toEqual([]);
	expect(states(changes)).toEqual(['connected', 'lost', 'waiting']);
	await after(60_000);
	expect(refusals).toHaveLength(1);
	expect(session.state).toBe('refused');
});

test.each(['loggingIn', 'connecting', 'waiting', 'live'] as const)(
	'closing while %s leaves nothing',
	async (state) => {
		const { session, rules, live } = stage();
		if (state === 'waiting') rules.login = outage;
		if (state === 'connecting') await Promise.resolve().then(() => undefined);
		if (state === 'waiting' || state === 'live') await after(0);
		await session.close();
		expect(session.state).toBe('closed');
		expect(jest.getTimerCount()).toBe(0);
		expect(live.every(({ closed }) => closed)).toBe(true);
	},
);

test('asking for snapshots does so while live, and nothing otherwise', async () => {
	const { session, live } = stage();
	session.resync();
	await after(0);
	session.resync();
	expect(live[0]?.sent).toEqual(['resync']);
	await session.close();
	session.resync();
	expect(live[0]?.sent).toEqual(['resync']);
});
