/** What a session makes of trouble that comes seldom, and of time. */
import { LinkError } from '../../../../nodes/platform/realtime/connection/linkError';
import { DEFAULT_TIMINGS } from '../../../../nodes/platform/realtime/connection/timings';
import { outage, refusal, SERVERS, stage, states } from './sessionStage';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());
const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);
const say = ({ live }: ReturnType<typeof stage>, name: string, payload: unknown = {}) =>
	live.at(-1)?.listener?.onEvent({ name, payload, receivedAt: new Date() });
const [ONE = '', TWO = '', THREE = ''] = SERVERS;

test('a listener that fails is logged, and hears what comes next', async () => {
	const scene = stage();
	await after(0);
	scene.rules.hear = (name) => {
		if (name === 'x') throw new Error('too much');
	};
	say(scene, 'x');
	say(scene, 'y');
	expect(scene.events).toEqual(['x', 'y']);
	expect(scene.log).toEqual(['Live events: a listener failed (too much)']);
	await scene.session.close();
});

test('what nobody expects of a login is logged, and tried again', async () => {
	const { session, rules, log, changes } = stage();
	const { login } = rules;
	rules.login = () => {
		throw new TypeError('a fault');
	};
	await after(0);
	expect(log).toContain('Live events: something unexpected went wrong (TypeError: a fault)');
	expect(changes).toMatchObject([{ state: 'waiting', reason: 'something unexpected went wrong' }]);
	rules.login = login;
	await after(8_000);
	expect(session.state).toBe('live');
	await session.close();
});

test('nor of a server: the next one is tried', async () => {
	const { session, rules, log, calls } = stage();
	rules.refuse = (server) => {
		if (server === ONE) throw new TypeError('a fault');
		return undefined;
	};
	await after(0);
	expect(log).toEqual(['Live events: something unexpected went wrong (TypeError: a fault)']);
	expect(calls).toEqual([ONE, TWO]);
	expect(session.state).toBe('live');
	await session.close();
});

test('a login that names other servers begins with the first of them; with the same ones, it goes on', async () => {
	for (const [servers, next] of [
		[SERVERS, TWO],
		[[THREE, ONE], THREE],
	] as const) {
		const { session, rules, calls, lose } = stage();
		await after(0);
		rules.refuse = (server) => (server === TWO && calls.length === 2 ? 'tokenRejected' : undefined);
		rules.refresh = () => ({ token: 'renewed', refreshToken: 'R', servers: [...servers] });
		lose();
		await after(0);
		expect(calls).toEqual([ONE, TWO, next]);
		await session.close();
	}
});

test('with a base URL, Voicenter’s servers are reached there', async () => {
	const account = { code: 'code', baseUrl: 'http://127.0.0.1:4010' };
	const { session, calls } = stage(['https://monitor1.voicenter.co.il/x'], { account });
	await after(0);
	expect(calls).toEqual(['http://127.0.0.1:4010/x']);
	await session.close();
});

test('a keepalive shows the token of now, and a new one at once', async () => {
	const scene = stage();
	const { session, rules, live } = scene;
	const expiresAt = () => new Date(Date.now() + 60_000);
	rules.login = () => ({ token: 'old', refreshToken: 'R', servers: SERVERS, expiresAt: expiresAt() });
	rules.refresh = () => ({ token: 'new', refreshToken: 'R', servers: SERVERS });
	await after(0);
	await after(47_999);
	expect(live[0]?.sent).toEqual([]);
	await after(1);
	expect(live[0]?.sent).toEqual(['keepalive new']);
	say(scene, 'keepaliveResponse', { errorCode: 0 });
	await session.close();
});

test('trouble with renewing the login is logged, and the connection stays', async () => {
	const { session, rules, log } = stage();
	rules.login = () => ({
		token: 'old',
		refreshToken: 'R',
		servers: SERVERS,
		expiresAt: new Date(Date.now() + 60_000),
	});
	await after(0);
	rules.login = rules.refresh = outage;
	await after(48_000);
	expect(log).toEqual(['Log in: nobody there']);
	expect(session.state).toBe('live');
	await session.close();
});

test('it goes back to the first server, and counts from there', async () => {
	const scene = stage();
	const { session, calls, lose, live, changes } = scene;
	const { returnAfterMs, keepaliveMs, overlapMs } = DEFAULT_TIMINGS;
	await after(0);
	lose();
	await after(0);
	for (let passed = 0; passed < returnAfterMs; passed += keepaliveMs) {
		await after(keepaliveMs);
		say({ ...scene, live: live.slice(1, 2) }, 'keepaliveResponse', { errorCode: 0 });
	}
	await after(overlapMs);
	say({ ...scene, live: live.slice(1, 2) }, 'keepaliveResponse', { errorCode: 0 });
	await after(0);
	expect(calls).toEqual([ONE, TWO, ONE]);
	expect(live.map(({ closed }) => closed)).toEqual([true, true, false]);
	expect(states(changes)).toEqual(['connected', 'lost', 'recovered']);
	lose();
	await after(0);
	expect(calls.at(-1)).toBe(TWO);
	expect(changes.slice(3)).toMatchObject([
		{ state: 'lost', server: ONE },
		{ state: 'recovered', server: TWO },
	]);
	await session.close();
});

test.each([
	['as long as it must', 5_000, 'live'],
	['less', 4_999, 'waiting'],
])('a connection that lasted %s', async (_, lasted, state) => {
	const { session, lose } = stage([ONE], { timings: { stableMs: 5_000 } });
	await after(0);
	for (let round = 0; round < 2; round += 1) {
		await after(lasted);
		lose();
		await after(0);
	}
	expect(session.state).toBe(state);
	await session.close();
});

test('a login that worked before is believed wrong at the tenth refusal in a row', async () => {
	let logins = 0;
	const { session, rules, refusals, lose } = stage();
	const { login } = rules;
	await after(0);
	const refuse = () => {
		logins += 1;
		return refusal();
	};
	[rules.login, rules.refresh] = [refuse, refuse];
	lose('tokenRejected');
	while (logins < 18) await after(1_000);
	// A renewal and a login each time.
	expect([refusals, session.state]).toEqual([[], 'waiting']);
	[rules.login, rules.refresh] = [login, login];
	await after(8_000);
	expect(session.state).toBe('live');
	logins = 0;
	[rules.login, rules.refresh] = [refuse, refuse];
	lose('tokenRejected');
	while (session.state !== 'refused') await after(1_000);
	expect([refusals.length, logins]).toEqual([1, 20]);
});

test('an outage in between is no refusal', async () => {
	const { session, rules, refusals, lose } = stage();
	await after(0);
	[rules.login, rules.refresh] = [outage, outage];
	lose('tokenRejected');
	await after(600_000);
	expect([refusals, session.state]).toEqual([[], 'waiting']);
	await session.close();
});

test('closed while a server is dialed, it is over, whatever the server says', async () => {
	for (const error of [new LinkError('cancelled', ''), new LinkError('down', ''), new TypeError('a fault')]) {
		const scene = stage();
		let closing: Promise<void> | undefined;
		scene.rules.refuse = () => {
			closing = scene.session.close();
			throw error;
		};
		await after(0);
		await closing;
		expect([scene.session.state, scene.calls]).toEqual(['closed', [ONE]]);
		expect(scene.changes).toEqual([]);
	}
});

test('closed while the login is asked, it is over, whatever the login says', async () => {
	for (const fail of [outage, refusal]) {
		const scene = stage();
		let closing: Promise<void> | undefined;
		scene.rules.login = () => {
			closing = scene.session.close();
			return fail();
		};
		await after(0);
		await closing;
		expect([scene.session.state, scene.calls, scene.changes, scene.refusals]).toEqual(['closed', [], [], []]);
	}
});
