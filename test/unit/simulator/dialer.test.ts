import { useSimulator } from '../../useSimulator';
import { any, get, matching, postJson } from './support';

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

describe('GetCampaignList and GetCampaignDetails', () => {
	it("list campaigns with the document's fields; only an IVR dialer counts awaiting calls", async () => {
		await ask('AddCall', { Campaign: campaign('ivr'), Target: '0501234567', Priority: 7 });
		await ask('AddCall', { Campaign: campaign('ivr'), Target: '0501234568', Priority: 2 });
		const answer = await ask('GetCampaignList', { Code: simulator.account.code });

		expect(answer).toMatchObject(OK);
		const [first, second] = answer['Data'] as unknown[];
		expect(first).toEqual({
			Name: 'Campaign1',
			StatusName: 'Enabled',
			TotalPendingCalls: 2,
			MaxPriority: 7,
			MinPriority: 2,
			TotalAwaitingCalls: 2,
			Code: campaign('ivr'),
		});
		expect(second).toEqual({
			Name: 'Campaign2',
			StatusName: 'Enabled',
			TotalPendingCalls: 0,
			MaxPriority: 0,
			MinPriority: 0,
			TotalAwaitingCalls: null,
			Code: campaign('agent'),
		});
		expect(await ask('GetCampaignDetails', { Campaign: campaign('ivr') })).toEqual({ Data: first, ...OK });
	});

	it('want the account and the campaign', async () => {
		const unauthorized = { ErrorCode: 1, Description: 'Authorization failed' };
		expect(await ask('GetCampaignList')).toEqual(unauthorized);
		expect(await ask('GetCampaignList', { Code: 'XXXXXXXXXXXXX' })).toEqual(unauthorized);
		expect(await ask('GetCampaignList', { code: simulator.account.code })).toEqual(unauthorized);
		expect(await ask('GetCampaignDetails', { Campaign: 'XXXXXXXXXXXXX' })).toEqual(WRONG_CAMPAIGN);
	});
});

describe('a whole campaign', () => {
	it('is cleared', async () => {
		await ask('AddCall', { Campaign: campaign('agent'), ...TARGET });
		await ask('AddCall', { Campaign: campaign('ivr'), ...TARGET });
		expect(await ask('ClearCampaignCalls', { Campaign: campaign('agent') })).toEqual(OK);
		expect(simulator.control.dialerTargets()).toMatchObject([{ campaign: campaign('ivr') }]);

		const refusal = { ErrorCode: 4, Description: INTERNAL };
		expect(await ask('ClearCampaignCalls', { Campaign: 'XXXX' })).toEqual(refusal);
	});

	it('is stopped and started', async () => {
		const query = { campaign: campaign('agent') };
		expect((await get(address('StopCampaign'), query)).json()).toEqual(OK);
		expect(simulator.control.campaigns()[1]).toMatchObject({ enabled: false });
		expect(await ask('GetCampaignDetails', { Campaign: query.campaign })).toMatchObject({
			Data: { StatusName: 'Disabled' },
		});
		expect(await ask('StartCampaign', { Campaign: query.campaign })).toEqual(OK);
		expect(simulator.control.campaigns()[1]).toMatchObject({ enabled: true });

		for (const method of ['StartCampaign', 'StopCampaign']) {
			expect(await ask(method, { Campaign: 'XXXX' })).toEqual(WRONG_CAMPAIGN);
		}
	});

	it('lists its pending calls, newest first, with the misspelled priority', async () => {
		await ask('AddCall', { Campaign: campaign('agent'), Target: '0722776772' });
		await ask('AddCall', { Campaign: campaign('agent'), ...TARGET });
		const { id } = simulator.control.campaigns()[1] ?? {};

		expect(await ask('GetCampaignPendingCalls', { Campaign: campaign('agent') })).toEqual({
			...OK,
			Data: {
				Campaign: {
					ID: id,
					Name: 'Campaign2',
					Status: 1,
					Code: campaign('agent'),
					StatusName: 'Enabled',
					TotalPendingCalls: 2,
					MaxPriority: 42,
					MinPriority: 1,
					IsDynamic: 1,
				},
				Calls: [
					{
						CampaignID: id,
						CallID: '2',
						Phone: '972501234567',
						CallStatus: { Status: 1, Description: 'Tosend' },
						CallInserted: matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
						CallerID: '0722776772',
						CallerName: '',
						CustomerName: 'John Doe',
						Priorety: 42,
						LastCallDate: null,
						CustomData: TARGET.CustomData,
						OriginateTime: 1602750000,
						IsDateLocal: true,
					},
					{
						CampaignID: id,
						CallID: '1',
						Phone: '972722776772',
						CallStatus: { Status: 1, Description: 'Tosend' },
						CallInserted: any(String),
						CallerID: '',
						CallerName: '',
						CustomerName: '',
						Priorety: 1,
						LastCallDate: null,
						CustomData: null,
					},
				],
			},
		});
		expect(await ask('GetCampaignPendingCalls', { Campaign: 'XXXX' })).toEqual({
			ErrorCode: 2,
			Description: INTERNAL,
		});
	});

	it.each(['GetCampaignPendingCalls', 'AddCallsBulk'])('%s is POST only', async (method) => {
		expect((await get(address(method), { Campaign: campaign('agent') })).status).toBe(405);
	});
});

describe('members', () => {
	it('are listed', async () => {
		expect(await ask('GetMembersList', { Campaign: campaign('agent') })).toEqual({
			Data: [
				{ Member: 'SIPSIP1', DisplayName: 'Extension 1' },
				{ Member: 'SIPSIP2', DisplayName: 'Extension 2' },
			],
			...OK,
		});
		expect(await ask('GetMembersList', { Campaign: campaign('ivr') })).toEqual({ Data: [], ...OK });
		expect(await ask('GetMembersList', { Campaign: 'XXXX' })).toEqual(WRONG_CAMPAIGN);
	});

	it('are added and removed', async () => {
		const request = { Campaign: campaign('agent'), Member: 'SIPSIP3' };
		expect(await ask('AddMember', request)).toEqual({ Data: { TotalAdded: 1 }, ...OK });
		expect(simulator.control.campaigns()[1]?.members).toEqual(['SIPSIP1', 'SIPSIP2', 'SIPSIP3']);
		expect(await ask('RemoveMember', request)).toEqual({ Data: { TotalRemoved: 1 }, ...OK });
		expect(simulator.control.campaigns()[1]?.members).toEqual(['SIPSIP1', 'SIPSIP2']);
	});

	it('say 0 and OK to what added and removed nobody', async () => {
		const none = { Data: { TotalAdded: -1 }, ...OK };
		expect(await ask('AddMember', { Campaign: campaign('agent'), Member: 'SIPSIP9' })).toEqual(none);
		expect(await ask('AddMember', { Campaign: campaign('agent'), Member: 'SIPSIP1' })).toEqual(none);
		expect(await ask('AddMember', { Campaign: campaign('ivr'), Member: 'SIPSIP1' })).toEqual(none);
		expect(await ask('AddMember', { Campaign: 'XXXX', Member: 'SIPSIP1' })).toEqual(none);
		expect(await ask('RemoveMember', { Campaign: campaign('agent'), Member: 'SIPSIP3' })).toEqual({
			Data: { TotalRemoved: 0 },
			...OK,
		});
	});

	it('must be named', async () => {
		const missing = { ErrorCode: 2, Description: 'Member missing' };
		expect(await ask('AddMember', { Campaign: campaign('agent') })).toMatchObject(missing);
		expect(await ask('RemoveMember', { Campaign: campaign('agent') })).toMatchObject(missing);
	});
});

describe('UpdateCampaignStrategy', () => {
	const strategy = { setQueueForMonitoring: 123456789, setQueueMaximumCallers: 1, setCoefficient: 2 };
	const update = (change = {}) =>
		ask('UpdateCampaignStrategy', { Campaign: campaign('ivr'), ...strategy, ...change });

	it("takes the document's sample, and puts a blank inside a key", async () => {
		expect(await update()).toEqual({ ' ErrorCode': 0, Description: 'OK' });
		expect(simulator.control.campaigns()[0]).toMatchObject({
			strategy: { queueId: 123456789, maximumCallers: 1, coefficient: 2 },
		});
	});

	it.each([
		[{ Campaign: 'XXXX' }, 1],
		[{ Campaign: 'VCsimAgentCampaign2aBcDeFgHiJkLm' }, 2],
		[{ setQueueForMonitoring: 1 }, 2],
		[{ setQueueMaximumCallers: 0 }, 2],
		[{ setCoefficient: 1 }, 2],
		[{ setCoefficient: 1.5 }, 2],
		[{ setCoefficient: undefined }, 2],
	])('refuses %j', async (change, errorCode) => {
		expect(await update(change)).toMatchObject({ ' ErrorCode': errorCode });
		expect(simulator.control.campaigns().some((one) => one.strategy)).toBe(false);
	});
});

it('refuses an address that is not on the allow-list', async () => {
	simulator.control.setAllowlist('nobody');
	for (const method of ['GetCampaignList', 'AddCall', 'AddCallsBulk']) {
		const answer = await postJson(address(method), {});
		expect(answer.status).toBe(403);
		expect(answer.json()).toEqual({ ErrorCode: 1, Description: 'IP address 127.0.0.1 is not trusted' });
	}
});

it('control adds campaigns', () => {
	const added = simulator.control.addCampaign({ name: 'Leads', kind: 'agent', members: ['SIPSIP1'] });
	expect(simulator.control.campaigns()).toContainEqual(added);
	expect(() => simulator.control.addCampaign({ name: 'Leads', kind: 'ivr' })).toThrow('code: there is');
	expect(() => simulator.control.addCampaign({ name: 'X', kind: 'ivr', members: ['SIPSIP1'] })).toThrow(
		'only an',
	);
	expect(() => simulator.control.addCampaign({ name: 'X', kind: 'agent', members: ['x'] })).toThrow(
		'no extension x',
	);
});
