/** The dialer's operations and pickers, as the node's fields give their input. */
import type { IDataObject } from 'n8n-workflow';

import { campaign } from '../../../nodes/Voicenter/actions/campaign';
import { campaignAgent } from '../../../nodes/Voicenter/actions/campaignAgent';
import { campaignTarget } from '../../../nodes/Voicenter/actions/campaignTarget';
import type { OperationCall } from '../../../nodes/Voicenter/actions/operation';
import { searchCampaignAgents } from '../../../nodes/Voicenter/pickers/campaignAgents';
import { searchCampaigns } from '../../../nodes/Voicenter/pickers/campaigns';
import { useSimulator } from '../../useSimulator';
import { pickerOf } from '../../n8nCore/action';
import { connectTo } from '../connections';
import { AGENT, IVR, PHONE } from './methods';

const simulator = useSimulator();

const nothing = () => undefined;

const resources = [campaign, campaignTarget, campaignAgent];

/** A field of the editor: the same for every item, or (a function) worked out from the item. */
type Written = Record<string, unknown>;
interface Evaluated {
	fields: Written;
	items?: IDataObject[];
	stopsAtError?: boolean;
}

function callsOf({ fields, items = [{}], stopsAtError = false }: Evaluated): OperationCall[] {
	return items.map((input) => ({
		connection: connectTo(simulator),
		input,
		field: <Value>(name: string, fallback?: Value): Value => {
			const given = name in fields ? fields[name] : fallback;
			if (given === undefined) throw new Error(`Could not get parameter ${name}`);
			return (
				typeof given === 'function' ? (given as (item: IDataObject) => unknown)(input) : given
			) as Value;
		},
		tools: {
			timeZone: 'Asia/Jerusalem',
			withMemory: (work) => work({}),
			say: nothing,
			stopsAtError,
			storeFile: () => Promise.reject(new Error('no file is expected here')),
		},
	}));
}

async function run(resource: string, name: string, run: Evaluated) {
	const operation = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === name);
	if (!operation) throw new Error(`there is no ${resource}: ${name}`);
	const calls = callsOf(run);
	if ('executeAll' in operation) {
		const at = (index: number) => {
			const call = calls[index];
			if (!call) throw new Error(`there is no item ${index}`);
			return call;
		};
		return [...(await operation.executeAll({ length: calls.length, at }))];
	}
	return Promise.all(calls.map(async (call) => operation.execute(call)));
}

it('are the ones of the public contract', () => {
	const names = resources.map(({ value, operations }) => [value, operations.map((one) => one.value).sort()]);
	expect(Object.fromEntries(names)).toEqual({
		campaign: ['clearTargets', 'get', 'getAll', 'getPendingCalls', 'start', 'stop', 'updateStrategy'],
		campaignTarget: ['add', 'addMany', 'remove', 'update'],
		campaignAgent: ['add', 'getAll', 'remove'],
	});
});

it('say what they do in the world', () => {
	const does = (resource: number, name: string) =>
		resources[resource]?.operations.find(({ value }) => value === name)?.description ?? '';
	expect(does(0, 'start')).toMatch(/real phone calls/);
	expect(does(0, 'stop')).toMatch(/nobody else is called/);
	expect(does(0, 'clearTargets')).toMatch(/Removes every number.*Cannot be undone/);
	expect(does(1, 'update')).toMatch(/not in the campaign is added/);
	expect(does(1, 'remove')).toMatch(/also says OK for a number that was not/);
});

describe('operations on a campaign', () => {
	it('read lists, whole or up to a limit', async () => {
		const all = await run('campaign', 'getAll', { fields: { returnAll: true } });
		expect(all[0]).toHaveLength(3);
		const one = await run('campaign', 'getAll', { fields: { returnAll: false, limit: 1 } });
		expect(one[0]).toHaveLength(1);
		const agents = await run('campaignAgent', 'getAll', {
			fields: { campaign: AGENT, returnAll: false, limit: 1 },
		});
		expect(agents).toEqual([[{ sip: 'SIPSIP1', name: expect.any(String) as unknown }]]);
	});

	it('give an item for each pending call, with the campaign in it', async () => {
		for (const phone of [PHONE, '0521234567']) {
			await run('campaignTarget', 'add', { fields: { campaign: IVR, phone } });
		}
		const [calls] = await run('campaign', 'getPendingCalls', { fields: { campaign: IVR, returnAll: true } });
		expect(calls).toMatchObject([
			{ phone: '972521234567', campaign: { code: IVR } },
			{ phone: '972501234567', campaign: { code: IVR } },
		]);
	});

	it.each([
		['get', { code: IVR }],
		['start', { started: true }],
		['stop', { stopped: true }],
		['clearTargets', { cleared: true }],
	])('%s it', async (name, result) => {
		await expect(run('campaign', name, { fields: { campaign: IVR } })).resolves.toMatchObject([result]);
	});

	it('set its pace', async () => {
		const queueId = String(simulator.account.queues[0]?.id);
		const fields = { campaign: IVR, queueId, maximumCallers: 4, coefficient: 2 };
		await expect(run('campaign', 'updateStrategy', { fields })).resolves.toEqual([fields]);
		expect(simulator.control.campaigns()[0]?.strategy).toEqual({
			...fields,
			queueId: Number(queueId),
			campaign: undefined,
		});
	});

	it.each(['object', 'list'] as const)(
		'change its agents, where the totals are in an %s',
		async (memberTotals) => {
			simulator.control.setDialerRules({ memberTotals });
			const fields = { campaign: AGENT, extension: 'SIPSIP3' };
			await run('campaignAgent', 'add', { fields });
			expect(simulator.control.campaigns()[1]?.members).toContain('SIPSIP3');
			await run('campaignAgent', 'remove', { fields });
			expect(simulator.control.campaigns()[1]?.members).not.toContain('SIPSIP3');
		},
	);
});

describe('operations on a target', () => {
	const options = { callAt: '2038-01-15T15:00:00', customerName: 'Dana', priority: 5, country: 'IL' };
	const fields = {
		campaign: IVR,
		phone: PHONE,
		options: { ...options, requestsAtATime: 3 },
		customData: { fields: [{ name: 'lead', value: '7' }] },
		extraFields: {},
	};

	it.each(['add', 'update'])('%s it with its options, in the workflow’s time zone', async (name) => {
		const [result] = await run('campaignTarget', name, { fields });
		expect(result).toMatchObject({ phone: '0501234567', callAt: '2038-01-15T13:00:00.000Z' });
		expect(simulator.control.dialerTargets(IVR)).toMatchObject([
			{
				customerName: 'Dana',
				priority: 5,
				customData: { var_lead: '7' },
				callAt: new Date('2038-01-15T13:00:00Z'),
			},
		]);
	});

	it('remove it', async () => {
		await run('campaignTarget', 'add', { fields });
		await run('campaignTarget', 'remove', {
			fields: { campaign: IVR, phone: '020 7183 8750', options: { country: 'GB' } },
		});
		expect(simulator.control.dialerTargets(IVR)).toHaveLength(1);
		await run('campaignTarget', 'remove', { fields: { campaign: IVR, phone: '+972-50-1234567' } });
		expect(simulator.control.dialerTargets(IVR)).toHaveLength(0);
	});

	const many = {
		campaign: IVR,
		phone: ({ phone }: IDataObject) => phone,
		report: 'eachTarget',
		options: {},
		customData: {},
		extraFields: {},
	};
	const items = [{ phone: PHONE }, { phone: 'nobody' }, { phone: 521234567 }];

	it('add all items, each with its own outcome', async () => {
		const outcomes = await run('campaignTarget', 'addMany', { fields: many, items });
		expect(outcomes).toEqual([
			{ itemIndex: 0, json: { campaign: IVR, phone: '0501234567', result: 'added' } },
			{ itemIndex: 1, error: expect.objectContaining({ field: 'phone' }) as unknown },
			{ itemIndex: 2, json: { campaign: IVR, phone: '0521234567', result: 'added' } },
		]);
	});

	it('add none of the items when one is bad and the run stops at an error', async () => {
		const outcomes = await run('campaignTarget', 'addMany', { fields: many, items, stopsAtError: true });
		expect(outcomes).toMatchObject([{ itemIndex: 1 }]);
		expect(simulator.control.requests()).toEqual([]);
	});
});

describe('the pickers', () => {
	const asked = (parameters: Written = {}, code = simulator.account.code) =>
		pickerOf(
			{ code, baseUrl: simulator.url },
			{ resource: 'campaignAgent', operation: 'remove', ...parameters },
		);

	it('show campaigns with their status and how many are still to be called', async () => {
		await run('campaignTarget', 'add', { fields: { campaign: IVR, phone: PHONE } });
		const { results } = await searchCampaigns.call(asked());
		expect(results).toEqual([
			{ name: 'Campaign1 (Enabled, 1 pending)', value: IVR },
			{ name: 'Campaign2 (Enabled, 0 pending)', value: AGENT },
			{ name: 'Campaign3 (Disabled, 0 pending)', value: expect.any(String) as unknown },
		]);
	});

	it.each([
		['campaign2', 1],
		['disabled', 1],
		['vcsimagent', 2],
		['nothing', 0],
	])('find campaigns by "%s"', async (filter, found) => {
		expect((await searchCampaigns.call(asked(), filter)).results).toHaveLength(found);
	});

	it('show the agents of the campaign that is chosen', async () => {
		const { results } = await searchCampaignAgents.call(asked({ campaign: AGENT }));
		expect(results.map(({ value }) => value)).toEqual(['SIPSIP1', 'SIPSIP2']);
		expect(results[0]?.name).toContain('SIPSIP1');
		expect((await searchCampaignAgents.call(asked({ campaign: AGENT }), 'sip2')).results).toHaveLength(1);
	});

	it('say why they have nothing to show', async () => {
		await expect(searchCampaignAgents.call(asked({ campaign: '' }))).rejects.toThrow(/No campaign is given/);
		await expect(searchCampaigns.call(asked({}, 'WrongButWellFormed1'))).rejects.toMatchObject({
			message: expect.stringMatching(/Authorization failed/) as unknown,
			description: expect.stringMatching(/account code/) as unknown,
		});
	});
});
