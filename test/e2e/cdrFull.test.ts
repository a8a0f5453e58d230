import { setTimeout as pause } from 'node:timers/promises';

import { itemsOf } from '../n8n/api';
import { activateCdrWorkflow, type CdrWorkflow, failingFirst } from './cdrWorkflows';
import { setStage, type Stage } from './stage';

jest.setTimeout(300_000);

let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());
afterEach(() => stage.simulator.control.reset());

/** Voicenter's side: sends one abandoned call until it is acknowledged. */
function playTo(workflow: CdrWorkflow, resendEveryMs = 300) {
	stage.simulator.control.setCdrTarget({ url: workflow.url, resendEveryMs });
	return stage.simulator.control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', waitSeconds: 42 });
}

/** Sends the call's record once more, although it was acknowledged. */
async function again(record: object | undefined): Promise<string | undefined> {
	const pushId = stage.simulator.control.pushCdr(record ?? {});
	const [delivery] = await stage.simulator.control.cdrAcknowledged(pushId, 30_000);
	return delivery?.responseBody;
}

const statuses = async ({ id }: CdrWorkflow) =>
	(await stage.api.listExecutions(id)).map(({ status }) => status);

describe('a record that comes again', () => {
	it('is acknowledged and starts nothing, also after a restart of n8n and after a kill', async () => {
		const workflow = await activateCdrWorkflow(stage);
		const { callId, records } = playTo(workflow);
		await stage.simulator.control.cdrAcknowledged(callId);
		await stage.api.waitForExecution(workflow.id);
		expect(await again(records[0])).toBe('{"err":0,"errdesc":"OK"}');
		await stage.n8n.restart();
		expect(await again(records[0])).toBe('{"err":0,"errdesc":"OK"}');
		await stage.n8n.kill();
		await stage.n8n.start();
		expect(await again(records[0])).toBe('{"err":0,"errdesc":"OK"}');
		expect(await statuses(workflow)).toEqual(['success']);
	});
});

describe('acknowledged after the workflow has succeeded', () => {
	it('the workflow fails twice: err 2 each time, it is sent again, succeeds, and is done', async () => {
		const workflow = await activateCdrWorkflow(stage, {
			parameters: { acknowledge: 'afterSuccess' },
			asks: failingFirst(stage, 2),
		});
		const { callId, records } = playTo(workflow);
		const deliveries = await stage.simulator.control.cdrAcknowledged(callId, 60_000);
		expect(deliveries.map(({ status, responseBody }) => [status, responseBody])).toEqual([
			[200, '{"err":2,"errdesc":"Application error"}'],
			[200, '{"err":2,"errdesc":"Application error"}'],
			[200, '{"err":0,"errdesc":"OK"}'],
		]);
		expect(await statuses(workflow)).toEqual(['success', 'error', 'error']);

		expect(await again(records[0])).toBe('{"err":0,"errdesc":"OK"}');
		expect(await statuses(workflow)).toHaveLength(3);
	});

	it('the workflow takes longer than Voicenter is to wait: it comes again, and finds it done', async () => {
		const workflow = await activateCdrWorkflow(stage, {
			parameters: { acknowledge: 'afterSuccess', settings: { answerWithin: 1 } },
			seconds: 3,
		});
		const { callId } = playTo(workflow, 500);
		const deliveries = await stage.simulator.control.cdrAcknowledged(callId, 60_000);
		expect(deliveries.length).toBeGreaterThan(1);
		expect(deliveries[0]?.responseBody).toBe('{"err":2,"errdesc":"Application error"}');
		expect(await statuses(workflow)).toEqual(['success']);
		const log = await stage.n8n.log();
		expect(log).not.toMatch(/ERR_HTTP_HEADERS_SENT|Cannot set headers/);
	});

	it('the answer has no trace of what n8n would say', async () => {
		const workflow = await activateCdrWorkflow(stage, {
			parameters: { acknowledge: 'afterSuccess' },
			failsWhen: '={{ true }}',
		});
		const response = await fetch(workflow.url, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'ivruniqueid=7',
		});
		expect([response.status, await response.text()]).toEqual([200, 'err=2&errdesc=Application%20error']);
		expect(response.headers.get('content-type')).toMatch(/urlencoded/);
	});
});

describe('legs joined', () => {
	it('a click to call starts the workflow once, with both of its legs', async () => {
		const workflow = await activateCdrWorkflow(stage);
		stage.simulator.control.setCdrTarget({ url: workflow.url });
		const { callId } = stage.simulator.control.playClickToCall();
		await stage.simulator.control.cdrAcknowledged(callId, 30_000);
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(itemsOf(execution, 'CDR').map(({ json }) => json)).toMatchObject([
			{ callId, direction: 'click2call', legs: [{ leg: 1 }, { leg: 2 }] },
		]);
		expect(await statuses(workflow)).toHaveLength(1);
	});
});

describe('access', () => {
	it('the secret must be shown, and is not in the item', async () => {
		const { id, name } = await stage.api.createCredential({
			type: 'voicenterWebhookApi',
			name: 'Secret',
			data: { secret: 'open sesame', sentIn: 'header', headerName: 'X-Voicenter-Secret' },
		});
		const workflow = await activateCdrWorkflow(stage, {
			credentials: { voicenterWebhookApi: { id, name } },
		});
		const refused = await fetch(workflow.url, { method: 'POST', body: '{"ivruniqueid":"7"}' });
		expect([refused.status, await refused.text()]).toEqual([401, '']);
		const admitted = await fetch(workflow.url, {
			method: 'POST',
			headers: { 'x-voicenter-secret': 'open sesame' },
			body: '{"ivruniqueid":"7"}',
		});
		expect([admitted.status, await admitted.text()]).toEqual([200, '{"err":0,"errdesc":"OK"}']);
		const execution = await stage.api.waitForExecution(workflow.id);
		expect(JSON.stringify(execution)).not.toContain('sesame');
	});
});

describe('while it is built', () => {
	it.each(['immediately', 'afterSuccess'])(
		'“Listen for test event” takes the same record again and again (%s)',
		async (acknowledge) => {
			const workflow = await activateCdrWorkflow(stage, { parameters: { acknowledge } });
			const { records } = playTo(workflow);
			for (let time = 0; time < 2; time++) {
				await stage.api.runWorkflow(workflow.id, 'CDR');
				await pause(200);
				const response = await fetch(workflow.url.replace('/webhook/', '/webhook-test/'), {
					method: 'POST',
					body: JSON.stringify(records[0]),
				});
				expect([response.status, await response.text()]).toEqual([200, '{"err":0,"errdesc":"OK"}']);
			}
		},
	);
});
