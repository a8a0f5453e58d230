import { type IDataObject, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';

import { route } from '../../../nodes/Voicenter/router';
import { useSimulator } from '../../useSimulator';
import { action, executeFunctions, type Run } from '../../n8nCore/action';
import { chosen } from '../../n8nCore/chosen';

const simulator = useSimulator();

const PHONES = ['0501234567', '12-34', '0521234567'];
const items: IDataObject[] = PHONES.map((phone) => ({ phone }));

const run = async (given: Partial<Run> & Pick<Run, 'parameters'>): Promise<INodeExecutionData[]> => {
	const credential = { code: simulator.account.code, baseUrl: simulator.url };
	const [output = [], ...others] = await route.call(executeFunctions({ credential, ...given }));
	expect(others).toEqual([]);
	return output;
};

const clickToCall = {
	resource: 'call',
	operation: 'clickToCall',
	ringFirst: 'extension',
	extension: chosen('SIPSIP1'),
	target: '={{ $json.phone }}',
};
const target = { campaign: 'C', phone: '0501234567', extension: 'SIPSIP1' };
const pace = { queueId: '1', maximumCallers: 1, coefficient: 2 };
const listExtensions = {
	resource: 'extension',
	operation: 'getAll',
	wholeOrganisation: true,
	returnAll: true,
};
const targetsCalled = () => simulator.control.calls().map(({ target }) => target);

it('progress of long work is told in n8n’s log, and is no warning', async () => {
	const parameters = { resource: 'campaignTarget', operation: 'addMany', ...target, report: 'eachTarget' };
	const credential = { code: simulator.account.code, baseUrl: simulator.url };
	const campaign = simulator.control.campaigns()[0]?.code;
	const { context, log } = action({ credential, parameters: { ...parameters, campaign } });
	await route.call(context);
	expect(log).toEqual([{ level: 'info', message: 'Voicenter: Add many targets: 1 of 1 sent' }]);
});

describe('every item', () => {
	it('gets its own result, paired with it, in their order', async () => {
		const output = await run({ parameters: clickToCall, items: [items[2] ?? {}, items[0] ?? {}] });

		expect(output.map(({ json, pairedItem }) => [json['target'], pairedItem])).toEqual([
			['0521234567', { item: 0 }],
			['0501234567', { item: 1 }],
		]);
		expect(targetsCalled()).toEqual(['0521234567', '0501234567']);
		expect(output.map(({ json }) => json['callId'])).toEqual(
			simulator.control.calls().map(({ callId }) => callId),
		);
	});

	it('may give a list of results, all paired with it', async () => {
		const output = await run({ parameters: listExtensions, items: [{}, {}] });

		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0, 1, 1, 1].map((item) => ({ item })));
		expect(output.map(({ json }) => json['sip'])).toEqual([
			...['SIPSIP1', 'SIPSIP2', 'SIPSIP3'],
			...['SIPSIP1', 'SIPSIP2', 'SIPSIP3'],
		]);
	});

	it('is none where there is none, of one at a time as of many together', async () => {
		const add = { resource: 'blacklist', operation: 'add', phone: '0501234567' };
		expect(await run({ parameters: add, items: [] })).toEqual([]);
		expect(await run({ parameters: clickToCall, items: [] })).toEqual([]);
		expect(simulator.control.requests()).toEqual([]);
	});

	it('may give nothing', async () => {
		const limited = { ...listExtensions, returnAll: false, limit: 0 };
		expect(await run({ parameters: limited })).toEqual([]);
	});
});

describe('an item that fails', () => {
	it('ends the run with an error that names the item and the field', async () => {
		const running = run({ parameters: clickToCall, items });

		await expect(running).rejects.toBeInstanceOf(NodeOperationError);
		await expect(running).rejects.toMatchObject({ context: { itemIndex: 1 } });
		await expect(running).rejects.toThrow(/^Then Call: "12-34" is not /);
		expect(targetsCalled()).toEqual(['0501234567']);
	});

	it('comes out as an error paired with its input under "continue on fail", and the rest go on', async () => {
		const output = await run({ parameters: clickToCall, items, continueOnFail: true });

		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(output.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
		expect(output[1]?.json).toEqual({
			error: expect.stringMatching(/"12-34" is not .*\. Nothing was done at Voicenter/) as unknown,
		});
		expect(targetsCalled()).toEqual(['0501234567', '0521234567']);
	});

	it('says what Voicenter said, and what to do', async () => {
		simulator.control.setExtension('SIPSIP1', { online: false });
		const [failed] = await run({
			parameters: clickToCall,
			items: [{ phone: PHONES[0] }],
			continueOnFail: true,
		});

		expect(failed?.json['error']).toMatch(
			/^Click to call: .*Extension representative offline \(3\)\. .*softphone/,
		);
		expect(JSON.stringify(failed)).not.toContain(simulator.account.code);
	});

	it('keeps what n8n knows of an expression that could not be worked out', async () => {
		const parents = [{ type: 'n8n-nodes-base.set', name: 'CRM' }];
		const target = "={{ $('CRM').first().json.phone }}";
		await expect(run({ parameters: { ...clickToCall, target }, items, parents })).rejects.toMatchObject({
			message: "Node 'CRM' hasn't been executed",
			context: { itemIndex: 0, parameter: 'target', nodeCause: 'CRM' },
		});
		expect(targetsCalled()).toEqual([]);
	});
});

describe('the run', () => {
	it.each([
		['call', 'teleport'],
		['spaceship', ''],
	])('of something that this version does not have (%s: %s) says so', async (resource, operation) => {
		const running = run({ parameters: { resource, operation }, continueOnFail: true });
		await expect(running).rejects.toBeInstanceOf(NodeOperationError);
		await expect(running).rejects.toThrow(`no operation "${resource}: ${operation}"`);
	});

	it.each<[string, Run['parameters']]>([
		['Call: Click to Call', clickToCall],
		['Call: Hang Up', { resource: 'call', operation: 'hangUp', extension: 'SIPSIP1' }],
		['Campaign Target: Add', { resource: 'campaignTarget', operation: 'add', ...target }],
		['Campaign Target: Add Many', { resource: 'campaignTarget', operation: 'addMany', ...target }],
		['Campaign Target: Update', { resource: 'campaignTarget', operation: 'update', ...target }],
		['Campaign: Start', { resource: 'campaign', operation: 'start', ...target }],
		['Campaign: Clear Targets', { resource: 'campaign', operation: 'clearTargets', ...target }],
		['Campaign: Update Strategy', { resource: 'campaign', operation: 'updateStrategy', ...target, ...pace }],
		['Campaign Agent: Add', { resource: 'campaignAgent', operation: 'add', ...target }],
		['Campaign Agent: Remove', { resource: 'campaignAgent', operation: 'remove', ...target }],
		['Agent Status: Set', { resource: 'agentStatus', operation: 'set', ...target, userId: '1', status: '1' }],
	])('of %s is refused where n8n would repeat it after an error', async (_operation, parameters) => {
		for (const continueOnFail of [false, true]) {
			const running = run({ parameters, items: items.slice(0, 1), retryOnFail: true, continueOnFail });
			await expect(running).rejects.toBeInstanceOf(NodeOperationError);
			await expect(running).rejects.toThrow(/^Retry On Fail is on for this node: after an error, n8n would /);
		}
		expect(simulator.control.requests()).toEqual([]);
	});

	it('of what may be repeated is not', async () => {
		const output = await run({ parameters: listExtensions, retryOnFail: true });
		expect(output).toHaveLength(3);
	});

	it.each([0, 1.5, 'many', -1])('with %j requests at a time is refused', async (requestsAtATime) => {
		const running = run({ parameters: { ...clickToCall, options: { requestsAtATime } } });
		await expect(running).rejects.toBeInstanceOf(NodeOperationError);
		await expect(running).rejects.toThrow(/^Requests at a Time: .* is not a whole number above 0$/);
		expect(simulator.control.requests()).toEqual([]);
	});

	it('takes the number of requests at a time as a text, too', async () => {
		const output = await run({
			parameters: { ...clickToCall, options: { requestsAtATime: '2' } },
			items: [{ phone: '0501234567' }],
		});
		expect(output).toHaveLength(1);
	});

	it('ends when the user stops it', async () => {
		const stop = new AbortController();
		// Longer than a test may take.
		simulator.control.addFault({ path: '*', kind: 'delay', milliseconds: 600_000 });
		const running = run({ parameters: clickToCall, items, signal: stop.signal });
		setTimeout(() => stop.abort(), 100);

		await expect(running).rejects.toThrow(/stopped/);
		expect(simulator.control.requests()).toHaveLength(1);
	});
});

describe('what is said beside the output', () => {
	it('is said once, however many items it is true of', async () => {
		const { code } = simulator.account;
		const { context, hints } = action({
			...{ credential: { code, baseUrl: simulator.url }, parameters: clickToCall },
			items: [items[0] ?? {}, items[2] ?? {}],
		});
		await route.call(context);
		expect(hints).toMatchObject([
			{
				message: expect.stringContaining(
					'Call Log, Wait for Record, with the Call ID {{ $json.callId }}',
				) as string,
			},
		]);
	});
});

describe('Wait for Record', () => {
	const waitFor = {
		resource: 'callLog',
		operation: 'waitForRecord',
		callId: '={{ $json.id }}',
		waitMinutes: 60,
	};
	const ids = [{ id: 'one' }, { id: '' }, { id: 'two' }];

	it('gives each item its call, and fails those that cannot be asked for', async () => {
		simulator.control.addCallLogRecords(
			[{ CallID: 'one' }, { CallID: 'two' }].map((one) => ({ ...one, Duration: 5 })),
		);
		const output = await run({ parameters: waitFor, items: ids, continueOnFail: true });
		expect(output).toMatchObject([
			{ json: { callId: 'one', isComplete: true }, pairedItem: { item: 0 } },
			{ json: { error: expect.stringMatching(/Call ID: This is empty/) as string }, pairedItem: { item: 1 } },
			{ json: { callId: 'two', isComplete: true }, pairedItem: { item: 2 } },
		]);
	});

	it('waits for no other item once an error ends the run', async () => {
		await expect(run({ parameters: waitFor, items: ids })).rejects.toThrow(/Call ID: This is empty/);
	});
});
