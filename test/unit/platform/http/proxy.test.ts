import { closedPort, startProxy, startServer, stopServers } from './servers';

type ClientModule = typeof import('../../../../nodes/platform/http/client');

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const before = new Map(VARIABLES.map((name) => [name, process.env[name]]));

beforeEach(() => {
	for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
});
afterEach(stopServers);
afterAll(() => {
	for (const [name, value] of before) if (value !== undefined) process.env[name] = value;
});

/** Sends a request over the connections of a process that has just started, with these variables set. */
async function sendWith(variables: Record<string, string>, baseUrl: string): Promise<unknown> {
	Object.assign(process.env, variables);
	jest.resetModules();
	const { createHttpClient } = jest.requireActual<ClientModule>('../../../../nodes/platform/http/client');
	const client = createHttpClient({ baseUrl, secrets: [] });
	return client.send(
		{ operation: 'Click to call', url: 'https://api.voicenter.com/x', json: {}, repeatable: false },
		({ body }) => body,
	);
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

it('a proxy that says no is named as the one who did', async () => {
	const [server, proxy] = [await answering(), await startProxy(403)];
	await expect(sendWith({ HTTP_PROXY: proxy.url }, server.url)).rejects.toMatchObject({
		name: 'VoicenterError',
		kind: 'unreachable',
		message: `Click to call: the proxy would not connect to ${new URL(server.url).host}`,
		hint: expect.stringMatching(/^Nothing was sent/) as unknown,
	});
	expect(server.received).toHaveLength(0);
}, 15_000);

it('a proxy that is not there is not mistaken for Voicenter', async () => {
	const [server, port] = [await answering(), await closedPort()];
	const error = await sendWith({ HTTP_PROXY: `http://127.0.0.1:${port}` }, server.url).catch(
		(e: unknown) => e,
	);

	expect(error).toMatchObject({ kind: 'unreachable' });
	const { message, hint } = error as { message: string; hint: string };
	expect(`${message} ${hint}`).toMatch(/proxy/i);
}, 15_000);
