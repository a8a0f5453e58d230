import { DOMParser } from '@xmldom/xmldom';

import { itemsOf } from '../n8n/api';
import type { ExecutionItem } from '../n8n/schemas';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

let stage: Stage;
let url: string;
let workflowId: string;

beforeAll(async () => {
	stage = await setStage();
	({ url, workflowId } = await activateTrigger({ triggerOn: ['abandoned'] }));
});
afterAll(() => stage.close());

async function activateTrigger(parameters: object): Promise<{ url: string; workflowId: string }> {
	const webhookId = crypto.randomUUID();
	const { id } = await stage.api.createWorkflow({
		name: 'Records',
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'CDR',
				type: stage.type('voicenterTrigger'),
				typeVersion: 2,
				position: [0, 0],
				webhookId,
				parameters,
			},
			{
				id: crypto.randomUUID(),
				name: 'End',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { CDR: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	});
	await stage.api.activate(id);
	return { url: `${stage.n8n.url}/webhook/${webhookId}/voicenter-cdr`, workflowId: id };
}

async function post(body: string | undefined, contentType: string) {
	const startedAt = performance.now();
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': contentType },
		...(body !== undefined && { body }),
		signal: AbortSignal.timeout(10_000),
	});
	const text = await response.text();
	return {
		status: response.status,
		text,
		contentType: response.headers.get('content-type') ?? '',
		milliseconds: performance.now() - startedAt,
	};
}

async function itemOf(callId: string): Promise<ExecutionItem['json']> {
	const execution = await stage.api.waitForExecution(
		workflowId,
		(one) => itemsOf(one, 'CDR')[0]?.json['callId'] === callId,
	);
	return itemsOf(execution, 'CDR')[0]?.json ?? {};
}

const READ_ERR = {
	json: (text: string) => (JSON.parse(text) as { err: unknown }).err,
	form: (text: string) => Number(new URLSearchParams(text).get('err')),
	xmlrpc: (text: string) => {
		const document = new DOMParser().parseFromString(text, 'text/xml');
		const member = Array.from(document.getElementsByTagName('member')).find(
			(one) => one.getElementsByTagName('name')[0]?.textContent === 'err',
		);
		return Number(member?.getElementsByTagName('int')[0]?.textContent);
	},
};

function formatOf(contentType: string): keyof typeof READ_ERR {
	if (contentType.includes('xml')) return 'xmlrpc';
	return contentType.includes('urlencoded') ? 'form' : 'json';
}

const CONTENT_TYPE = {
	json: 'application/json',
	form: 'application/x-www-form-urlencoded',
	xmlrpc: 'text/xml',
};

describe('the same abandoned call in the three formats', () => {
	it('gives the same item, and an acknowledgement in its own format', async () => {
		const formats = ['json', 'xmlrpc', 'form'] as const;
		const items = [];
		for (const format of formats) {
			stage.simulator.control.setCdrTarget({ url, format });
			const played = stage.simulator.control.playIncomingCall({
				queue: 'sales',
				outcome: 'abandoned',
				waitSeconds: 42,
				caller: '0501234567',
				customData: { customer: 'דנה & Co' },
				fields: { time: 1595333610 },
			});
			const [delivery, ...more] = await stage.simulator.control.cdrAcknowledged(played.callId);
			expect(more).toEqual([]);
			expect(delivery?.contentType).toContain(CONTENT_TYPE[format]);
			expect(READ_ERR[format](delivery?.responseBody ?? '')).toBe(0);
			const record = await itemOf(played.callId);
			items.push({ ...record, callId: 'the same' });
		}
		expect(items[0]).toMatchObject({
			direction: 'incoming',
			typeId: 8,
			isAbandoned: true,
			isMissed: true,
			isAnswered: false,
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			did: '0722776772',
			startedAt: '2020-07-21T09:13:30.000Z',
			endedAt: '2020-07-21T09:14:12.000Z',
			waitSeconds: 42,
			queue: { id: '123456789', name: 'Sales Queue' },
			ivrPath: [{ layerName: 'Main IVR', dtmf: '2' }, { layerName: 'Sales Department' }],
			customData: { customer: 'דנה & Co' },
		});
		expect(items[1]).toEqual(items[0]);
		expect(items[2]).toEqual(items[0]);
	});
});

describe('what cannot be read', () => {
	const megabyte = 'x'.repeat(1_000_000);
	const bomb =
		'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]><methodCall><params><param><value>&lol3;</value></param></params></methodCall>';
	const nestedXml = `${'<value><array><data>'.repeat(5_000)}${'</data></array></value>'.repeat(5_000)}`;

	it.each([
		['malformed JSON', '{"caller":', 'application/json'],
		['malformed JSON under another label', '{"caller":', 'text/plain'],
		['an empty body', undefined, 'application/json'],
		['an empty body without a type', undefined, ''],
		['1 MB of nothing in JSON', JSON.stringify({ filler: megabyte }), 'application/json'],
		['1 MB of broken JSON', `{"filler":"${megabyte}`, 'text/plain'],
		['1 MB of text', megabyte, 'text/plain'],
		['1 MB of form', `filler=${megabyte}`, 'application/x-www-form-urlencoded'],
		['JSON nested 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 'application/json'],
		['objects nested 50,000 deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'application/json'],
		['XML nested 15,000 deep', `<methodCall>${nestedXml}</methodCall>`, 'text/xml'],
		['an entity bomb', bomb, 'text/xml'],
		['an entity bomb under another label', bomb, 'text/plain'],
		['malformed XML', '<methodCall><params>', 'text/xml'],
		['a record that names no call', '{"caller":"0501234567"}', 'application/json'],
		[
			'a multipart form',
			'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
			'multipart/form-data; boundary=x',
		],
	])('%s gets an answer within a second, and no acknowledgement', async (_name, body, contentType) => {
		const before = (await stage.api.listExecutions(workflowId)).length;
		let answer = await post(body, contentType);
		// It may be the machine that was slow.
		for (let more = 0; more < 2 && answer.milliseconds >= 1_000; more++)
			answer = await post(body, contentType);
		expect(answer.milliseconds).toBeLessThan(1_000);
		expect(answer.status).toBe(200);
		expect(READ_ERR[formatOf(answer.contentType)](answer.text)).toBe(1);
		expect((await stage.api.listExecutions(workflowId)).length).toBe(before);
	});

	it.each(['json', 'xmlrpc', 'form'] as const)('n8n lives on, and takes records as %s', async (format) => {
		stage.simulator.control.setCdrTarget({ url, format });
		const { callId } = stage.simulator.control.playIncomingCall({
			queue: 'sales',
			outcome: 'abandoned',
			waitSeconds: 3,
		});
		await stage.simulator.control.cdrAcknowledged(callId);
		expect(await itemOf(callId)).toMatchObject({ isAbandoned: true });
	});
});

describe('a record that the filter drops', () => {
	it('is acknowledged and starts no execution', async () => {
		const before = (await stage.api.listExecutions(workflowId)).length;
		const { callId } = stage.simulator.control.playIncomingCall({ queue: 'sales', outcome: 'answered' });
		const deliveries = await stage.simulator.control.cdrAcknowledged(callId);
		expect(deliveries).toHaveLength(1);
		expect((await stage.api.listExecutions(workflowId)).length).toBe(before);
	});
});

describe('settings that would spoil every record', () => {
	it.each([
		[{ timeZone: 'Jerusalem' }, /Account Time Zone: "Jerusalem" is not a time zone/],
		[{ country: 'Israel' }, /Default Country: "Israel" is not a country/],
	])('%j: the workflow is not activated, and n8n says why', async (settings, reason) => {
		await expect(activateTrigger({ settings })).rejects.toThrow(reason);
	});
});
