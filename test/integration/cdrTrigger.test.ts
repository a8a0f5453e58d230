import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { receive } from '../../nodes/VoicenterCdrTrigger/receive';
import { type Simulator, startSimulator } from '../simulator';

/** As much of n8n as the trigger asks for: parameters, the request as it came, and how to answer. */
function webhookFunctions(
	parameters: Record<string, unknown>,
	request: IncomingMessage,
	body: Buffer,
	setHeader: (name: string, value: string) => void,
): IWebhookFunctions {
	const ignore = () => undefined;
	const fake = {
		getNode: () => ({ name: 'Voicenter CDR Trigger', type: 'voicenterCdrTrigger' }),
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getRequestObject: () => ({ headers: request.headers, rawBody: body }),
		getResponseObject: () => ({ setHeader }),
		logger: { warn: ignore, info: ignore, debug: ignore, error: ignore },
	};
	return fake as unknown as IWebhookFunctions;
}

let simulator: Simulator;
let n8n: Server;
let parameters: Record<string, unknown> = {};
let started: IDataObject[] = [];
let crashed: unknown[] = [];

beforeAll(async () => {
	simulator = await startSimulator();
	n8n = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const functions = webhookFunctions(parameters, request, Buffer.concat(chunks), (name, value) =>
				response.setHeader(name, value),
			);
			receive.call(functions).then(
				({ workflowData = [[]], webhookResponse }) => {
					started.push(...(workflowData[0] ?? []).map(({ json }) => json));
					response.end(webhookResponse);
				},
				(error: unknown) => {
					crashed.push(error);
					response.writeHead(500).end();
				},
			);
		});
	});
	await new Promise<void>((listening) => n8n.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
	await simulator.stop();
	n8n.closeAllConnections();
	await new Promise((closed) => n8n.close(closed));
});
beforeEach(() => {
	[parameters, started, crashed] = [{}, [], []];
});
afterEach(() => {
	simulator.control.reset();
	expect(crashed).toEqual([]);
});

const address = () => `http://127.0.0.1:${(n8n.address() as AddressInfo).port}`;
const listen = (format: 'json' | 'xmlrpc' | 'form') =>
	simulator.control.setCdrTarget({ url: address(), format, resendEveryMs: 50, maxAttempts: 2 });
const post = async (body: string | Buffer, contentType = 'application/json') => {
	const response = await fetch(address(), {
		method: 'POST',
		headers: { 'content-type': contentType },
		body: Uint8Array.from(Buffer.from(body)),
	});
	return { status: response.status, text: await response.text() };
};

describe.each(['json', 'xmlrpc', 'form'] as const)('Voicenter sends records as %s', (format) => {
	it('each starts the workflow once, and is acknowledged at the first attempt', async () => {
		listen(format);
		const { callId } = simulator.control.playIncomingCall({
			queue: 'sales',
			outcome: 'abandoned',
			waitSeconds: 42,
			customData: { var_customer: '2342' },
		});
		await expect(simulator.control.cdrAcknowledged(callId)).resolves.toHaveLength(1);

		expect(started).toMatchObject([
			{
				callId,
				isAbandoned: true,
				waitSeconds: 42,
				queue: { id: '123456789', name: 'Sales Queue' },
				callerE164: '+972501234567',
				customData: { var_customer: '2342' },
				raw: { ivruniqueid: callId, status: 'ABANDONE' },
			},
		]);
	});

	it('one that the filter drops is acknowledged too, and starts nothing', async () => {
		listen(format);
		parameters = { filters: { outcomes: ['abandoned'] } };
		const { callId } = simulator.control.playIncomingCall({ queue: 'sales', outcome: 'answered' });

		await expect(simulator.control.cdrAcknowledged(callId)).resolves.toHaveLength(1);
		expect(started).toEqual([]);
	});
});

it('the numbers of a filter may be written in another way than those of the record', async () => {
	listen('json');
	parameters = { filters: { dids: '+972 72-277-6772' } };
	const [sales, service] = ['sales', 'service'].map((queue) =>
		simulator.control.playIncomingCall({ queue, outcome: 'answered' }),
	);
	await simulator.control.cdrAcknowledged(sales?.callId ?? '');
	await simulator.control.cdrAcknowledged(service?.callId ?? '');
	expect(started).toMatchObject([{ callId: sales?.callId }]);
});

describe('what cannot be read is answered with err 1, and starts nothing', () => {
	it.each([
		['nothing', '', 'application/json', '{"err":1,"errdesc":"Parse error"}'],
		['broken JSON', '{,,,', 'application/json', '{"err":1,"errdesc":"Parse error"}'],
		['JSON nested without end', '['.repeat(100_000), 'application/json', '{"err":1,"errdesc":"Parse error"}'],
		['a megabyte of quotes', `{"a":"${'"x" '.repeat(250_000)}`, '', '{"err":1,"errdesc":"Parse error"}'],
		['a record of no call', '{"caller":"0501234567"}', '', '{"err":1,"errdesc":"Parse error"}'],
		[
			'a form of no call',
			'caller=0501234567',
			'application/x-www-form-urlencoded',
			'err=1&errdesc=Parse%20error',
		],
	])('%s', async (_what, body, contentType, expected) => {
		const began = performance.now();
		expect(await post(body, contentType)).toEqual({ status: 200, text: expected });
		expect(performance.now() - began).toBeLessThan(1000);
		expect(started).toEqual([]);
	});

	it('an entity bomb', async () => {
		const bomb =
			'<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&b;&b;">]><methodCall><params>&b;</params></methodCall>';
		const { status, text } = await post(bomb, 'text/xml');
		expect(status).toBe(200);
		expect(text).toMatch(/<int>1<\/int>/);
		expect(started).toEqual([]);
	});
});

describe('odd values in a record', () => {
	it.each([
		['an object where yes or no belongs', { isAnswer: { toString: 1 } }],
		['a length that no call has', { dialtime: 1e300, time: 1595333610 }],
	])('%s: the record is taken all the same', async (_what, fields) => {
		const { status, text } = await post(JSON.stringify({ ivruniqueid: '7', ...fields }));
		expect([status, text]).toEqual([200, '{"err":0,"errdesc":"OK"}']);
		expect(started).toMatchObject([{ callId: '7' }]);
	});
});
