import type { IDataObject } from 'n8n-workflow';

import { searchExtensions } from '../../../nodes/support/pickers/extensions';
import { route } from '../../../nodes/Voicenter/router';
import { useSimulator } from '../../useSimulator';
import { executeFunctions, pickerOf } from '../../n8nCore/action';
import { chosen } from '../../n8nCore/chosen';

const simulator = useSimulator();

const SALES = 'VCsimSalesDept13579';
const credential = (code = simulator.account.code) => ({ code, baseUrl: simulator.url });

async function run(parameters: Record<string, unknown>, code?: string): Promise<IDataObject[]> {
	const [output = []] = await route.call(executeFunctions({ parameters, credential: credential(code) }));
	return output.map(({ json }) => json);
}
const sent = () => simulator.control.requests().map(({ json }) => json as Record<string, unknown>);

const clickToCall = {
	resource: 'call',
	operation: 'clickToCall',
	ringFirst: 'extension',
	extension: chosen('SIPSIP1'),
	target: '+972 50-123-4567',
};

describe('Click to Call', () => {
	it.each([
		['extension', { ringFirst: 'extension', extension: chosen('SIPSIP2') }, { phone: 'SIPSIP2' }],
		['phone number', { ringFirst: 'phoneNumber', phone: '052-123-4567' }, { phone: '0521234567' }],
		[
			'login code',
			{ ringFirst: 'loginCode', loginCode: '9002' },
			{ phone: 'logincode', phonelogincode: '9002' },
		],
		['SIP trunk', { ringFirst: 'sipTrunk' }, { phone: 'SIPTRUNK' }],
	])('rings a %s first', async (_what, fields, expected) => {
		await run({ ...clickToCall, ...fields });
		expect(sent()).toMatchObject([{ ...expected, target: '0501234567' }]);
	});

	it('hands on options, custom data and extra fields; what was added and left empty is not sent', async () => {
		await run({
			...clickToCall,
			options: { record: false, language: 'he', agentCallerId: '', agentRingTime: 30 },
			customData: { fields: [{ name: 'customer', value: '2342' }] },
			extraFields: { fields: [{ name: 'campaign', value: 'spring' }] },
		});
		expect(sent()).toMatchObject([
			{ record: 'False', language: 'he', phonemaxdialtime: 30, var_customer: '2342', campaign: 'spring' },
		]);
		expect(sent()[0]).not.toHaveProperty('phonecallerid');
	});
});

it('Hang Up ends what is active on the extension', async () => {
	await run(clickToCall);
	expect(await run({ resource: 'call', operation: 'hangUp', extension: chosen('SIPSIP1') })).toMatchObject([
		{ extension: 'SIPSIP1' },
	]);
	expect(simulator.control.calls()).toMatchObject([{ state: 'ended' }]);
});

describe('Get Many extensions', () => {
	const getAll = { resource: 'extension', operation: 'getAll', wholeOrganisation: true, returnAll: true };

	it('gives as many as asked for', async () => {
		expect(await run({ ...getAll, returnAll: false, limit: 2 })).toHaveLength(2);
		expect(await run(getAll)).toHaveLength(3);
	});

	it("gives only the code's own department's when asked to", async () => {
		const own = await run({ ...getAll, wholeOrganisation: false }, SALES);
		expect(own.map(({ sip }) => sip)).toEqual(['SIPSIP2', 'SIPSIP3']);
	});

	it('tells a department without extensions from a wrong code', async () => {
		const wrong = run({ ...getAll, wholeOrganisation: false }, 'WrongButWellFormed1');
		await expect(wrong).rejects.toThrow(/no extension for this account code/);
	});
});

describe('the extension picker', () => {
	const search = async (filter?: string) =>
		(await searchExtensions.call(pickerOf(credential()), filter)).results;

	it('shows every extension of the organisation by name, SIP code and speed dial, in order', async () => {
		const results = await search();
		expect(results.map(({ value }) => value)).toEqual(['SIPSIP1', 'SIPSIP2', 'SIPSIP3']);
		for (const part of ['Extension 2', 'SIPSIP2', '12']) expect(results[1]?.name).toContain(part);
	});

	it.each([
		['extension 2', ['SIPSIP2']],
		['sipsip3', ['SIPSIP3']],
		['12', ['SIPSIP2']],
		['walter', ['SIPSIP2']],
		[' SIP ', ['SIPSIP1', 'SIPSIP2', 'SIPSIP3']],
		['nobody', []],
		['undefined', []],
	])('finds "%s": %j', async (filter, found) => {
		expect((await search(filter)).map(({ value }) => value)).toEqual(found);
	});

	it('says why it has nothing to show', async () => {
		const wrong = searchExtensions.call(pickerOf(credential('WrongButWellFormed1')));
		await expect(wrong).rejects.toMatchObject({
			message: expect.stringMatching(/no extension for this account code/) as unknown,
			description: expect.stringMatching(/Check the code/) as unknown,
		});
	});
});
