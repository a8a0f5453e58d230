import { inspect } from 'node:util';

import { createHttpClient } from '../../../../nodes/platform/http/client';
import { VoicenterError } from '../../../../nodes/platform/http/errors';
import { isOutage, logIn, refreshLogin } from '../../../../nodes/platform/realtime/login';
import { startServer, stopServers } from '../../platform/http/servers';

afterEach(stopServers);

const SECRET = 'a-secret-token';

/** Logs in where every request gets this answer. */
async function logInTo(body: unknown, status = 200) {
	const server = await startServer((_number, _request, response) => {
		response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	});
	const http = createHttpClient({ baseUrl: server.url, secrets: [SECRET] });
	return { server, http, ticket: logIn(http, { by: 'token', token: SECRET }) };
}

const answer = (socket: Record<string, unknown>) => ({
	StatusCode: 200,
	Status: 'OK',
	Data: { Socket: socket },
});
const failure = async (running: Promise<unknown>): Promise<VoicenterError> => {
	const error = await running.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof VoicenterError)) throw new Error(`not a VoicenterError: ${inspect(error)}`);
	expect(inspect(error)).not.toContain(SECRET);
	return error;
};

describe('a login', () => {
	test('gives the token, its end, and the servers in order', async () => {
		const { ticket, server } = await logInTo(
			answer({
				Url: 'https://one.voicenter.co.il',
				URLList: ['https://one.voicenter.co.il', 'https://two.voicenter.co.il'],
				Token: 'T',
				TokenExpiry: '2030-01-02T03:04:05.000Z',
				RefreshToken: 'R',
				RefreshTokenExpiry: '2030-02-02T03:04:05.000Z',
				Version: '2.4.0',
				PersonId: 0,
			}),
		);
		expect(await ticket).toEqual({
			token: 'T',
			expiresAt: new Date('2030-01-02T03:04:05.000Z'),
			refreshToken: 'R',
			refreshExpiresAt: new Date('2030-02-02T03:04:05.000Z'),
			servers: ['https://one.voicenter.co.il', 'https://two.voicenter.co.il'],
		});
		expect(server.received).toMatchObject([
			{ method: 'POST', path: '/monitorAPI/Login/Token', body: JSON.stringify({ token: SECRET }) },
		]);
	});

	test.each([
		['a list is missing', { Url: 'https://one.test' }, ['https://one.test']],
		['a list is empty', { Url: 'https://one.test', URLList: [] }, ['https://one.test']],
		['a list is null', { Url: 'https://one.test', URLList: null }, ['https://one.test']],
		[
			'names are bare',
			{ URLList: ['one.test', 'wss://two.test:8443'] },
			['https://one.test', 'https://two.test:8443'],
		],
		[
			'entries make no sense',
			{ URLList: ['', null, {}, 'https://one.test', 'https://one.test', 'http://['] },
			['https://one.test'],
		],
	])('is understood when %s', async (_what, socket, servers) => {
		const { ticket } = await logInTo(answer({ Token: 'T', ...socket }));
		expect((await ticket).servers).toEqual(servers);
	});

	test.each([
		['2030-01-02T03:04:05Z', '2030-01-02T03:04:05.000Z'],
		['2030-01-02 03:04:05', '2030-01-02T03:04:05.000Z'],
		['2030-01-02T05:04:05+02:00', '2030-01-02T03:04:05.000Z'],
		[1_893_553_445, '2030-01-02T03:04:05.000Z'],
		['1893553445000', '2030-01-02T03:04:05.000Z'],
		['soon', undefined],
		['', undefined],
		[0, undefined],
	])('reads the end of a token written as %p', async (written, expected) => {
		const { ticket } = await logInTo(answer({ Token: 'T', Url: 'https://one.test', TokenExpiry: written }));
		expect((await ticket).expiresAt?.toISOString()).toBe(expected);
	});

	test('without a server is an error that says so', async () => {
		const error = await failure((await logInTo(answer({ Token: 'T' }))).ticket);
		expect(error.message).toBe('Log in for live events: Voicenter’s answer names no server for live events');
		expect(isOutage(error)).toBe(true);
	});
});

describe('a login that is refused', () => {
	test.each([
		[401, { error: 'Unauthorized' }],
		[500, { error: 'Unexpected token' }],
		[200, { error: 'Unauthorized' }],
		[200, { StatusCode: 401, Status: 'Unauthorized' }],
		[200, { error: 'User is not active' }],
	])('with %p %p is no outage', async (status, body) => {
		const error = await failure((await logInTo(body, status)).ticket);
		expect(error.kind).toBe('refused');
		expect(error.hint).toContain('Check the real-time login in the credential');
		expect(isOutage(error)).toBe(false);
	});
});

describe('an outage', () => {
	test.each([
		[500, { error: 'Database is down' }],
		[503, 'Service Unavailable'],
		[200, 'a page'],
		[200, answer({})],
		[429, {}],
	])('is %p %p', async (status, body) => {
		expect(isOutage(await failure((await logInTo(body, status)).ticket))).toBe(true);
	});

	test('is a host that is not there', async () => {
		const http = createHttpClient({ baseUrl: 'http://127.0.0.1:9', secrets: [] });
		expect(isOutage(await failure(logIn(http, { by: 'token', token: SECRET })))).toBe(true);
	});

	test('is no address that makes no sense', async () => {
		const http = createHttpClient({ baseUrl: 'nonsense', secrets: [] });
		expect(isOutage(await failure(logIn(http, { by: 'token', token: SECRET })))).toBe(false);
	});
});

test('an answer that nobody expected is quoted without its tokens', async () => {
	const body = { Data: { Sockets: { Token: 'new-one-1', RefreshToken: 'new-one-2' } } };
	const error = await failure((await logInTo(body)).ticket);
	expect(error.message).not.toContain('new-one');
});

test('a renewal shows the refresh token, and keeps what its answer leaves out', async () => {
	const server = await startServer((_number, _request, response) => {
		response.end(JSON.stringify(answer({ Token: 'T2', TokenExpiry: '2030-01-02T03:04:05Z' })));
	});
	const http = createHttpClient({ baseUrl: server.url, secrets: [] });
	const ticket = { token: 'T', refreshToken: 'R', servers: ['https://one.test'] };
	expect(await refreshLogin(http, ticket)).toEqual({
		...ticket,
		token: 'T2',
		expiresAt: new Date('2030-01-02T03:04:05Z'),
	});
	expect(server.received.at(-1)).toMatchObject({
		method: 'GET',
		path: '/monitorAPI/RefreshIdentityToken',
		headers: { authorization: 'Bearer R' },
	});
});
