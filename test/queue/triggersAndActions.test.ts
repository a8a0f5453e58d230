/** Queue mode: a main, two workers and two webhook processes. Each part of the package where it runs there. */
import { activateTrigger } from '../e2e/triggerWorkflow';
import {
	activateAsking,
	ask,
	end,
	layerRequest,
	respond,
	respondWithJson,
	wait,
} from '../e2e/askingWorkflow';
import { activateCdrWorkflow, failingFirst } from '../e2e/cdrWorkflows';
import { type Credential, makeCredential } from '../e2e/runAction';
import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { at, executionCounts, type QueueStage, setQueueStage } from './stage';

const PATIENCE = { timeoutMs: 120_000 };
const TO_LAYER_7 = { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 };

jest.setTimeout(600_000);

let stage: QueueStage;
let credential: Credential;

beforeAll(async () => {
	stage = await setQueueStage({ workers: 2, webhooks: 2 });
	credential = await makeCredential(stage, {
		realTimeLogin: 'token',
		realTimeToken: stage.simulator.account.realTime.token,
	});
});
afterAll(() => stage.close());

/** Which processes say that they ran an execution. */
async function workersOf(executionId: string): Promise<number[]> {
	const logs = await Promise.all(stage.queue.workers.map(async (worker) => worker.log()));
	const said = new RegExp(`Worker (started|finished) execution ${executionId}\\b`);
	return logs.flatMap((log, index) => (said.test(log) ? [index] : []));
}

async function acknowledged(callId: string) {
	const deliveries = await stage.simulator.control.cdrAcknowledged(callId, 60_000);
	return deliveries.map(({ responseBody }) => responseBody);
}

describe('the CDR trigger', () => {
	it('takes records through both webhook processes, and a worker runs what follows: an action', async () => {
		const webhookId = crypto.randomUUID();
		const { id } = await stage.api.createWorkflow({
			name: 'Call back',
			nodes: [
				{
					id: crypto.randomUUID(),
					name: 'CDR',
					type: stage.type('voicenterTrigger'),
					typeVersion: 2,
					position: [0, 0],
					webhookId,
					parameters: { triggerOn: ['abandoned'] },
				},
				{
					id: crypto.randomUUID(),
					name: 'Call back',
					type: stage.type('voicenter'),
					typeVersion: 1,
					position: [200, 0],
					credentials: { voicenterApi: credential },
					parameters: {
						resource: 'call',
						operation: 'clickToCall',
						ringFirst: 'extension',
						extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
						target: '={{ $json.callerE164 }}',
					},
				},
			],
			connections: { CDR: { main: [[{ node: 'Call back', type: 'main', index: 0 }]] } },
		});
		await stage.api.activate(id);
		for (const [index, webhook] of stage.queue.webhooks.entries()) {
			const url = `${webhook.url}/webhook/${webhookId}/voicenter-cdr`;
			stage.simulator.control.setCdrTarget({ url, format: index === 0 ? 'json' : 'xmlrpc' });
			const { callId } = stage.simulator.control.playIncomingCall({
				queue: 'sales',
				outcome: 'abandoned',
				caller: `050123456${index}`,
			});
			expect(await acknowledged(callId)).toHaveLength(1);
			const execution = await stage.api.waitForExecution(
				id,
				(one) => itemsOf(one, 'CDR')[0]?.json['callId'] === callId,
				PATIENCE,
			);
			expect(execution.status).toBe('success');
			const placed = stage.simulator.control.calls().at(-1);
			expect(placed?.target).toBe(`050123456${index}`);
			expect(itemsOf(execution, 'Call back')[0]?.json).toMatchObject({ callId: placed?.callId });
			expect(await workersOf(execution.id)).toHaveLength(1);
			expect(execution.saved).not.toContain(stage.simulator.account.code);
		}
	});

	it('knows a record again that another process has taken', async () => {
		const workflow = await activateCdrWorkflow(stage);
		const send = async (index: number) => {
			const response = await fetch(at(stage.queue.webhooks[index], workflow.url), {
				method: 'POST',
				body: '{"ivruniqueid":"repeated"}',
			});
			return await response.text();
		};
		const ok = '{"err":0,"errdesc":"OK"}';
		expect(await send(0)).toBe(ok);
		await stage.api.waitForExecution(workflow.id, undefined, PATIENCE);
		expect([await send(1), await send(0), await send(1)]).toEqual([ok, ok, ok]);
		expect(executionCounts(stage, workflow.id)).toEqual({ success: 1 });
	});

	it('acknowledges after success what a worker has done, and asks for what failed there again', async () => {
		const workflow = await activateCdrWorkflow(stage, {
			parameters: { acknowledge: 'afterSuccess' },
			asks: failingFirst(stage, 2),
		});
		const url = at(stage.queue.webhooks[0], workflow.url);
		stage.simulator.control.setCdrTarget({ url, resendEveryMs: 4_000 });
		const { callId } = stage.simulator.control.playIncomingCall({ queue: 'sales', outcome: 'abandoned' });
		const bodies = await acknowledged(callId);
		const failed = '{"err":2,"errdesc":"Application error"}';
		expect(bodies).toEqual([failed, failed, '{"err":0,"errdesc":"OK"}']);
		expect(executionCounts(stage, workflow.id)).toEqual({ error: 2, success: 1 });
	});
});

describe('a call that waits for an answer', () => {
	const goToLayer = (options: object = {}) =>
		respond(stage, { resource: 'externalLayer', operation: 'goToLayer', layer: '7', options });

	it('gets the one that Voicenter Respond gives on a worker, through either webhook process', async () => {
		const trigger = { node: 'voicenterExternalLayerTrigger' };
		const workflow = await activateAsking(stage, trigger, [goToLayer(), end]);
		for (const webhook of stage.queue.webhooks) {
			const answer = await ask(at(webhook, workflow.url), { body: layerRequest() });
			expect(answer).toMatchObject({ status: 200, json: TO_LAYER_7 });
		}
		const execution = await stage.api.waitForExecution(workflow.id, undefined, PATIENCE);
		expect(execution.status).toBe('success');
		expect(await workersOf(execution.id)).toHaveLength(1);
	});

	it('gets the fallback at the deadline, whatever the worker does', async () => {
		const trigger = { node: 'voicenterExternalLayerTrigger', parameters: { settings: { deadline: 2 } } };
		const workflow = await activateAsking(stage, trigger, [
			wait(6),
			goToLayer({ onLateAnswer: 'continue' }),
			end,
		]);
		const answer = await ask(at(stage.queue.webhooks[1], workflow.url), { body: layerRequest() });
		expect(answer).toMatchObject({ status: 200, json: { STATUS: 1 } });
		expect(answer.seconds).toBeLessThan(4.5);
		const execution = await stage.api.waitForExecution(workflow.id, undefined, PATIENCE);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'End')[0]?.json).toMatchObject({ answeredInTime: false });
	});

	it('gets the fallback soon when the workflow fails on a worker, or ends without an answer', async () => {
		const trigger = { node: 'voicenterExternalLayerTrigger' };
		for (const last of [
			end,
			{ ...end, type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'No' } },
		]) {
			const workflow = await activateAsking(stage, trigger, [last]);
			const answer = await ask(at(stage.queue.webhooks[0], workflow.url), { body: layerRequest() });
			expect(answer).toMatchObject({ status: 200, json: { STATUS: 1 } });
			expect(answer.seconds).toBeLessThan(4.5);
		}
	});

	it('a screen pop gets its caller', async () => {
		const trigger = { node: 'voicenterScreenPopTrigger' };
		const answer = respond(stage, {
			resource: 'screenPop',
			operation: 'showCaller',
			name: 'Dana Levi',
			company: '',
			url: '',
			options: {},
		});
		const workflow = await activateAsking(stage, trigger, [answer, end]);
		const url = at(stage.queue.webhooks[0], workflow.url);
		const extenUsers = ['SIPSIP1', 'SIPSIP2'];
		const popped = await stage.simulator.control.playScreenPop({ url, method: 'POST json', extenUsers });
		expect(popped.problems).toEqual([]);
		expect(popped.pops).toHaveLength(2);
	});

	it('a voice agent gets its data', async () => {
		const data = { function_output: { balance: 180 } };
		const trigger = { node: 'voicenterVoiceBotTrigger' };
		const workflow = await activateAsking(stage, trigger, [respondWithJson(data), end]);
		const body = {
			CALL_INFO: { IVR_UNIQUE_ID: 'bot-1', CALLER_ID: '0501234567' },
			IntentParameters: { id: '5' },
		};
		expect((await ask(at(stage.queue.webhooks[1], workflow.url), { body })).json).toEqual(data);
	});
});

it('live events come over one connection, the main’s; a worker runs what they start', async () => {
	const { control } = stage.simulator;
	const id = await activateTrigger(stage, {
		type: 'voicenterRealTimeTrigger',
		parameters: { events: ['queueAbandoned'] },
		credentials: { voicenterApi: credential },
	});
	const open = (count: number) =>
		until(() => (control.realTimeConnections().open === count ? true : undefined), {
			what: `${count} connections`,
			...PATIENCE,
		});
	await open(1);
	const callIds = Array.from(
		{ length: 3 },
		() => control.playRealTime({ kind: 'queueCall', outcome: 'abandoned' }).callId,
	);
	for (const callId of callIds) {
		const execution = await stage.api.waitForExecution(
			id,
			(one) => itemsOf(one, 'Trigger')[0]?.json['callId'] === callId,
			PATIENCE,
		);
		expect(await workersOf(execution.id)).toHaveLength(1);
	}
	expect(executionCounts(stage, id)).toEqual({ success: 3 });
	expect(control.realTimeConnections()).toMatchObject({ open: 1, opened: 1, mostOpen: 1 });
	await stage.api.deactivate(id);
	await open(0);
});

it('the Call Log is polled once an interval, by one process', async () => {
	const { control } = stage.simulator;
	control.setCallLogRules({ requestsPerWindow: 1_000 });
	const seconds = [0, 15, 30, 45];
	const id = await activateTrigger(stage, {
		type: 'voicenterCallLogTrigger',
		parameters: {
			filters: { outcomes: ['abandoned'] },
			pollTimes: {
				item: seconds.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
			},
		},
		credentials: { voicenterApi: credential },
	});
	control.clearRequests();
	const startedAt = Date.now();
	control.addCallLogRecords([{ CallID: 'polled', DialStatus: 'ABANDONE' }]);
	const polls = () => control.requests('/hub/cdr/').length;
	await until(() => (polls() >= 3 ? true : undefined), { what: 'three polls', ...PATIENCE });
	const intervals = Math.floor((Date.now() - startedAt) / 15_000) + 1;
	expect(polls()).toBeLessThanOrEqual(intervals);
	const execution = await stage.api.waitForExecution(id, undefined, PATIENCE);
	expect(itemsOf(execution, 'Trigger').map(({ json }) => json['callId'])).toEqual(['polled']);
	expect(await workersOf(execution.id)).toHaveLength(1);
	await stage.api.deactivate(id);
	expect(executionCounts(stage, id)).toEqual({ success: 1 });
});
