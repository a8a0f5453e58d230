import { useSimulator } from '../../useSimulator';
import { any, get, postJson } from './support';

const simulator = useSimulator();

const address = (method: string) => `${simulator.url}/ForwardDialer/Dialer/${method}`;
const ask = async (method: string, body: unknown = {}) => (await postJson(address(method), body)).json();
const campaign = (kind: 'agent' | 'ivr') => {
	const found = simulator.control.campaigns().find((one) => one.kind === kind);
	if (!found) throw new Error(`the seed has no ${kind} campaign`);
	return found.code;
};
const OK = { ErrorCode: 0, Description: 'OK' };
const WRONG_CAMPAIGN = { ErrorCode: 1, Description: 'Invalid campaign code' };
const INTERNAL = 'Internal error occurred';

const TARGET = {
	Target: '0501234567',
	CustomerName: 'John Doe',
	CallerID: '0722776772',
	Priority: 42,
	OriginateTime: 1602750000,
	IsDateLocal: 'true',
	CustomData: { var_LeadID: 1234567, var_LeadCampaign: 'Facebook' },
};

describe('AddCall', () => {
	it("adds the document's sample", async () => {
		expect(await ask('AddCall', { Campaign: campaign('agent'), ...TARGET })).toEqual(OK);
		expect(simulator.control.dialerTargets()).toEqual([
			{
				campaign: campaign('agent'),
				callId: '1',
				phone: '972501234567',
				addedBy: 'AddCall',
				customerName: 'John Doe',
				callerId: '0722776772',
				priority: 42,
				schedule: { originateTime: 1602750000, isDateLocal: true },
				// 1602750000 reads 08:20; in Jerusalem, three hours ahead of GMT, that is 05:20Z.
				callAt: new Date('2020-10-15T05:20:00Z'),
				customData: { var_LeadID: 1234567, var_LeadCampaign: 'Facebook' },
				insertedAt: any(Number),
			},
		]);
	});

	it('takes OriginateTime as GMT with IsDateLocal false, and ignores it without IsDateLocal', async () => {
		await ask('AddCall', { Campaign: campaign('agent'), ...TARGET, IsDateLocal: 'false' });
		await ask('AddCall', { Campaign: campaign('agent'), ...TARGET, IsDateLocal: undefined });
		const [gmt, none] = simulator.control.dialerTargets();

		expect(gmt?.callAt).toEqual(new Date('2020-10-15T08:20:00Z'));
		expect(none?.callAt).toBeUndefined();
	});

	it('takes a GET, campaign in either case', async () => {
		const answer = await get(address('AddCall'), {
			campaign: campaign('agent'),
			Target: '972501234567',
			CustomData: '{"var_LeadID":"1"}',
		});
		expect(answer.json()).toEqual(OK);
		expect(simulator.control.dialerTargets()).toMatchObject([{ customData: { var_LeadID: '1' } }]);
	});

	it('adds a number as often as it is asked to', async () => {
		await ask('AddCall', { Campaign: campaign('agent'), ...TARGET });
		await ask('AddCall', { Campaign: campaign('agent'), ...TARGET, Target: '972501234567' });
		expect(simulator.control.dialerTargets(campaign('agent'))).toHaveLength(2);
		expect(simulator.control.dialerTargets(campaign('ivr'))).toHaveLength(0);
	});

	it.each([
		['a missing campaign', { Campaign: undefined }, 1, 'Campaign code missing'],
		['a wrong campaign', { Campaign: 'XXXX' }, 1, 'Invalid campaign code'],
		[
			'a campaign in a POST with a small c',
			{ Campaign: undefined, campaign: 'x' },
			1,
			'Campaign code missing',
		],
		['a missing target', { Target: '' }, 2, 'Target missing'],
		['a target with +', { Target: '+972501234567' }, -2, 'Number is invalid'],
		['a target of letters', { Target: 'SIPSIP1' }, -2, 'Number is invalid'],
		['a wrong account code', { Code: 'XXXXXXXX' }, 1, 'Authorization failed'],
	])('refuses %s; so does UpdateCall', async (_, change, ErrorCode, Description) => {
		for (const method of ['AddCall', 'UpdateCall']) {
			const answer = await ask(method, { Campaign: campaign('agent'), ...TARGET, ...change });
			expect(answer).toEqual({ ErrorCode, Description });
		}
		expect(simulator.control.dialerAdditions()).toEqual([]);
	});

	it('wants the account code too when told so', async () => {
		simulator.control.setDialerRules({ codeRequired: true });
		const request = { Campaign: campaign('agent'), ...TARGET };
		expect(await ask('AddCall', request)).toMatchObject({ ErrorCode: 1 });
		expect(await ask('AddCall', { ...request, Code: simulator.account.code })).toEqual(OK);
		expect(await ask('AddCallsBulk', [request])).toMatchObject({ AddResult: [{ ErrorCode: 1 }] });
	});
});

describe('AddCallsBulk', () => {
	it("adds the document's sample and answers for each target", async () => {
		const answer = await ask('AddCallsBulk', [
			{ Campaign: campaign('agent'), ...TARGET },
			{ Campaign: campaign('agent'), Target: '0501234568' },
		]);
		expect(answer).toEqual({
			AddResult: [
				{ Target: '0501234567', ...OK, CustomData: TARGET.CustomData },
				{ Target: '0501234568', ...OK, CustomData: {} },
			],
			...OK,
		});
	});

	it('hides failed targets behind a whole 0', async () => {
		const answer = await ask('AddCallsBulk', [
			{ Campaign: campaign('agent'), Target: '0501234567' },
			{ Campaign: campaign('agent'), Target: 'nobody' },
			{ Campaign: campaign('agent') },
			{ Campaign: 'XXXX', Target: '0501234567' },
			{ Target: '0501234567' },
			null,
		]);
		expect(answer).toMatchObject({
			...OK,
			AddResult: [
				OK,
				{ Target: 'nobody', ErrorCode: -2, Description: 'Number is invalid' },
				{ Target: '', ErrorCode: 2, Description: 'Target missing' },
				WRONG_CAMPAIGN,
				{ ErrorCode: 1, Description: 'Campaign code missing' },
				{ ErrorCode: 1, Description: 'Campaign code missing' },
			],
		});
		expect(simulator.control.dialerTargets()).toHaveLength(1);
	});

	it('is a whole 1 when no target names a known campaign', async () => {
		expect(await ask('AddCallsBulk', [{ Campaign: 'XXXX', Target: '0501234567' }])).toMatchObject(
			WRONG_CAMPAIGN,
		);
	});

	it.each([
		['no list', { Campaign: 'x' }],
		['an empty list', []],
		['no JSON', '['],
	])('refuses %s as a whole', async (_, body) => {
		expect(await ask('AddCallsBulk', body)).toEqual({ AddResult: [], ErrorCode: 4, Description: INTERNAL });
	});

	const targets = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			Campaign: campaign('agent'),
			Target: index % 1000 === 999 ? 'bad' : `05${String(index).padStart(8, '0')}`,
			CustomData: { var_row: index },
		}));

	it('answers for each of 3,000 targets, and for none of 3,001', async () => {
		expect((await ask('AddCallsBulk', targets(3_000)))['AddResult']).toHaveLength(3_000);
		expect(await ask('AddCallsBulk', targets(3_001))).toEqual({ AddResult: [], ...OK });
		expect(simulator.control.dialerAdditions()).toHaveLength(2_997 + 2_998);
	});

	it('takes 100,000 targets, and refuses one more', async () => {
		const body = JSON.stringify(targets(100_000));
		expect(await ask('AddCallsBulk', body)).toMatchObject(OK);
		expect(simulator.control.dialerTargets()).toHaveLength(99_900);

		const tooMany = await ask('AddCallsBulk', targets(100_001));
		expect(tooMany).toMatchObject({ ErrorCode: 4, Description: INTERNAL });
		expect(simulator.control.dialerAdditions()).toHaveLength(99_900);

		const pending = await ask('GetCampaignPendingCalls', { Campaign: campaign('agent') });
		expect((pending['Data'] as { Calls: unknown[] }).Calls).toHaveLength(99_900);
	});
});

describe('UpdateCall and RemoveCall', () => {
	it('changes what is given, of every occurrence', async () => {
		const request = { Campaign: campaign('agent'), Target: '0501234567' };
		await ask('AddCall', { ...request, CustomerName: 'John', Priority: 3 });
		await ask('AddCall', request);
		expect(await ask('UpdateCall', { ...request, Target: '972501234567', Priority: 9 })).toEqual(OK);

		expect(simulator.control.dialerTargets()).toMatchObject([
			{ customerName: 'John', priority: 9 },
			{ customerName: '', priority: 9 },
		]);
		expect(simulator.control.dialerAdditions()).toMatchObject([{ priority: 3 }, { priority: 1 }]);
	});

	it('adds a target that is not there', async () => {
		expect(await ask('UpdateCall', { Campaign: campaign('agent'), ...TARGET })).toEqual(OK);
		expect(simulator.control.dialerTargets()).toMatchObject([{ addedBy: 'UpdateCall', priority: 42 }]);
	});

	it('removes every occurrence, and says OK to a number that is not there', async () => {
		const request = { Campaign: campaign('agent'), Target: '0501234567' };
		await ask('AddCall', request);
		await ask('AddCall', request);
		await ask('AddCall', { ...request, Target: '0501234568' });

		expect(await ask('RemoveCall', { ...request, Target: '972501234567' })).toEqual(OK);
		expect(await ask('RemoveCall', { ...request, Target: '0509999999' })).toEqual(OK);
		expect(simulator.control.dialerTargets()).toMatchObject([{ phone: '972501234568' }]);
		expect(simulator.control.dialerAdditions()).toHaveLength(3);
	});

	it.each([
		[{ Target: '0501234567' }, 1, 'Campaign code missing'],
		[{ Campaign: 'XXXX', Target: '0501234567' }, 1, 'Invalid campaign code'],
		[{ Campaign: 'VCsimIvrCampaign1aBcDeFgHiJkLmNo' }, 2, 'Target missing'],
	])('RemoveCall refuses %j', async (request, ErrorCode, Description) => {
		expect(await ask('RemoveCall', request)).toEqual({ ErrorCode, Description });
	});
});
