/** Every operation in a real n8n, alike; and what takes more than one to show: a call and its record, mutes under every setting. */
import { node } from '../bench/workflows';
import { itemsOf } from '../n8n/api';
import { CASES, ended } from './operationCases';
import { type Credential, makeCredential, runAction } from './runAction';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

let stage: Stage;
let credential: Credential;

beforeAll(async () => {
	stage = await setStage();
	credential = await makeCredential(stage, { apiToken: stage.simulator.account.bearerToken });
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.simulator.control.reset();
});

/** Items whose values exist only once the simulator has been arranged. */
function filledIn(items: object[]): object[] {
	const { simulator } = stage;
	const second = simulator.control.addCampaign({ name: 'Second', kind: 'agent' }).code;
	const text = JSON.stringify(items)
		.replaceAll('ENDED', ended.callId ?? '')
		.replaceAll('SECOND', second)
		.replaceAll(
			'RECORDING',
			() =>
				`https://cpanel.voicenter.co.il${simulator.control.addRecording(`e2e-${crypto.randomUUID()}.mp3`)}`,
		);
	return JSON.parse(text) as object[];
}

const TWO: [object, object] = [{ target: 'a' }, { target: 'b' }];

it('every operation has its row', async () => {
	const type = (await stage.api.nodeTypes()).find(({ name }) => name === stage.type('voicenter'));
	const properties = (
		type as unknown as {
			properties: {
				name: string;
				displayOptions?: { show: { resource: string[] } };
				options?: { value: string }[];
			}[];
		}
	).properties;
	const all = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map(({ value }) => `${displayOptions?.show.resource[0] ?? ''}: ${value}`),
		);
	expect(CASES.map(({ operation }) => operation).sort()).toEqual(all.sort());
});

describe.each(CASES)(
	'$operation',
	({ operation, parameters, items = TWO, arrange, result, spoil, spoilt = {} }) => {
		const [resource, name] = operation.split(': ');
		const fields = { resource, operation: name, ...parameters };

		it('works on several items, and pairs each result with its item', async () => {
			await arrange?.(stage.simulator);
			const execution = await runAction(stage, credential, filledIn(items), fields);
			expect(execution.data.resultData.error?.message).toBeUndefined();
			expect(itemsOf(execution, 'Voicenter')[0]?.json).toMatchObject(result);
			const origins = itemsOf(execution, 'Paired').map(({ json }) => json['from']);
			const targets = items.map((item) => (item as { target: string }).target);
			expect(new Set(origins)).toEqual(new Set(targets));
		});

		it('works on a single item', async () => {
			await arrange?.(stage.simulator);
			const execution = await runAction(stage, credential, filledIn(items).slice(0, 1), fields);
			expect(execution.data.resultData.error?.message).toBeUndefined();
			expect(itemsOf(execution, 'Voicenter')[0]?.json).toMatchObject(result);
			const origins = itemsOf(execution, 'Paired').map(({ json }) => json['from']);
			expect(new Set(origins)).toEqual(new Set([(items[0] as { target: string }).target]));
		});

		it('stops at an error, or goes on with the failed items paired', async () => {
			await arrange?.(stage.simulator);
			const given = filledIn(items);
			if (spoil) spoil(stage.simulator);
			else stage.simulator.control.setAllowlist('nobody');
			const stopped = await runAction(stage, credential, given, { ...fields, ...spoilt });
			expect(stopped.status).toBe('error');
			expect(stopped.data.resultData.error?.description).toBeTruthy();

			const wentOn = await runAction(
				stage,
				credential,
				given,
				{ ...fields, ...spoilt },
				{ onError: 'continueRegularOutput' },
			);
			expect(wentOn.status).toBe('success');
			const failed = itemsOf(wentOn, 'Voicenter');
			expect(failed.map(({ json }) => typeof json['error'])).toEqual(['string', 'string']);
			expect(itemsOf(wentOn, 'Paired').map(({ json }) => json['from'])).toEqual(
				items.map((item) => (item as { target: string }).target),
			);
			for (const saved of [stopped.saved, wentOn.saved]) {
				expect(saved).not.toContain(stage.simulator.account.code);
				expect(saved).not.toContain(stage.simulator.account.bearerToken);
			}
		});
	},
);

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
