/** Call Log, Return All, in a real n8n: a range of 120,000 records in a log of a million. */
import { setTimeout as pause } from 'node:timers/promises';

import { node } from '../bench/workflows';
import { makeCredential } from './runAction';
import { setStage, type Stage } from './stage';

const LOG = {
	count: 1_000_000,
	from: '2026-01-01',
	to: '2026-01-31T23:59:59',
	distribution: 'uneven',
	seed: 1,
} as const;
/** 120,002 records of that log. */
const FROM = '2026-01-09T10:38:46Z';
const TO = '2026-01-14T11:47:19Z';
const MOST_IN_A_REQUEST = 10_000;

jest.setTimeout(600_000);

let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());

/** Three lists, each with a place for every record. */
interface Walked {
	callIds: string[];
	types: string[];
	times: number[];
}

/** What tells a record from every other: the legs of a call share its ID. */
const nameOf = (callId: string, type = '') => `${callId} ${type}`;

/**
 * Webhook → Call Log → Summarize, whose lists come back: the records themselves, some hundred megabytes, are neither
 * sent nor saved.
 */
async function activateWalk(): Promise<string> {
	const path = crypto.randomUUID();
	const row = [
		node(
			'Start',
			'n8n-nodes-base.webhook',
			2,
			{ path, responseMode: 'lastNode', responseData: 'firstEntryJson', options: {} },
			{ webhookId: path },
		),
		node(
			'Calls',
			stage.type('voicenter'),
			1,
			{
				...{ resource: 'callLog', operation: 'getAll', returnAll: true, simplify: false },
				...{ dateRange: 'custom', from: FROM, to: TO, outputFields: [] },
			},
			{ credentials: { voicenterApi: await makeCredential(stage) } },
		),
		node('Lists', 'n8n-nodes-base.summarize', 1.1, {
			fieldsToSummarize: {
				values: ['CallID', 'Type', 'DateEpoch'].map((field) => ({ aggregation: 'append', field })),
			},
			options: {},
		}),
	];
	const then = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const { id } = await stage.api.createWorkflow({
		name: 'Call Log',
		nodes: row,
		connections: { Start: then('Calls'), Calls: then('Lists') },
		settings: { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	});
	await stage.api.activate(id);
	return `${stage.n8n.url}/webhook/${path}`;
}

async function walk(url: string): Promise<Walked> {
	const response = await fetch(url, { signal: AbortSignal.timeout(300_000) });
	const lists = (await response.json()) as Record<string, unknown[]>;
	return {
		callIds: lists['appended_CallID'] as string[],
		types: lists['appended_Type'] as string[],
		times: lists['appended_DateEpoch'] as number[],
	};
}

it('120,000 of a million records: each once, in order, in at most 14 requests', async () => {
	const { control } = stage.simulator;
	control.seedCallLog(LOG);
	const expected = control.callLogRecords({ from: FROM, to: TO });
	expect(expected.length).toBeGreaterThanOrEqual(120_000);
	// A million records take seconds, in which n8n has closed connections: this process is to hear of it before it uses them.
	await pause(200);
	const url = await activateWalk();
	control.clearRequests();

	const beganAt = performance.now();
	const { callIds, types, times } = await walk(url);
	const seconds = (performance.now() - beganAt) / 1_000;

	const requests = control.requests('/hub/cdr/').length;
	process.stdout.write(
		`Call Log: ${callIds.length} records in ${seconds.toFixed(1)} s and ${requests} requests\n`,
	);
	const names = callIds.map((callId, index) => nameOf(callId, types[index]));
	expect(names.length).toBe(expected.length);
	expect(new Set(names).size).toBe(expected.length);
	const known = new Set(expected.map(({ CallID, Type }) => nameOf(CallID, Type)));
	expect(names.filter((name) => !known.has(name))).toEqual([]);
	expect(times.filter((time, index) => time !== expected[index]?.DateEpoch)).toEqual([]);
	expect(requests).toBeLessThanOrEqual((expected.length / MOST_IN_A_REQUEST) * 1.2);
	expect(control.callLogArrivals().filter(({ refused }) => refused)).toEqual([]);
});
