import type { RealTimeLogin } from '../../../nodes/platform/realtime/login';
import { useSimulator } from '../../useSimulator';
import { failureOf } from '../connections';
import { joining, opened, takeNotes } from './listener';

const simulator = useSimulator({ realTime: ['2.5.1'] });

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
		const session = await opened(optionsWith(logins[by]));
		expect(simulator.control.realTimeConnections().connections).toMatchObject([{ login: by }]);
		await session.close();
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
		const error = await failureOf(opened(optionsWith(login), notes), secret);
		expect(error.kind).toBe('refused');
		expect(error.message).toMatch(/^Log in for live events: Voicenter refused the real-time login \(.+\)$/);
		expect(error.hint).toContain('Check the real-time login in the credential');
		expect(notes.refusals).toEqual([error]);
		expect(notes.changes).toEqual([]);
	});

	test('are not what is wrong where the address is not on the allow-list', async () => {
		simulator.control.setAllowlist('nobody');
		const { account } = simulator;
		const error = await failureOf(opened(joining(simulator)), account.realTime.token);
		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
		expect(error.hint).toMatch(/public IP address of this server is not on the list/);
	});

	test('do not keep the next one, with right ones, from joining', async () => {
		await expect(opened(optionsWith({ by: 'token', token: 'wrong-token-1' }))).rejects.toThrow();
		const session = await opened(joining(simulator));
		expect(session.state).toBe('live');
		await session.close();
	});
});

describe('an outage of the login', () => {
	test.each(['unavailable', 'closed'] as const)('is waited out (%s)', async (login) => {
		const { control } = simulator;
		control.setRealTimeRules({ login });
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		expect(session.state).not.toBe('live');
		expect(notes.changes).toMatchObject([
			{ state: 'waiting', reason: expect.stringMatching(/^Log in for live events: /) as string },
		]);
		control.setRealTimeRules({ login: 'answer' });
		await notes.change('connected');
		expect(notes.changes.map(({ state }) => state)).toEqual(['waiting', 'connected']);
		await session.close();
	});

	test('ends when the session is left', async () => {
		simulator.control.setRealTimeRules({ login: 'unavailable' });
		const session = await opened(
			joining(simulator, { firstWaitMs: 60_000, longestWaitMs: 60_000 }),
			takeNotes(),
		);
		await session.close();
		expect(session.state).toBe('closed');
	});
});

test('a login that was right and is refused for a while is not given up at once', async () => {
	const { control } = simulator;
	const notes = takeNotes();
	const session = await opened(joining(simulator), notes);
	control.setRealTimeRules({ login: 'unauthorized', refresh: 'unauthorized', expiredTokens: 'disconnect' });
	control.expireRealTimeTokens({ refreshTokens: true });
	await notes.change('waiting');
	control.setRealTimeRules({ login: 'answer' });
	await notes.change('recovered');
	expect(notes.refusals).toEqual([]);
	await session.close();
});

test('a login that was right and stays refused is believed in the end', async () => {
	const { control } = simulator;
	const notes = takeNotes();
	const session = await opened(joining(simulator, { firstWaitMs: 1, longestWaitMs: 5 }), notes);
	control.setRealTimeRules({ login: 'unauthorized', refresh: 'unauthorized', expiredTokens: 'disconnect' });
	control.expireRealTimeTokens({ refreshTokens: true });
	const error = await notes.refusal();
	expect(error.kind).toBe('refused');
	await session.close();
	expect(session.state).toBe('refused');
});

describe('tokens that run out', () => {
	test('are renewed before, and a server that is told of it keeps the connection, however busy it is', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ tokenSeconds: 5, expiredTokens: 'disconnect' });
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		const renewals = () => control.requests('/monitorAPI/RefreshIdentityToken').length;
		while (renewals() < 3) {
			control.emitRealTime('Word', {});
			await new Promise((later) => setTimeout(later, 20));
		}
		expect(notes.changes.map(({ state }) => state)).toEqual(['connected']);
		expect(control.realTimeConnections()).toMatchObject({ open: 1, opened: 1 });
		await session.close();
	});

	test('are renewed when a server no longer takes them', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ expiredTokens: 'disconnect' });
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		control.expireRealTimeTokens();
		await notes.change('recovered');
		await session.close();
	});

	test('are replaced by a new login when the renewal fails', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ expiredTokens: 'disconnect', refresh: 'unavailable' });
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		control.expireRealTimeTokens({ refreshTokens: true });
		await notes.change('recovered');
		await session.close();
	});

	test('are found by the keepalive where the server says nothing', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		const session = await opened(joining(simulator, { keepaliveMs: 200, answerMs: 2_000 }), notes);
		control.expireRealTimeTokens();
		const lost = await notes.change('lost');
		expect(lost.reason).toBe('the server no longer takes the login (error 401)');
		await notes.change('recovered');
		await session.close();
	});
});
