import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { arrivalOf, contentTypeOf, watchRequests } from '../../../nodes/support/incomingRequests';

let server: Server;
let url: string;
let answer: (request: IncomingMessage) => Promise<object> | object;

beforeAll(async () => {
	watchRequests('voicenter-cdr');
	watchRequests('voicenter-cdr');
	watchRequests('voicenter-screen-pop');
	server = createServer((request, response) => {
		void (async () => response.end(JSON.stringify(await answer(request))))();
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
		answer = async (request) => {
			const handledAt = Date.now();
			await pause(200);
			return { handledAt, arrivedAt: arrivalOf(request) };
		};
		const sentAt = Date.now();
		const { handledAt, arrivedAt } = await send('/anything');
		expect(arrivedAt).toBeGreaterThanOrEqual(sentAt);
		expect(arrivedAt).toBeLessThanOrEqual(Number(handledAt));
	});

	it('is now, for one that nobody saw come', () => {
		const before = Date.now();
		expect(arrivalOf({})).toBeGreaterThanOrEqual(before);
	});
});

describe('the Content-Type', () => {
	const XML = 'text/xml; charset=windows-1255';

	beforeAll(() => {
		answer = (request) => ({ forN8n: request.headers['content-type'], forUs: contentTypeOf(request) });
	});

	it.each([
		'/webhook/ad5a3c3e/voicenter-cdr',
		'/webhook-test/ad5a3c3e/voicenter-cdr/',
		'/n8n/hooks/ad5a3c3e/voicenter-screen-pop?secret=a/b',
	])('of %s is for us alone', async (path) => {
		expect(await send(path, { 'content-type': XML })).toEqual({ forUs: XML });
	});

	it.each([
		'/webhook/ad5a3c3e/orders',
		'/webhook/ad5a3c3e/voicenter-cdr/more',
		'/webhook/ad5a3c3e/voicenter-cdr2',
		'/webhook/ad5a3c3e/my-voicenter-cdr',
		'/webhook/orders?path=/voicenter-cdr',
		'/',
	])('of %s is as it was', async (path) => {
		expect(await send(path, { 'content-type': XML })).toEqual({ forN8n: XML, forUs: XML });
	});

	it('may be absent', async () => {
		expect(await send('/webhook/ad5a3c3e/voicenter-cdr')).toEqual({ forUs: '' });
		expect(contentTypeOf({ headers: {} })).toBe('');
	});
});
