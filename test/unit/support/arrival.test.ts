import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { arrivalOf, contentTypeOf, watchRequests } from '../../../nodes/support/webhook/arrival';

let server: Server;
let url: string;
let answer: (request: IncomingMessage) => Promise<object> | object;

beforeAll(async () => {
	watchRequests('voicenter-cdr');
	watchRequests('voicenter-cdr');
	watchRequests('voicenter-screen-pop');
	server = createServer((incoming, response) => {
		void (async () => response.end(JSON.stringify(await answer(incoming))))();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

async function send(path: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
	const response = await fetch(url + path, { method: 'POST', headers });
	return (await response.json()) as Record<string, unknown>;
}

describe('when a request came', () => {
	it('is when the server got it, however late anybody asks', async () => {
		answer = async (incoming) => {
			const handledAt = performance.now();
			await pause(200);
			return { handledAt, arrivedAt: arrivalOf(incoming) };
		};
		const sentAt = performance.now();
		const { handledAt, arrivedAt } = await send('/anything');
		expect(arrivedAt).toBeGreaterThanOrEqual(sentAt);
		expect(arrivedAt).toBeLessThanOrEqual(Number(handledAt));
	});

	it('is now, for one that nobody saw come', () => {
		const before = performance.now();
		expect(arrivalOf({})).toBeGreaterThanOrEqual(before);
	});
});

describe('the Content-Type', () => {
	const XML = 'text/xml; charset=windows-1255';

	beforeAll(() => {
		answer = (incoming) => ({ forN8n: incoming.headers['content-type'], forUs: contentTypeOf(incoming) });
	});

	it.each([
		'/webhook/ad5a3c3e/voicenter-cdr',
		'/webhook-test/ad5a3c3e/voicenter-cdr/',
		'/n8n/hooks/ad5a3c3e/voicenter-screen-pop?secret=a/b',
		'/webhook/ad5a3c3e/voicenter%2Dcdr',
		'/webhook/ad5a3c3e%2fvoicenter-screen%2Dpop/?secret=100%',
	])('of %s is for us alone', async (path) => {
		expect(await send(path, { 'content-type': XML })).toEqual({ forUs: XML });
	});

	it.each([
		'/webhook/ad5a3c3e/orders',
		'/webhook/ad5a3c3e/voicenter-cdr/more',
		'/webhook/ad5a3c3e/voicenter-cdr2',
		'/webhook/ad5a3c3e/my-voicenter-cdr',
		'/webhook/orders?path=/voicenter-cdr',
		'/webhook/orders?path=%2Fvoicenter-cdr',
		'/webhook/100%/orders',
		'/',
	])('of %s is as it was', async (path) => {
		expect(await send(path, { 'content-type': XML })).toEqual({ forN8n: XML, forUs: XML });
	});

	it('is for us alone also where the URL has a fragment, which browsers keep to themselves', async () => {
		const { hostname, port } = new URL(url);
		const path = '/webhook/ad5a3c3e/voicenter-cdr#a/b';
		const sent = request({ hostname, port, path, method: 'POST', headers: { 'content-type': XML } }).end();
		const [response] = (await once(sent, 'response')) as [IncomingMessage];
		expect(await json(response)).toEqual({ forUs: XML });
	});

	it('may be absent', async () => {
		expect(await send('/webhook/ad5a3c3e/voicenter-cdr')).toEqual({ forUs: '' });
		expect(contentTypeOf({ headers: {} })).toBe('');
	});
});
