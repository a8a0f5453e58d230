import type { RealTimeLogin } from '../../../nodes/platform/realtime/connection/session';
import { createSessions } from '../../../nodes/platform/realtime/sessions';
import { type Simulator, startSimulator } from '../../simulator';
import { failureOf } from '../connections';
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
const optionsWith = (login: RealTimeLogin) => ({ ...joining(simulator), login });

describe('each login', () => {
	test.each(['token', 'account', 'user'] as const)('connects by %s', async (by) => {
		const { realTime, extensions } = simulator.account;
		const user = extensions[0]?.user;
		const logins = {
			token: { by: 'token', token: realTime.token },
			account: { by: 'account', username: realTime.username, password: realTime.password },
			user: { by: 'user', email: user?.email ?? '', password: user?.pin ?? '' },
		} as const;
		const shared = await join(optionsWith(logins[by]), takeNotes());
		expect(simulator.control.realTimeConnections().connections).toMatchObject([{ login: by }]);
		await shared.leave();
	});
});

describe('wrong credentials', () => {
	test.each([
		{ by: 'token', token: 'wrong-token-1' },
		{ by: 'account', username: 'somebody', password: 'wrong-password-1' },
		{ by: 'user', email: 'nobody@example.com', password: 'wrong-pin-1' },
	] as const)('are refused at once, with what to do ($by)', async (login) => {
		const notes = takeNotes();
		const secret = login.by === 'token' ? login.token : login.password;
		const error = await failureOf(join(optionsWith(login), notes), secret);
		expect(error.kind).toBe('refused');
		expect(error.message).toMatch(/^Log in for live events: Voicenter refused the real-time login \(.+\)$/);
		expect(error.hint).toContain('Check the real-time login in the credential');
		expect(notes.refusals).toEqual([error]);
		expect(notes.changes).toEqual([]);
	});

	test('are not what is wrong where the address is not on the allow-list', async () => {
		simulator.control.setAllowlist('nobody');
		const { account } = simulator;
		const error = await failureOf(join(joining(simulator), takeNotes()), account.realTime.token);
		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
		expect(error.hint).toMatch(/public IP address of this server is not on the list/);
	});

	test('do not keep the next one, with right ones, from joining', async () => {
		await expect(join(optionsWith({ by: 'token', token: 'wrong-token-1' }), takeNotes())).rejects.toThrow();
		const shared = await join(joining(simulator), takeNotes());
		expect(shared.state).toBe('live');
		await shared.leave();
	});
});

describe('an outage of the login', () => {
	test.each(['unavailable', 'closed'] as const)('is waited out (%s)', async (login) => {
		const { control } = simulator;
		control.setRealTimeRules({ login });
		const notes = takeNotes();
		const shared = await join(joining(simulator), notes);
		expect(shared.state).not.toBe('live');
		expect(notes.changes).toMatchObject([
			{ state: 'waiting', reason: expect.stringMatching(/^Log in for live events: /) as string },
		]);
		control.setRealTimeRules({ login: 'answer' });
		await notes.change('connected');
		expect(notes.changes.map(({ state }) => state)).toEqual(['waiting', 'connected']);
		await shared.leave();
	});

	test('ends when the session is left', async () => {
		simulator.control.setRealTimeRules({ login: 'unavailable' });
		const shared = await join(
			joining(simulator, { firstWaitMs: 60_000, longestWaitMs: 60_000 }),
			takeNotes(),
		);
		await shared.leave();
		expect(shared.state).toBe('closed');
	});
});

test('a login that was right and is refused for a while is not given up at once', async () => {
	const { control } = simulator;
	const notes = takeNotes();
	const shared = await join(joining(simulator), notes);
	control.setRealTimeRules({ login: 'unauthorized', refresh: 'unauthorized', expiredTokens: 'disconnect' });
	control.expireRealTimeTokens({ refreshTokens: true });
	await notes.change('waiting');
	control.setRealTimeRules({ login: 'answer' });
	await notes.change('recovered');
	expect(notes.refusals).toEqual([]);
	await shared.leave();
});

test('a login that was right and stays refused is believed in the end', async () => {
	const { control } = simulator;
	const notes = takeNotes();
	const shared = await join(joining(simulator, { firstWaitMs: 1, longestWaitMs: 5 }), notes);
	control.setRealTimeRules({ login: 'unauthorized', refresh: 'unauthorized', expiredTokens: 'disconnect' });
	control.expireRealTimeTokens({ refreshTokens: true });
	const error = await notes.refusal();
	expect(error.kind).toBe('refused');
	await shared.leave();
	expect(shared.state).toBe('refused');
});

describe('tokens that run out', () => {
	test('are renewed before, and a server that is told of it keeps the connection, however busy it is', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ tokenSeconds: 5, expiredTokens: 'disconnect' });
		const notes = takeNotes();
		const shared = await join(joining(simulator), notes);
		const renewals = () => control.requests('/monitorAPI/RefreshIdentityToken').length;
		while (renewals() < 3) {
			control.emitRealTime('Word', {});
			await new Promise((later) => setTimeout(later, 20));
		}
		expect(notes.changes.map(({ state }) => state)).toEqual(['connected']);
		expect(control.realTimeConnections()).toMatchObject({ open: 1, opened: 1 });
		await shared.leave();
	});

	test('are renewed when a server no longer takes them', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ expiredTokens: 'disconnect' });
		const notes = takeNotes();
		const shared = await join(joining(simulator), notes);
		control.expireRealTimeTokens();
		await notes.change('recovered');
		await shared.leave();
	});

	test('are replaced by a new login when the renewal fails', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ expiredTokens: 'disconnect', refresh: 'unavailable' });
		const notes = takeNotes();
		const shared = await join(joining(simulator), notes);
		control.expireRealTimeTokens({ refreshTokens: true });
		await notes.change('recovered');
		await shared.leave();
	});

	test('are found by the keepalive where the server says nothing', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		const shared = await join(joining(simulator, { keepaliveMs: 200, answerMs: 2_000 }), notes);
		control.expireRealTimeTokens();
		const lost = await notes.change('lost');
		expect(lost.reason).toBe('the server no longer takes the login (error 401)');
		await notes.change('recovered');
		await shared.leave();
	});
});
