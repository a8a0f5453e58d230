import type { SessionOptions } from '../../../../nodes/platform/realtime/connection/sessionTypes';
import { accountOf, identityOf } from '../../../../nodes/platform/realtime/identity';
import { loginService } from '../../../../nodes/platform/realtime/loginService';
import { startServer, stopServers } from '../../platform/http/servers';

afterEach(stopServers);

const lasting = ['the-code', 'the-password', 'the-api-token'];
const tokenOf = (number: number) => `token-${String(number).padStart(3, '0')}`;

/** A service whose logins give one token after the other, and then refuse with everything that they know. */
async function service(login: SessionOptions['login'], refreshes: boolean) {
	let refusing = false;
	const { url, received } = await startServer((number, _request, response) => {
		const known = [...lasting, ...Array.from({ length: number }, (_, index) => tokenOf(index + 1))];
		const socket = {
			Token: tokenOf(number),
			Url: 'https://one.test',
			...(refreshes && { RefreshToken: `re-${tokenOf(number)}` }),
		};
		response.end(
			JSON.stringify(refusing ? { error: `Unauthorized: ${known.join(' ')}` } : { Data: { Socket: socket } }),
		);
	});
	const { logIn, refresh } = loginService(
		{ account: { code: 'the-code', secrets: ['the-api-token'], baseUrl: url }, login },
		new AbortController().signal,
	);
	return {
		received,
		logIn,
		refresh,
		/** What a refusal shows. */
		shown: async () => {
			refusing = true;
			return logIn().then(() => 'logged in', String);
		},
	};
}

it.each<[SessionOptions['login'], string, object]>([
	[{ by: 'token', token: 'the-password' }, 'Token', { token: 'the-password' }],
	[
		{ by: 'account', username: 'x', password: 'the-password' },
		'Account',
		{ username: 'x', password: 'the-password' },
	],
	[{ by: 'user', email: 'x@y.z', password: 'the-password' }, 'User', { email: 'x@y.z', pin: 'the-password' }],
])('%j: asks for it, and shows no secret', async (login, path, body) => {
	const { received, logIn, shown } = await service(login, false);
	expect(await logIn()).toMatchObject({ token: 'token-001' });
	expect(received).toMatchObject([{ path: `/monitorAPI/Login/${path}`, body: JSON.stringify(body) }]);
	const message = await shown();
	expect(message).toMatch(/refused the real-time login \(Unauthorized: /);
	for (const secret of [...lasting, 'token-001']) expect(message).not.toContain(secret);
});

it('of tokens that are no longer used, the latest are kept out of messages, and the list does not grow', async () => {
	const { logIn, shown } = await service({ by: 'token', token: 'the-password' }, false);
	for (let count = 0; count < 12; count += 1) await logIn();
	const message = await shown();
	const seen = Array.from({ length: 12 }, (_, index) => tokenOf(index + 1)).filter((token) =>
		message.includes(token),
	);
	expect(seen).toEqual(['token-001', 'token-002', 'token-003']);
	for (const secret of lasting) expect(message).not.toContain(secret);
});

it('a renewal shows the token for it, which is a secret as well', async () => {
	const { received, logIn, refresh, shown } = await service({ by: 'token', token: 'the-password' }, true);
	expect(await refresh(await logIn())).toMatchObject({ token: 'token-002', refreshToken: 're-token-002' });
	expect(received.at(-1)).toMatchObject({ headers: { authorization: 'Bearer re-token-001' } });
	expect(await shown()).not.toMatch(/token-00[12]/);
});

it('stopped, it asks nothing', async () => {
	const { url, received } = await startServer((_number, _request, response) => response.end('{}'));
	const { logIn } = loginService(
		{ account: { code: 'the-code', baseUrl: url }, login: { by: 'token', token: 'the-password' } },
		AbortSignal.abort(),
	);
	await expect(logIn()).rejects.toMatchObject({ kind: 'cancelled' });
	expect(received).toEqual([]);
});

it('a connection is another’s where the account, the place or the login is; an account where one of the first two is', () => {
	const account = { code: 'one' };
	const login = { by: 'account', username: 'x', password: 'y' } as const;
	const all: SessionOptions[] = [
		{ account, login },
		{ account: { code: 'two' }, login },
		{ account: { ...account, baseUrl: 'http://127.0.0.1:9' }, login },
		{ account, login: { ...login, username: 'z' } },
		{ account, login: { ...login, password: 'z' } },
		{ account, login: { by: 'user', email: 'x', password: 'y' } },
		{ account, login: { by: 'user', email: 'z', password: 'y' } },
		{ account, login: { by: 'token', token: 'x' } },
		{ account, login: { by: 'token', token: 'y' } },
	];
	expect(new Set(all.map(identityOf)).size).toBe(all.length);
	expect(new Set(all.map((one) => accountOf(one.account))).size).toBe(3);
	expect(identityOf({ account: { ...account, secrets: ['s'] }, login: { ...login } })).toBe(
		identityOf({ account, login }),
	);
});
