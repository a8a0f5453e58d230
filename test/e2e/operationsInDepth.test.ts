/** What takes more than one item to show, in a real n8n: a long Call Log, and mutes under every setting. */
import { setTimeout as sleep } from 'node:timers/promises';

import { node } from '../bench/workflows';
import { itemsOf } from '../n8n/api';
import { makeCredential, runAction } from './runAction';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

let stage: Stage;
beforeAll(async () => {
	stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.simulator.control.reset();
});

it('Click to Call → Wait for Record: how the call ended, with both legs, once the record is there', async () => {
	const { control } = stage.simulator;
	control.setAutoAnswer({ afterMs: 500, phoneRingSeconds: 0, talkSeconds: 30 });
	control.setCallLogRules({ arrivalDelayMs: 3_000, secondLegDelayMs: 3_000 });
	const credentials = { voicenterApi: await makeCredential(stage) };
	const voicenter = (name: string, parameters: object) =>
		node(name, stage.type('voicenter'), 1, parameters, { credentials });
	const row = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		voicenter('Call', {
			...{ resource: 'call', operation: 'clickToCall', ringFirst: 'extension', target: '050-123-4567' },
			extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
		}),
		voicenter('Record', { resource: 'callLog', operation: 'waitForRecord' }),
	];
	const then = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	const connections = { Start: then('Call'), Call: then('Record') };
	const { id } = await stage.api.createWorkflow({ name: 'Call and wait', nodes: row, connections });
	const execution = await stage.api.runToEnd(id, 'Start');
	expect(execution.data.resultData.error?.message).toBeUndefined();
	const [placed] = itemsOf(execution, 'Call');
	expect(itemsOf(execution, 'Record').map(({ json }) => json)).toMatchObject([
		{
			...{ callId: placed?.json['callId'], isFound: true, isComplete: true, isAnsweredByAgent: true },
			...{ isAnswered: true, durationSeconds: 30, customerNumber: '0501234567' },
		},
	]);
	// The hint of the first leads to the second.
	expect(execution.saved).toContain('Call Log, Wait for Record, with the Call ID');
	expect(control.requests('/hub/cdr/').length).toBeLessThanOrEqual(3);
});

describe('Call Log, Return All', () => {
	const RECORDS = 200_000;
	const FROM = '2026-01-11T00:00:00Z';
	const TO = '2026-01-15T11:59:59Z';
	const MOST_IN_A_REQUEST = 10_000;

	it('returns every record of a long range once, in few requests', async () => {
		const { control } = stage.simulator;
		control.seedCallLog({
			...{ count: RECORDS, from: '2026-01-01', to: '2026-01-31T23:59:59' },
			...{ distribution: 'uneven', seed: 1 },
		});
		const epoch = (time: string) => Date.parse(time) / 1_000;
		const expected = control
			.callLogRecords()
			.filter(({ DateEpoch }) => DateEpoch >= epoch(FROM) && DateEpoch <= epoch(TO));
		expect(expected.length).toBeGreaterThan(2 * MOST_IN_A_REQUEST);
		control.clearRequests();
		// All that took this process seconds, and connections that n8n has closed meanwhile are to be noticed first.
		await sleep(100);

		const [summary] = await summaryOf({ dateRange: 'custom', from: FROM, to: TO });

		expect(summary).toEqual({
			count_CallID: expected.length,
			unique_count_CallID: new Set(expected.map(({ CallID }) => CallID)).size,
			sum_DateEpoch: expected.reduce((sum, { DateEpoch }) => sum + DateEpoch, 0),
		});
		const requests = control.requests('/hub/cdr/').length;
		expect(requests).toBeLessThanOrEqual(Math.ceil((expected.length / MOST_IN_A_REQUEST) * 1.2));
	});

	/** Webhook → Call Log → Summarize, whose sums come back: the records themselves need not be saved. */
	async function summaryOf(search: object): Promise<object[]> {
		const path = crypto.randomUUID();
		const row = [
			node(
				'Start',
				'n8n-nodes-base.webhook',
				2,
				{ path, responseMode: 'lastNode', responseData: 'allEntries', options: {} },
				{ webhookId: path },
			),
			node(
				'Calls',
				stage.type('voicenter'),
				1,
				{
					...{ resource: 'callLog', operation: 'getAll', returnAll: true, simplify: false },
					...{ ...search, outputFields: [] },
				},
				{ credentials: { voicenterApi: await makeCredential(stage) } },
			),
			node('Sums', 'n8n-nodes-base.summarize', 1.1, {
				fieldsToSummarize: {
					values: [
						{ aggregation: 'count', field: 'CallID' },
						{ aggregation: 'countUnique', field: 'CallID' },
						{ aggregation: 'sum', field: 'DateEpoch' },
					],
				},
				options: {},
			}),
		];
		const connections = Object.fromEntries(
			row.slice(0, -1).map(({ name }, index) => {
				const next = { node: row[index + 1]?.name, type: 'main', index: 0 };
				return [name, { main: [[next]] }];
			}),
		);
		const settings = { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' };
		const { id } = await stage.api.createWorkflow({ name: 'Call Log', nodes: row, connections, settings });
		await stage.api.activate(id);
		const response = await fetch(`${stage.n8n.url}/webhook/${path}`, {
			signal: AbortSignal.timeout(120_000),
		});
		return (await response.json()) as object[];
	}
});

describe('Mute', () => {
	const CALL_ID = 'e2ecall000000000000000000000003c';
	const SETTINGS = ['zeroMutes', 'oneMutes', undefined] as const;
	const combinations = (['zeroMutes', 'oneMutes'] as const).flatMap((reading) =>
		SETTINGS.flatMap((setting) =>
			(['extension', 'callId'] as const).map((muteBy) => ({ reading, setting, muteBy })),
		),
	);

	const begin = () => {
		stage.simulator.control.startCall({
			...{ extension: 'SIPSIP1', direction: 'incoming', caller: '0501234567', callId: CALL_ID },
			...{ state: 'active', recorded: true },
		});
	};
	const isMuted = () =>
		stage.simulator.control.calls().find(({ callId }) => callId === CALL_ID)?.muted ?? false;
	/** A credential of its own each time: what was learnt of another one does not help. */
	const mute = async (muteBy: string, setting: string | undefined) => {
		const data = setting === undefined ? {} : { muteConvention: setting };
		return runAction(stage, await makeCredential(stage, data), [{ target: 'a' }], {
			...{ resource: 'recording', operation: 'mute', muteBy },
			extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
			callId: { __rl: true, mode: 'id', value: CALL_ID },
		});
	};

	it.each(combinations)(
		'by $muteBy, Voicenter reading $reading, the credential saying $setting: the call is muted',
		async ({ reading, setting, muteBy }) => {
			stage.simulator.control.setMuteConvention(reading);
			begin();
			const execution = await mute(muteBy, setting);
			expect(execution.data.resultData.error?.message).toBeUndefined();
			expect(itemsOf(execution, 'Voicenter')[0]?.json).toMatchObject({ isMuted: true, isConfirmed: true });
			expect(isMuted()).toBe(true);
		},
	);

	it.each(['extension', 'callId'])('by %s, what became of it cannot be read: an error', async (muteBy) => {
		begin();
		stage.simulator.control.addFault({
			...{ path: '/comet/API/GetExtensionsCalls', kind: 'status', status: 503, times: 1_000 },
		});
		const execution = await mute(muteBy, 'zeroMutes');
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toMatch(
			/could not be seen whether the recording is muted now/,
		);
		expect(execution.data.resultData.error?.description).toBeTruthy();
	});
});
