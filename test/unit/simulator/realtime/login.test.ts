import { request } from 'undici';
import { useSimulator } from '../../../useSimulator';
import { get, matching, postJson } from '../support';
import { logIn, type Ticket } from './client';

const simulator = useSimulator({ realTime: ['2.5.1', '4'] });

const post = (kind: string, body: unknown) => postJson(`${simulator.url}/monitorAPI/Login/${kind}`, body);
const refresh = async (token: string) => {
	const response = await fetch(`${simulator.url}/monitorAPI/RefreshIdentityToken`, {
		headers: { authorization: `Bearer ${token}` },
	});
	const body = (await response.json()) as { Data?: { Socket: Ticket } };
	return { status: response.status, body, ticket: body.Data?.Socket };
};
const user = () => {
	const [extension] = simulator.account.extensions;
	return { email: extension?.user.email, pin: extension?.user.pin, id: Number(extension?.user.id) };
};

describe('the real-time login', () => {
	it('gives a token and the servers, in their order', async () => {
		const before = Date.now();
		const answer = (await post('Token', { token: simulator.account.realTime.token })).json();
		expect(answer).toMatchObject({ StatusCode: 200, Status: 'OK' });

		const ticket = await logIn(simulator);
		const urls = simulator.control.realTimeServers().map(({ url }) => url);
		expect(ticket).toMatchObject({ Url: urls[0], URLList: urls, Version: '2.4.0', PersonId: 0 });
		expect(ticket.Client).toMatch(/\?v=2\.4\.0$/);
		expect(ticket.TokenExpiry).toEqual(matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
		expect(Date.parse(ticket.TokenExpiry)).toBeGreaterThanOrEqual(before + 3600_000);
		expect(Date.parse(ticket.RefreshTokenExpiry)).toBeGreaterThan(Date.parse(ticket.TokenExpiry));
	});

	it('takes the account, and a user', async () => {
		const { username, password } = simulator.account.realTime;
		expect((await post('Account', { username, password })).status).toBe(200);
		const { email, pin, id } = user();
		expect(await logIn(simulator, 'User', { email, pin })).toMatchObject({ PersonId: id });
	});

	it.each([
		['Account', { username: 'VCsimAccountUser', password: 'wrong' }],
		['Account', {}],
		['User', { email: 'John.d@voicenter.co.il', pin: 'wrong' }],
		['User', { email: 'nobody@voicenter.co.il', pin: 'VCsimPin12345601' }],
		['User', 'no JSON'],
	])('says 401 Unauthorized to a wrong %s', async (kind, fields) => {
		const answer = await post(kind, fields);
		expect([answer.status, answer.json()]).toEqual([401, { error: 'Unauthorized' }]);
	});

	it('says 500 Unexpected token to a wrong token', async () => {
		const answer = await post('Token', { token: 'wrong' });
		expect([answer.status, answer.json()]).toEqual([500, { error: 'Unexpected token' }]);
	});

	it('refuses an address that is not on the allow-list, whatever it shows; renewing a token too', async () => {
		const { RefreshToken } = await logIn(simulator);
		const { token, username, password } = simulator.account.realTime;
		const { email, pin } = user();
		simulator.control.setAllowlist('nobody');
		const refused = { error: 'IP address 127.0.0.1 is not trusted' };
		for (const [kind, fields] of Object.entries({
			Token: { token },
			Account: { username, password },
			User: { email, pin },
		})) {
			const answer = await post(kind, fields);
			expect([answer.status, answer.json()]).toEqual([403, refused]);
		}
		expect(await refresh(RefreshToken)).toMatchObject({ status: 403, body: refused });
	});

	it('renews a token, and gives nothing to a wrong or expired refresh token', async () => {
		const first = await logIn(simulator);
		const { status, ticket } = await refresh(first.RefreshToken);
		expect(status).toBe(200);
		expect(ticket?.Token).not.toBe(first.Token);
		expect(await refresh('wrong')).toMatchObject({ status: 401, body: { error: 'Unauthorized' } });

		simulator.control.expireRealTimeTokens({ refreshTokens: true });
		expect((await refresh(first.RefreshToken)).status).toBe(401);
		expect((await refresh(ticket?.RefreshToken ?? '')).status).toBe(401);
	});

	it('keeps the refresh token when only tokens expire', async () => {
		const { RefreshToken } = await logIn(simulator);
		simulator.control.expireRealTimeTokens();
		expect((await refresh(RefreshToken)).status).toBe(200);
	});

	it('gives tokens the lives that it is told to give', async () => {
		simulator.control.setRealTimeRules({ tokenSeconds: 5, refreshTokenSeconds: 0 });
		const before = Date.now();
		const { TokenExpiry, RefreshToken } = await logIn(simulator);
		expect(Date.parse(TokenExpiry) - before).toBeGreaterThanOrEqual(5000);
		expect(Date.parse(TokenExpiry)).toBeLessThanOrEqual(Date.now() + 5000);
		expect((await refresh(RefreshToken)).status).toBe(401);
	});

	it('claims what it is told to claim of the servers, or nothing', async () => {
		simulator.control.setRealTimeRules({ version: '4.7.2', client: null, urlList: ['http://127.0.0.1:9'] });
		const lie = await logIn(simulator);
		expect(lie).toMatchObject({
			Version: '4.7.2',
			Url: 'http://127.0.0.1:9',
			URLList: ['http://127.0.0.1:9'],
		});
		expect(lie).not.toHaveProperty('Client');

		simulator.control.setRealTimeRules({ version: null });
		expect(await logIn(simulator)).not.toHaveProperty('Version');
	});

	it('leaves out a server that is not to be listed', async () => {
		const [first, second] = simulator.control.realTimeServers();
		simulator.control.setRealTimeDoor(first?.id ?? '', { listed: false });
		expect((await logIn(simulator)).URLList).toEqual([second?.url]);
	});
});

describe('trouble with the login', () => {
	it.each(['login', 'refresh'] as const)('%s: 401, 503, a closed connection, no answer', async (what) => {
		const { RefreshToken } = await logIn(simulator);
		const { token } = simulator.account.realTime;
		const ask = (signal?: AbortSignal) =>
			what === 'login'
				? request(`${simulator.url}/monitorAPI/Login/Token`, {
						method: 'POST',
						body: JSON.stringify({ token }),
						...(signal && { signal }),
					})
				: request(`${simulator.url}/monitorAPI/RefreshIdentityToken`, {
						headers: { authorization: `Bearer ${RefreshToken}` },
						...(signal && { signal }),
					});

		simulator.control.setRealTimeRules({ [what]: 'unauthorized' });
		expect((await ask()).statusCode).toBe(401);
		simulator.control.setRealTimeRules({ [what]: 'unavailable' });
		expect((await ask()).statusCode).toBe(503);
		simulator.control.setRealTimeRules({ [what]: 'closed' });
		await expect(ask()).rejects.toThrow(/closed|ECONNRESET/);
		simulator.control.setRealTimeRules({ [what]: 'noAnswer' });
		await expect(ask(AbortSignal.timeout(300))).rejects.toThrow(/abort|timeout/i);
		simulator.control.setRealTimeRules({ [what]: 'answer' });
		expect((await ask()).statusCode).toBe(200);
	});

	it('ends with a reset', async () => {
		simulator.control.setRealTimeRules({ login: 'unavailable' });
		simulator.control.reset();
		expect((await get(`${simulator.url}/control/real-time/rules`)).json()).toMatchObject({ login: 'answer' });
		expect((await logIn(simulator)).Token).not.toBe('');
	});
});
