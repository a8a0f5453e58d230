import { setTimeout as pause } from 'node:timers/promises';

import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { setStage, type Stage } from './stage';

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

const workflowOf = (parameters: object, { nodeId = crypto.randomUUID(), name = 'Calls' } = {}) => ({
	name: 'Calls',
	nodes: [
		{
			id: nodeId,
			name,
			type: stage.type('voicenterCallLogTrigger'),
			typeVersion: 1,
			position: [0, 0],
			parameters: { pollTimes: EVERY_5_SECONDS, ...parameters },
			credentials,
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
	connections: { [name]: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
});

async function create(parameters: object): Promise<string> {
	const { id } = await stage.api.createWorkflow(workflowOf(parameters));
	return id;
}

async function givenCalls(workflowId: string): Promise<unknown[]> {
	const executions = await stage.api.listExecutions(workflowId);
	const calls = [];
	for (const { id } of executions.reverse()) {
		const execution = await stage.api.getExecution(id);
		// The first node of a run is the trigger, whatever it was called then.
		const given = ['Calls', 'Renamed'].flatMap((name) => itemsOf(execution, name));
		calls.push(...given.map(({ json }) => json['callId']));
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
	const id = await create({ filters: { outcomes: ['abandoned'] } });
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

it('a node that is renamed goes on where it was: nothing twice, and what came meanwhile is not lost', async () => {
	const { control } = stage.simulator;
	control.addCallLogRecords([{ CallID: 'before publishing' }]);
	const nodeId = crypto.randomUUID();
	const { id } = await stage.api.createWorkflow(workflowOf({}, { nodeId }));
	await stage.api.activate(id);
	control.addCallLogRecords([{ CallID: 'first' }]);
	expect(await haveCome(id, 1)).toEqual(['first']);
	await stage.api.deactivate(id);
	await stage.api.updateWorkflow(id, workflowOf({}, { nodeId, name: 'Renamed' }));
	control.addCallLogRecords([{ CallID: 'meanwhile' }]);
	await stage.n8n.restart();
	await stage.api.activate(id);
	expect(await haveCome(id, 2)).toEqual(['first', 'meanwhile']);
	await pause(11_000);
	expect(await givenCalls(id)).toEqual(['first', 'meanwhile']);
	await stage.api.deactivate(id);
});

it('rows without a date, and a service that reads times by a clock of its own: each call once', async () => {
	const { control } = stage.simulator;
	control.setCallLogRules({ records: 'withoutDate', readsTimesAtOffset: 2 });
	const before = (minutes: number) => new Date(Date.now() - (120 + minutes) * 60_000);
	const id = await create({});
	await stage.api.activate(id);
	control.addCallLogRecords([{ CallID: 'undated', Date: before(5) }]);
	expect(await haveCome(id, 1)).toEqual(['undated']);
	await pause(11_000);
	expect(await givenCalls(id)).toEqual(['undated']);
	await stage.api.deactivate(id);
	control.setCallLogRules({ records: 'complete', readsTimesAtOffset: 0 });
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
