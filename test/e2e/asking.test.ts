import { request as httpRequest } from 'node:http';

import { itemsOf } from '../n8n/api';
import {
	activateAsking,
	ask,
	end,
	fail,
	inARow,
	layerRequest,
	problemsLogged,
	respond,
	respondToWebhook,
	respondWithJson,
	type RowNode,
	wait,
} from './askingWorkflow';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

const FALLBACK = { STATUS: 1 };
const TO_LAYER_7 = { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 };

let stage: Stage;

beforeAll(async () => {
	stage = await setStage('tarball', { N8N_LOG_FORMAT: 'json' });
});
afterAll(() => stage.close());

const layer = (parameters: object = {}) => ({ node: 'voicenterExternalLayerTrigger', parameters });
const goToLayer = () =>
	respond(stage, { resource: 'externalLayer', operation: 'goToLayer', layer: '7', options: {} });

describe('a call that reaches an External Layer', () => {
	it('goes where Voicenter Respond says; the workflow gets the call in our words and as it came', async () => {
		const workflow = await activateAsking(stage, layer(), [goToLayer(), end]);
		const request = layerRequest({ LAYER_ID: '5', CUSTOM_DATA: { customer: 'דנה' } });
		const answer = await ask(workflow.url, { body: request });
		expect(answer).toMatchObject({ status: 200, json: TO_LAYER_7 });
		expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(execution.status).toBe('success');
		const [item] = itemsOf(execution, 'Trigger');
		const answerBy = Date.parse(String(item?.json['answerBy']));
		expect(item?.json).toEqual({
			callId: request.DATA['IVR_UNIQUE_ID'],
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			did: '0722776772',
			dtmf: '12345678',
			layerId: 5,
			previousLayerId: 1,
			customData: { customer: 'דנה' },
			answerBy: new Date(answerBy).toISOString(),
		});
		expect(itemsOf(execution, 'End').map(({ json }) => json)).toEqual([
			{ ...item?.json, sentAnswer: TO_LAYER_7 },
		]);
	});

	it('goes where the first answer says; the node with the second one shows that it was not sent', async () => {
		const { parameters } = goToLayer();
		const second = { ...goToLayer(), name: 'Second', parameters: { ...parameters, layer: '8' } };
		// It comes after the deadline, which somebody has met.
		const trigger = layer({ settings: { deadline: 3 } });
		const workflow = await activateAsking(stage, trigger, [goToLayer(), wait(4), second, end]);
		expect(await ask(workflow.url, { body: layerRequest() })).toMatchObject({ json: TO_LAYER_7 });
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(execution.status).toBe('error');
		const { Answer, Second } = execution.data.resultData.runData;
		expect(JSON.stringify(Second)).toContain('The node “Answer” had answered already');
		expect(JSON.stringify(Answer)).not.toContain('had answered already');
	});

	it('of a layer with an output of its own leaves by that one, all others by the last', async () => {
		const layers = { values: [{ layerId: 5, name: 'ID' }, { layerId: 6 }] };
		const workflow = await activateAsking(stage, layer({ layers }), [goToLayer()]);
		expect((await ask(workflow.url, { body: layerRequest({ LAYER_ID: 5 }) })).json).toEqual(TO_LAYER_7);
		for (const LAYER_ID of ['6', 99]) {
			expect((await ask(workflow.url, { body: layerRequest({ LAYER_ID }) })).json).toEqual(FALLBACK);
		}
		for (const [layerId, output] of [
			[5, 0],
			[6, 1],
			[99, 2],
		] as const) {
			const execution = await stage.api.waitForExecution(
				workflow.id,
				(one) => itemsOf(one, 'Trigger', output)[0]?.json['layerId'] === layerId,
			);
			expect([0, 1, 2].map((index) => itemsOf(execution, 'Trigger', index).length)).toEqual(
				[0, 1, 2].map((index) => (index === output ? 1 : 0)),
			);
		}
	});
});

describe('a workflow that gives no valid answer', () => {
	const voicenter404 = { respondWith: 'json', responseBody: '{}', options: { responseCode: 404 } };

	it.each([
		['fails', [fail]],
		['ends without one', [end]],
		['gives one that Voicenter would not understand', [respondWithJson({ ...TO_LAYER_7, LAYER: '7' }), end]],
		['gives one with an error status', [respondToWebhook(voicenter404)]],
		['answers with nothing', [respondToWebhook({ respondWith: 'noData' })]],
		['answers with text', [respondToWebhook({ respondWith: 'text', responseBody: 'OK' })]],
		['redirects', [respondToWebhook({ respondWith: 'redirect', redirectURL: 'https://example.com' })]],
	])('and %s: the fallback goes out at once', async (_name, row) => {
		const workflow = await activateAsking(stage, layer(), row);
		const answer = await ask(workflow.url, { body: layerRequest() });
		expect(answer).toMatchObject({ status: 200, json: FALLBACK });
		expect(answer.seconds).toBeLessThan(3);
		expect(answer.headers.get('location')).toBeNull();
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(execution.status).toBe(row[0] === fail ? 'error' : 'success');
	});

	it('gets the answer that the trigger is set to give', async () => {
		const workflow = await activateAsking(stage, layer({ fallback: 'goToLayer', fallbackLayer: 9 }), [fail]);
		expect((await ask(workflow.url, { body: layerRequest() })).json).toEqual({ ...TO_LAYER_7, LAYER: 9 });
	});
});

describe('Voicenter Respond where nobody asked', () => {
	const NOBODY = /Nobody waits for this answer/;

	/** A workflow that n8n's own nodes start. */
	async function workflowOf(...nodes: RowNode[]): Promise<string> {
		const { id } = await stage.api.createWorkflow(inARow('Nobody', nodes));
		await stage.api.activate(id);
		return id;
	}
	const failed = async (id: string) => {
		const { status, data } = await stage.api.waitForExecution(id);
		return { status, error: JSON.stringify(data.resultData.runData['Answer'] ?? data.resultData) };
	};
	const FAILED = { status: 'error', error: expect.stringMatching(NOBODY) as string };

	it('behind n8n’s own Webhook fails', async () => {
		const path = crypto.randomUUID();
		const parameters = { path, httpMethod: 'POST' };
		const webhook = {
			name: 'Hook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters,
		};
		const id = await workflowOf(webhook, goToLayer());
		await fetch(`${stage.n8n.url}/webhook/${path}`, { method: 'POST', body: '{}' });
		expect(await failed(id)).toEqual(FAILED);
	});

	it('after a call’s record fails', async () => {
		const { id, url } = await activateAsking(stage, { node: 'voicenterTrigger' }, [goToLayer()]);
		await fetch(url, { method: 'POST', body: JSON.stringify({ ivruniqueid: '7', status: 'ANSWER' }) });
		expect(await failed(id)).toEqual(FAILED);
	});

	it('in a sub-workflow fails, and the caller gets the fallback', async () => {
		const start = {
			...{ name: 'Start', type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1.1 },
			parameters: { inputSource: 'passthrough' },
		};
		const called = await workflowOf(start, goToLayer());
		const call = {
			...{ name: 'Call', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.2 },
			parameters: { workflowId: { __rl: true, mode: 'id', value: called }, options: {} },
		};
		const workflow = await activateAsking(stage, layer(), [call, end]);
		expect((await ask(workflow.url, { body: layerRequest() })).json).toEqual(FALLBACK);
		expect(await failed(called)).toEqual(FAILED);
	});
});

describe('a workflow that takes too long', () => {
	const hurried = layer({ settings: { deadline: 1 } });

	it('the fallback goes out at the deadline; the execution goes on, and shows that its answer was late', async () => {
		const from = (await stage.n8n.log()).length;
		const late = { ...goToLayer().parameters, options: { onLateAnswer: 'continue' } };
		const workflow = await activateAsking(stage, hurried, [wait(6), respond(stage, late), end]);
		const answer = await ask(workflow.url, { body: layerRequest() });
		expect(answer).toMatchObject({ status: 200, json: FALLBACK });
		// Not at once; an n8n that is late at everything answers before the deadline by that.
		expect(answer.seconds).toBeGreaterThan(0.6);
		expect(answer.seconds).toBeLessThan(4.5);
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'End')[0]?.json).toMatchObject({ layerId: 5, answeredInTime: false });
		expect(JSON.stringify(execution.data.resultData.runData['Answer'])).toContain(
			'too late and was not sent',
		);
		const logged = await problemsLogged(stage, from);
		expect(logged.errors).toEqual([]);
		expect(logged.warnings).toEqual([
			expect.stringMatching(/^Trigger: the workflow had not answered at the deadline, .* \(call /),
			expect.stringMatching(/^Trigger: an answer came after \d\.\d s, too late to be sent \(call /),
		]);
	});

	it('and fails later: the failure stands in the execution and does not reach Voicenter', async () => {
		const workflow = await activateAsking(stage, hurried, [wait(2), fail]);
		expect(await ask(workflow.url, { body: layerRequest() })).toMatchObject({ status: 200, json: FALLBACK });
		expect((await stage.api.waitForExecution(workflow.id)).status).toBe('error');
	});

	it('and whose caller hangs up: nothing breaks', async () => {
		const from = (await stage.n8n.log()).length;
		const workflow = await activateAsking(stage, hurried, [wait(1.5), goToLayer(), end]);
		const hangsUp = ask(workflow.url, { body: layerRequest(), signal: AbortSignal.timeout(500) });
		await expect(hangsUp).rejects.toThrow(/abort|timeout/i);
		// Its answer is too late: a call that got the fallback does not look like a success.
		expect((await stage.api.waitForExecution(workflow.id)).status).toBe('error');
		const { errors } = await problemsLogged(stage, from);
		// n8n writes down why a node failed; nothing else.
		expect(errors.filter((message) => !/^This answer came .* too late/.test(message))).toEqual([]);
	});

	it('and one whose body never ends is answered all the same', async () => {
		const workflow = await activateAsking(stage, hurried, [goToLayer()]);
		const text = await new Promise<string>((resolve, reject) => {
			const request = httpRequest(workflow.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'content-length': 1_000 },
			});
			request.on('error', reject).on('response', (response) => {
				let body = '';
				response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
				response.on('end', () => {
					resolve(body);
					request.destroy();
				});
			});
			request.write('{"METHOD":');
		});
		expect(JSON.parse(text)).toEqual(FALLBACK);
		expect(await stage.api.listExecutions(workflow.id)).toEqual([]);
	});
});

describe('what cannot be read', () => {
	it.each([
		['malformed JSON', '{"METHOD"', 'application/json'],
		['nothing', undefined, 'application/json'],
		['another method', JSON.stringify({ ...layerRequest(), METHOD: 'OTHER' }), 'application/json'],
		['no call', JSON.stringify(layerRequest({ IVR_UNIQUE_ID: '' })), 'application/json'],
		['malformed XML', '<methodCall>', 'text/xml'],
		['a multipart form', '--x\r\n', 'multipart/form-data; boundary=x'],
		['3 MB', `{"a":"${'x'.repeat(3_000_000)}"}`, 'application/json'],
		['20 MB', 'x'.repeat(20_000_000), 'text/plain'],
	])(
		'%s: the fallback at once, no execution, and no word of it in the log',
		async (_name, body, contentType) => {
			const workflow = await activateAsking(stage, layer(), [goToLayer()]);
			const from = (await stage.n8n.log()).length;
			const answer = await ask(workflow.url, { body, headers: { 'content-type': contentType } });
			expect(answer).toMatchObject({ status: 200, json: FALLBACK });
			expect(answer.seconds).toBeLessThan(3);
			expect(await stage.api.listExecutions(workflow.id)).toEqual([]);
			const { errors, warnings } = await problemsLogged(stage, from);
			expect(errors).toEqual([]);
			// n8n reads no more than 16 MB, and says so before.
			const own = warnings.filter((line) => !line.includes('n8n could not read a request to its end'));
			expect(own).toEqual([expect.stringMatching(/^Trigger: a request could not be read/)]);
			expect(warnings.join()).not.toContain('0501234567');
		},
	);
});

describe('a voice agent', () => {
	const bot = { node: 'voicenterVoiceBotTrigger' };
	const body = {
		CALL_INFO: { IVR_UNIQUE_ID: 'bot-1', CALLER_ID: '0501234567' },
		IntentParameters: { id: '5' },
	};

	it('gets its data', async () => {
		const answer = { function_output: { balance: 180 } };
		const workflow = await activateAsking(stage, bot, [respondWithJson(answer), end]);
		expect((await ask(workflow.url, { body })).json).toEqual(answer);
		const [item] = itemsOf(await stage.api.waitForExecution(workflow.id), 'Trigger');
		expect(item?.json).toMatchObject({ callId: 'bot-1', intent: { id: '5' } });
	});

	it.each([
		['fails', [fail]],
		['ends without an answer', [end]],
		['takes too long', [wait(3), end]],
	])('of a workflow that %s gets {} and never an error', async (_name, row) => {
		const workflow = await activateAsking(stage, { ...bot, parameters: { settings: { deadline: 1 } } }, row);
		expect(await ask(workflow.url, { body })).toMatchObject({ status: 200, text: '{}' });
	});
});
