import type { VoicenterError } from '../../../../nodes/platform/http/errors';
import { removeForeignVariables } from '../../../foreignVariables';
import {
	ALL_BUT_TIMEOUTS,
	closedPort,
	othersTurns,
	type ProxyTrouble,
	startProxy,
	startServer,
	stopServers,
} from './servers';

type ClientModule = typeof import('../../../../nodes/platform/http/client');

beforeEach(() => removeForeignVariables(process.env));
afterEach(stopServers);

/** As a process has it that has just started, with these variables set. */
function clientWith(variables: Record<string, string>, options: { baseUrl: string; signal?: AbortSignal }) {
	Object.assign(process.env, variables);
	jest.resetModules();
	const { createHttpClient } = jest.requireActual<ClientModule>('../../../../nodes/platform/http/client');
	return createHttpClient({ ...options, secrets: [] });
}

const CALL = { operation: 'Click to call', url: 'https://api.voicenter.com/x', json: {}, repeatable: false };

const sendWith = async (variables: Record<string, string>, baseUrl: string): Promise<unknown> =>
	clientWith(variables, { baseUrl }).send(CALL, ({ body }) => body);

/** Lets what waits for a timer go on, without waiting, and says how many seconds would have passed. */
async function secondsUntil(settled: Promise<unknown>): Promise<number> {
	const state = { isSettled: false };
	void settled.finally(() => (state.isSettled = true));
	let seconds = 0;
	for (; !state.isSettled; seconds += 0.1) {
		jest.advanceTimersByTime(100);
		await othersTurns();
	}
	return seconds;
}

const answering = () => startServer((_n, _request, response) => response.end('{"ok":1}'));

it('without a proxy, requests go straight to the host', async () => {
	const server = await answering();
	await expect(sendWith({}, server.url)).resolves.toEqual({ ok: 1 });
});

it.each([['HTTP_PROXY'], ['http_proxy']])('%s is used', async (variable) => {
	const [server, proxy] = [await answering(), await startProxy()];
	await expect(sendWith({ [variable]: proxy.url }, server.url)).resolves.toEqual({ ok: 1 });

	expect(proxy.tunnels).toEqual([new URL(server.url).host]);
	expect(server.received).toHaveLength(1);
});

it('NO_PROXY is an exception from it', async () => {
	const [server, proxy] = [await answering(), await startProxy()];
	const variables = { HTTP_PROXY: proxy.url, NO_PROXY: 'example.com,127.0.0.1' };
	await expect(sendWith(variables, server.url)).resolves.toEqual({ ok: 1 });
	expect(proxy.tunnels).toEqual([]);
});

/** A request is tried four times when nothing of it was sent. */
const ATTEMPTS = 4;

it.each<[string, string, ProxyTrouble, RegExp]>([
	['says no', 'https:', 403, /: HTTP 403$/],
	['wants a password', 'https:', 407, /asks for a username and a password \(HTTP 407\)$/],
	['is in trouble', 'http:', 502, /: HTTP 502$/],
	['hangs up', 'https:', 'hangsUp', /: it closed the connection before there was one$/],
	['hangs up', 'http:', 'hangsUp', /: it closed the connection before there was one$/],
])(
	'a proxy that %s is named as the one who did (%s), and asked a few times only',
	async (_what, protocol, trouble, reason) => {
		const [server, proxy] = [await answering(), await startProxy(trouble)];
		const { host } = new URL(server.url);
		const error = await sendWith({ HTTP_PROXY: proxy.url }, `${protocol}//${host}`).catch((e: unknown) => e);

		expect(error).toMatchObject({ name: 'VoicenterError', kind: 'unreachable' });
		const { message, hint } = error as VoicenterError;
		expect(message).toMatch(`Click to call: the proxy would not connect to ${host}`);
		expect(message).toMatch(reason);
		expect(hint).toMatch(/^Nothing was sent/);
		expect(proxy.connections()).toBeLessThanOrEqual(ATTEMPTS);
		expect(server.received).toHaveLength(0);
	},
	20_000,
);

it.each([['http:'], ['https:']])(
	'a proxy that breaks the tunnel is asked a few times only (%s)',
	async (protocol) => {
		const [server, proxy] = [await answering(), await startProxy('breaks')];
		const sending = sendWith({ HTTP_PROXY: proxy.url }, `${protocol}//${new URL(server.url).host}`);
		await expect(sending).rejects.toMatchObject({
			// Without encryption, the request is on its way as soon as there is a tunnel.
			kind: protocol === 'https:' ? 'unreachable' : 'interrupted',
		});
		expect(proxy.connections()).toBeLessThanOrEqual(ATTEMPTS);
	},
	20_000,
);

describe.each<[string, ProxyTrouble, kind: string, deadlineMs: number]>([
	['says nothing', 'saysNothing', 'timeout', 100],
	// Long enough for a busy machine to see that the proxy hangs up.
	['accepts and hangs up', 'hangsUp', 'unreachable', 5_000],
])('with a proxy that %s', (_what, trouble, kind, deadlineMs) => {
	it('the deadline holds', async () => {
		const [server, proxy] = [await answering(), await startProxy(trouble)];
		const client = clientWith({ HTTP_PROXY: proxy.url }, { baseUrl: server.url });
		const sending = client.send({ ...CALL, deadlineMs }, ({ body }) => body);

		await expect(sending).rejects.toMatchObject({ kind });
		expect(proxy.connections()).toBeLessThanOrEqual(ATTEMPTS);
	}, 20_000);

	it('so does the stop', async () => {
		const [server, proxy] = [await answering(), await startProxy(trouble)];
		const stop = new AbortController();
		const client = clientWith({ HTTP_PROXY: proxy.url }, { baseUrl: server.url, signal: stop.signal });
		const sending = client.send(CALL, ({ body }) => body);
		setTimeout(() => stop.abort(), 50);

		await expect(sending).rejects.toMatchObject({ kind: 'cancelled' });
		expect(proxy.connections()).toBeLessThanOrEqual(1);
	}, 20_000);
});

// undici itself would wait five minutes, which is longer than any deadline.
it('a proxy that says nothing is waited for ten seconds an attempt', async () => {
	const [server, proxy] = [await answering(), await startProxy('saysNothing')];
	jest.useFakeTimers({ doNotFake: [...ALL_BUT_TIMEOUTS] });
	try {
		const sending = sendWith({ HTTP_PROXY: proxy.url }, server.url).catch((error: unknown) => error);
		expect(await secondsUntil(sending)).toBeLessThan(ATTEMPTS * 20);
		await expect(sending).resolves.toMatchObject({
			kind: 'unreachable',
			message: expect.stringMatching(/: it did not answer in time$/) as unknown,
		});
		expect(proxy.tunnels).toHaveLength(ATTEMPTS);
	} finally {
		jest.useRealTimers();
	}
}, 20_000);

it('what was given up while the proxy let it wait never leaves, be it in a queue or on its way', async () => {
	let open: () => void = () => undefined;
	const [server, proxy] = [await answering(), await startProxy(new Promise((opened) => (open = opened)))];
	const client = clientWith({ HTTP_PROXY: proxy.url }, { baseUrl: server.url });
	const given = await Promise.allSettled(
		Array.from({ length: 40 }, () => client.send({ ...CALL, deadlineMs: 200 }, ({ body }) => body)),
	);
	expect(new Set(given.map(({ status }) => status))).toEqual(new Set(['rejected']));
	expect(proxy.tunnels.length).toBeLessThanOrEqual(10);

	open();
	await expect(client.send(CALL, ({ body }) => body)).resolves.toEqual({ ok: 1 });
	expect(server.received).toHaveLength(1);
	expect(proxy.connections()).toBeLessThanOrEqual(41);
}, 20_000);

it.each(['proxy.example:3128:1', 'not a proxy'])(
	'%s in HTTP_PROXY is said to be no address',
	async (address) => {
		const server = await answering();
		await expect(sendWith({ HTTP_PROXY: address }, server.url)).rejects.toMatchObject({
			kind: 'invalidAddress',
			message: 'Click to call: the address of the proxy of this server is none',
			hint: expect.stringMatching(/^Nothing was sent.*HTTPS_PROXY/) as unknown,
		});
	},
);

it('a proxy that is not there is not mistaken for Voicenter', async () => {
	const [server, port] = [await answering(), await closedPort()];
	const error = await sendWith({ HTTP_PROXY: `http://127.0.0.1:${port}` }, server.url).catch(
		(e: unknown) => e,
	);

	expect(error).toMatchObject({ kind: 'unreachable' });
	const { message, hint } = error as { message: string; hint: string };
	expect(`${message} ${hint}`).toMatch(/proxy/i);
}, 15_000);
