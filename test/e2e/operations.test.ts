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
