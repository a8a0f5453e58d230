import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { arrivalOf, ownWebhook } from '../../../nodes/support/webhook/arrival';

type Incoming = IncomingMessage & { contentType?: string };

const XML = 'text/xml; charset=windows-1255';

const webhook = ownWebhook({
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	path: 'voicenter-cdr',
});

let server: Server;
let url: string;
let handle: (request: Incoming) => Promise<object> | object;

beforeAll(async () => {
	server = createServer((incoming: Incoming, response) => {
		// As n8n does with each request, before it looks whose webhook it is for.
		const type = incoming.headers['content-type'];
		if (type !== undefined) incoming.contentType = type.split(';')[0] ?? '';
		void (async () => response.end(JSON.stringify(await handle(incoming))))();
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
		handle = async (incoming) => {
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

describe('the type by which n8n parses a body', () => {
	const asN8nSees = ({ contentType, headers }: Incoming) => ({
		contentType,
		header: headers['content-type'],
	});

	/** n8n has found that a request is for our webhook. */
	async function forUs(incoming: Incoming): Promise<object> {
		await pause(5);
		const mode = webhook.responseMode;
		await pause(5);
		return { ...asN8nSees(incoming), mode };
	}

	/** n8n has found that a request is for another webhook. */
	async function forAnother(incoming: Incoming): Promise<object> {
		await pause(10);
		return asN8nSees(incoming);
	}

	it.each([
		'/webhook/ad5a3c3e/voicenter-cdr',
		'/webhook-test/ad5a3c3e/voicenter-cdr/',
		'/n8n/hooks/ad5a3c3e/voicenter-cdr?secret=a/b',
		'/webhook/ad5a3c3e/voicenter%2Dcdr',
		'/webhook/ad5a3c3e%2fvoicenter%2Dcdr/?secret=100%',
	])('is gone where our webhook is called, %s; the header stays', async (path) => {
		handle = forUs;
		expect(await send(path, { 'content-type': XML })).toEqual({ header: XML, mode: 'onReceived' });
		expect(await send(path)).toEqual({ mode: 'onReceived' });
	});

	it.each([
		'/webhook/ad5a3c3e/voicenter-cdr',
		'/webhook/voicenter-cdr',
		'/form/crm/voicenter-cdr',
		'/mcp/voicenter-cdr',
	])('is as it was where somebody else’s webhook is called, %s', async (path) => {
		handle = forAnother;
		expect(await send(path, { 'content-type': XML })).toEqual({ contentType: 'text/xml', header: XML });
	});

	it.each([
		'/webhook/other%2Dcdr',
		'/voicenter-cdr/%E0%A4%A',
		'/voicenter-cdr/more',
		'/?path=/voicenter-cdr',
		'/',
	])('is as it was at another address, %s, whatever is wrong with it', async (path) => {
		handle = forUs;
		expect(await send(path, { 'content-type': XML })).toMatchObject({ contentType: 'text/xml' });
	});

	it('is as it was in a request in which n8n only reads our description', async () => {
		handle = forUs;
		expect(await send('/rest/node-types', { 'content-type': XML })).toEqual({
			contentType: 'text/xml',
			header: XML,
			mode: 'onReceived',
		});
	});

	it('is each request’s own: others at the same path, at the same time, have theirs', async () => {
		let turn = 0;
		handle = (incoming) => (turn++ % 2 === 0 ? forUs(incoming) : forAnother(incoming));
		const answers = await Promise.all(
			Array.from({ length: 20 }, () => send('/webhook/voicenter-cdr', { 'content-type': XML })),
		);
		expect(answers.filter(({ mode }) => mode !== undefined).map(({ contentType }) => contentType)).toEqual(
			Array(10).fill(undefined),
		);
		expect(answers.filter(({ contentType }) => contentType === 'text/xml')).toHaveLength(10);
	});

	it('is nobody’s business outside a request', () => {
		expect(webhook.responseMode).toBe('onReceived');
	});
});
