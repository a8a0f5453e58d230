import { existsSync, readFileSync } from 'node:fs';
import { fetch, ProxyAgent } from 'undici';
import { startWhatsAppStandIn, type WhatsAppStandIn } from '../../simulator/whatsapp';
import { any, matching } from './support';

let standIn: WhatsAppStandIn;
let proxy: ProxyAgent;
beforeAll(async () => {
	standIn = await startWhatsAppStandIn();
	const ca = readFileSync(standIn.caCertificateFile, 'utf8');
	proxy = new ProxyAgent({ uri: standIn.proxyUrl, requestTls: { ca } });
});
afterAll(async () => {
	await proxy.close();
	await standIn.stop();
});
afterEach(() => standIn.clear());

const GRAPH = 'https://graph.facebook.com/v13.0';

async function ask(path: string, body?: unknown, token: string | null = 'EAAtoken') {
	const response = await fetch(GRAPH + path, {
		method: body === undefined ? 'GET' : 'POST',
		headers: {
			'content-type': 'application/json',
			...(token !== null && { authorization: `Bearer ${token}` }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
		dispatcher: proxy,
	});
	return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

const text = {
	messaging_product: 'whatsapp',
	type: 'text',
	to: '+972501234567',
	text: { body: 'We missed your call' },
};
const template = {
	messaging_product: 'whatsapp',
	type: 'template',
	to: '972501234567',
	template: { name: 'missed_call', language: { code: 'en_US' } },
};

it('takes a text message and answers as WhatsApp does', async () => {
	const answer = await ask('/106540352242922/messages', text);

	expect(answer.status).toBe(200);
	expect(answer.json).toEqual({
		messaging_product: 'whatsapp',
		contacts: [{ input: '+972501234567', wa_id: '972501234567' }],
		messages: [{ id: matching(/^wamid\./) }],
	});
	expect(standIn.messages).toMatchObject([
		{
			phoneNumberId: '106540352242922',
			type: 'text',
			to: '+972501234567',
			text: 'We missed your call',
			body: text,
		},
	]);
});

it('takes a template message', async () => {
	expect((await ask('/106540352242922/messages', template)).status).toBe(200);
	expect(standIn.messages).toMatchObject([
		{ type: 'template', template: { name: 'missed_call', language: 'en_US' } },
	]);
});

it.each([
	['no messaging_product', { ...text, messaging_product: undefined }],
	['no recipient', { ...text, to: undefined }],
	['a recipient that is no number', { ...text, to: 'Dana' }],
	['no text', { ...text, text: undefined }],
	['an empty text', { ...text, text: { body: '' } }],
	['no template', { ...template, template: undefined }],
	['a template without language', { ...template, template: { name: 'missed_call' } }],
	['an unknown type', { ...text, type: 'telegram' }],
])('refuses %s with code 100', async (_what, body) => {
	const answer = await ask('/106540352242922/messages', body);
	expect(answer.status).toBe(400);
	expect(answer.json).toMatchObject({ error: { code: 100, message: matching(/^\(#100\) /) } });
	expect(standIn.messages).toEqual([]);
});

it.each([
	['no', null],
	['an invalid', 'invalid-token'],
])('refuses %s access token as an OAuthException', async (_what, token) => {
	for (const answer of [
		await ask('/106540352242922/messages', text, token),
		await ask('/', undefined, token),
	]) {
		expect(answer.status).toBe(401);
		expect(answer.json).toMatchObject({ error: { type: 'OAuthException' } });
	}
});

it("passes the credential's test, which wants anything but an OAuthException", async () => {
	const { json } = await ask('/');
	expect(json).toMatchObject({ error: { type: 'GraphMethodException' } });
});

it("lists what n8n's pickers ask for", async () => {
	expect((await ask('/1234/phone_numbers')).json).toMatchObject({
		data: [{ id: '106540352242922', display_phone_number: any(String), verified_name: any(String) }],
	});
	expect((await ask('/1234/message_templates')).json).toMatchObject({
		data: [{ name: 'missed_call', language: 'en_US' }],
	});
});

describe('any other host', () => {
	it('is refused over https, and on record', async () => {
		await expect(fetch('https://api.voicenter.com/', { dispatcher: proxy })).rejects.toThrow();
		expect(standIn.refused).toEqual(['CONNECT api.voicenter.com:443']);
	});

	it('is refused over plain http, graph.facebook.com too', async () => {
		const { request } = await import('node:http');
		const { port } = new URL(standIn.proxyUrl);
		const status = await new Promise((answered, failed) => {
			request({ host: '127.0.0.1', port, path: 'http://graph.facebook.com/v13.0/' }, (response) => {
				response.resume();
				answered(response.statusCode);
			})
				.on('error', failed)
				.end();
		});
		expect(status).toBe(403);
		expect(standIn.refused).toEqual(['GET http://graph.facebook.com/v13.0/']);
	});
});

it('leaves no file behind', async () => {
	const another = await startWhatsAppStandIn();
	expect(existsSync(another.caCertificateFile)).toBe(true);
	await another.stop();
	expect(existsSync(another.caCertificateFile)).toBe(false);
});
