/** Where requests go when no Base URL is set: Voicenter's own hosts, by TLS. A proxy that lets nothing through tells. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { removeForeignVariables } from '../../foreignVariables';
import { CODE, runNode, SECRETS, TOKEN } from './node';
import { CREDENTIALS, operationFor } from './operations';
import { METHODS } from './reference';

let proxy: Server;
const asked: string[] = [];
let onAsked: () => void = () => undefined;

beforeAll(async () => {
	proxy = createServer().on('connect', (request, socket) => {
		asked.push(request.url ?? '');
		onAsked();
		socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
	});
	await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
	process.env['HTTPS_PROXY'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
	removeForeignVariables(process.env);
	proxy.closeAllConnections();
	await new Promise((closed) => proxy.close(closed));
});

it.each(METHODS)('$section $name goes to $url', async ({ name, url }) => {
	const stop = new AbortController();
	asked.length = 0;
	onAsked = () => stop.abort();
	const outcome = await runNode({
		parameters: operationFor(name),
		credential: { code: CODE, apiToken: TOKEN, ...CREDENTIALS[name] },
		signal: stop.signal,
	});

	expect(asked).toEqual([`${new URL(url).hostname}:443`]);
	expect(outcome.error?.message).toMatch(/stopped/);
	for (const secret of SECRETS) expect(JSON.stringify([outcome.error, asked])).not.toContain(secret);
});
