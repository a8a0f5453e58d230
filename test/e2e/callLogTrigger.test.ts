import { setTimeout as pause } from 'node:timers/promises';

import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { setStage, type Stage } from './stage';
import { createTrigger } from './triggerWorkflow';

jest.setTimeout(300_000);

let stage: Stage;
let credentials: object;
beforeAll(async () => {
	stage = await setStage();
	// Polls of these tests come every 5 seconds, of several workflows.
	stage.simulator.control.setCallLogRules({ requestsPerWindow: 1_000 });
	const { id, name } = await stage.api.createCredential({
		type: 'voicenterApi',
		name: 'Voicenter',
		data: { code: stage.simulator.account.code, baseUrl: stage.simulator.url },
	});
	credentials = { voicenterApi: { id, name } };
});
afterAll(() => stage.close());

/** n8n refuses a schedule of less than a minute, but takes several of one minute each. */
const EVERY_5_SECONDS = {
	item: Array.from({ length: 12 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 5} * * * * *`,
	})),
};

const create = (parameters: object): Promise<string> =>
	createTrigger(stage, {
		...{ type: 'voicenterCallLogTrigger', name: 'Calls', credentials },
		parameters: { pollTimes: EVERY_5_SECONDS, ...parameters },
	});

async function givenCalls(workflowId: string): Promise<unknown[]> {
	const executions = await stage.api.listExecutions(workflowId);
	const calls = [];
	for (const { id } of executions.reverse()) {
		calls.push(...itemsOf(await stage.api.getExecution(id), 'Calls').map(({ json }) => json['callId']));
	}
	return calls;
}

const haveCome = (workflowId: string, count: number) =>
	until(
		async () => {
			const calls = await givenCalls(workflowId);
			return calls.length >= count ? calls : undefined;
		},
		{ what: `${count} calls`, timeoutMs: 60_000, intervalMs: 500 },
	);

it('new calls that pass the filter start the workflow, once, also over a restart and a kill of n8n', async () => {
	const { control } = stage.simulator;
	control.addCallLogRecords([{ CallID: 'before', DialStatus: 'ABANDONE' }]);
	const id = await create({ filters: { outcomes: ['abandoned'] }, settings: { includeRaw: true } });
	await stage.api.activate(id);
	const played = control.playIncomingCall({
		queue: 'sales',
		outcome: 'abandoned',
		waitSeconds: 42,
		caller: '0501234567',
	});
	control.playIncomingCall({ queue: 'sales', outcome: 'answered' });
	expect(await haveCome(id, 1)).toEqual([played.callId]);
	const execution = await stage.api.waitForExecution(id);
	expect(itemsOf(execution, 'Calls')[0]?.json).toMatchObject({
		isAbandoned: true,
		isMissed: true,
		callerE164: '+972501234567',
		queue: { name: 'Sales Queue' },
		raw: { CallID: played.callId },
	});

	await stage.n8n.restart();
	const whileDown = ['one', 'two'].map((CallID) => ({ CallID, DialStatus: 'ABANDONE' }));
	control.addCallLogRecords(whileDown.slice(0, 1));
	await haveCome(id, 2);
	await stage.n8n.kill();
	control.addCallLogRecords(whileDown.slice(1));
	await stage.n8n.start();
	expect(await haveCome(id, 3)).toEqual([played.callId, 'one', 'two']);
	// Two more polls give nothing.
	await pause(11_000);
	expect(await givenCalls(id)).toHaveLength(3);
	await stage.api.deactivate(id);
});

it('“Fetch Test Event” shows the latest call that passes the filter', async () => {
	stage.simulator.control.addCallLogRecords([{ CallID: 'the latest', DialStatus: 'ANSWER' }]);
	const id = await create({ filters: { outcomes: ['answered'] } });
	const execution = await stage.api.runToEnd(id, 'Calls');
	expect(itemsOf(execution, 'Calls').map(({ json }) => json['callId'])).toEqual(['the latest']);
});

it('a wrong code: the workflow is not activated, and n8n says why', async () => {
	const { id, name } = await stage.api.createCredential({
		type: 'voicenterApi',
		name: 'Wrong',
		data: { code: 'wrong', baseUrl: stage.simulator.url },
	});
	const right = credentials;
	credentials = { voicenterApi: { id, name } };
	try {
		await expect(stage.api.activate(await create({}))).rejects.toThrow(/Authorization failed/);
	} finally {
		credentials = right;
	}
});
