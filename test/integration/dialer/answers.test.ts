/** What comes back, method by method (voicenter-api.md §7): each documented answer and each documented error. */
import { addAgent, listAgents, removeAgent } from '../../../nodes/platform/services/dialer/agents';
import { getCampaign, listCampaigns } from '../../../nodes/platform/services/dialer/campaigns';
import { getPendingCalls } from '../../../nodes/platform/services/dialer/pendingCalls';
import { addTarget, removeTarget, updateTarget } from '../../../nodes/platform/services/dialer/targets';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf } from '../connections';
import { AGENT, IVR, LIST, METHODS, PHONE } from './methods';

const simulator = useSimulator();

const to = () => connectTo(simulator);
const fails = async (running: Promise<unknown>) => failureOf(running, simulator.account.code);
/** The next answer, whatever it is to, is this text. */
const answer = (body: unknown) =>
	simulator.control.addFault({
		path: '*',
		kind: 'garbageBody',
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
const campaign = (code: string) => simulator.control.campaigns().find((one) => one.code === code);

describe('campaigns', () => {
	it('are read with what Voicenter knows of them', async () => {
		await addTarget(to(), { campaign: IVR, phone: PHONE, priority: 7 });
		const [ivr, agent, stopped] = await listCampaigns(to(), {});

		expect(ivr).toEqual({
			code: IVR,
			name: 'Campaign1',
			status: 'Enabled',
			isEnabled: true,
			dialer: 'ivr',
			totalPendingCalls: 1,
			totalAwaitingCalls: 1,
			maxPriority: 7,
			minPriority: 7,
		});
		expect(agent).toMatchObject({ code: AGENT, dialer: 'agent', totalPendingCalls: 0 });
		expect(agent).not.toHaveProperty('totalAwaitingCalls');
		expect(stopped).toMatchObject({ status: 'Disabled', isEnabled: false });
		await expect(getCampaign(to(), { campaign: IVR })).resolves.toEqual(ivr);
	});

	it("are read from the document's sample, whose commas fell out", async () => {
		answer(`{"Data":[{"Name":"Campaign1","StatusName":"Enabled","TotalPendingCalls":23,"MaxPriority":1,
			"MinPriority":1,"TotalAwaitingCalls":23,"Code":"A"}
			{"Name":"Campaign2","StatusName":"Enabled","TotalPendingCalls":19,"MaxPriority":52,"MinPriority":1,
			"TotalAwaitingCalls":null,"Code":"B"}]
			"ErrorCode":0,"Description":"OK"}`);
		await expect(listCampaigns(to(), {})).resolves.toMatchObject([
			{ code: 'A', dialer: 'ivr' },
			{ code: 'B', dialer: 'agent', maxPriority: 52 },
		]);
	});

	it('there may be none', async () => {
		answer({ Data: null, ErrorCode: 0, Description: 'OK' });
		await expect(listCampaigns(to(), {})).resolves.toEqual([]);
	});

	it('start and stop', async () => {
		await expect(METHODS['StopCampaign']?.(to())).resolves.toEqual({ campaign: IVR, stopped: true });
		expect(campaign(IVR)?.enabled).toBe(false);
		await expect(METHODS['StartCampaign']?.(to())).resolves.toEqual({ campaign: IVR, started: true });
		expect(campaign(IVR)?.enabled).toBe(true);
	});

	it('lose all their targets', async () => {
		await addTarget(to(), { campaign: IVR, phone: PHONE });
		await expect(METHODS['ClearCampaignCalls']?.(to())).resolves.toEqual({ campaign: IVR, cleared: true });
		expect(simulator.control.dialerTargets(IVR)).toEqual([]);
	});
});

describe('pending calls', () => {
	it('are read with the campaign that makes them', async () => {
		await addTarget(to(), {
			campaign: IVR,
			phone: PHONE,
			customerName: 'דנה',
			callerId: '0722776772',
			priority: 9,
			callAt: '2038-01-15T15:00:00Z',
			customData: [{ name: 'var_LeadID', value: 7 }],
		});
		const { campaign: of, calls } = await getPendingCalls(to(), { campaign: IVR });

		expect(of).toMatchObject({
			code: IVR,
			name: 'Campaign1',
			isEnabled: true,
			dialer: 'ivr',
			totalPendingCalls: 1,
		});
		expect(calls).toEqual([
			{
				callId: '1',
				campaignId: of.id,
				phone: '972501234567',
				customerName: 'דנה',
				callerId: '0722776772',
				priority: 9,
				status: 'Tosend',
				statusId: '1',
				addedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
				callAt: '2038-01-15T15:00:00.000Z',
				customData: { LeadID: 7 },
			},
		]);
	});

	it("are read as the document's sample and table have them; a time without a zone stays without one", async () => {
		const call = {
			...{ CampaignID: 13570, CallID: '29', Phone: '972722776772', CallInserted: '2022-08-31T14:31:11.400Z' },
			...{ CallStatus: { Status: 1, Description: 'Tosend' }, CallerID: '', CallerName: '', CustomerName: '' },
			...{ Priorety: 1, LastCallDate: null, CustomData: null },
		};
		const tried = {
			...{ ...call, LastCallDate: '2022-08-31 17:00:00.123', Priorety: undefined, Priority: 5 },
			...{ OriginateTime: 1602750000, IsDateLocal: 'true' },
		};
		const inMilliseconds = { ...tried, OriginateTime: 1602750000000 };
		const of = { ID: 13570, Name: 'קמפיין לידים חמים', Status: 2, Code: 'c', IsDynamic: 1 };
		answer({ ErrorCode: 0, Description: 'OK', Data: { Campaign: of, Calls: [call, tried, inMilliseconds] } });

		const { campaign: read, calls } = await getPendingCalls(to(), { campaign: 'c' });
		expect(read).toEqual({
			id: '13570',
			name: 'קמפיין לידים חמים',
			code: 'c',
			isEnabled: false,
			dialer: 'agent',
		});
		expect(calls[0]).toEqual({
			callId: '29',
			campaignId: '13570',
			phone: '972722776772',
			priority: 1,
			status: 'Tosend',
			statusId: '1',
			addedAt: '2022-08-31T14:31:11.400Z',
		});
		expect(calls[1]).toMatchObject({
			priority: 5,
			lastCallAt: '2022-08-31T17:00:00.123',
			callAt: '2020-10-15T08:20:00.000',
		});
		expect(calls[2]).toEqual(calls[1]);
	});
});

describe('targets', () => {
	it('are added, and say so', async () => {
		await expect(addTarget(to(), { campaign: IVR, phone: PHONE })).resolves.toEqual({
			campaign: IVR,
			phone: '0501234567',
			result: 'added',
		});
		expect(simulator.control.dialerTargets(IVR)).toMatchObject([{ phone: '972501234567' }]);
	});

	it('are updated or added, and the result does not claim to know which', async () => {
		await addTarget(to(), { campaign: IVR, phone: PHONE });
		const updated = await updateTarget(to(), { campaign: IVR, phone: PHONE, priority: 5 });
		const added = await updateTarget(to(), { campaign: IVR, phone: '0521234567' });

		for (const { result, note } of [updated, added]) {
			expect([result, note]).toEqual(['updatedOrAdded', expect.stringMatching(/does not say/)]);
		}
		expect(simulator.control.dialerTargets(IVR)).toMatchObject([
			{ phone: '972501234567', priority: 5 },
			{ phone: '972521234567' },
		]);
	});

	it('are removed wherever they stand, and the result does not claim that they were there', async () => {
		for (const phone of [PHONE, '0521234567', PHONE]) await addTarget(to(), { campaign: IVR, phone });
		const there = await removeTarget(to(), { campaign: IVR, phone: PHONE });
		const notThere = await removeTarget(to(), { campaign: IVR, phone: PHONE });

		for (const { result, note } of [there, notThere]) {
			expect([result, note]).toEqual(['removedIfPresent', expect.stringMatching(/not in the campaign/)]);
		}
		expect(simulator.control.dialerTargets(IVR)).toMatchObject([{ phone: '972521234567' }]);
	});
});

describe('agents', () => {
	const asked = { campaign: AGENT, extension: 'SIPSIP3' };

	it('are listed, added and removed', async () => {
		await expect(addAgent(to(), asked)).resolves.toEqual({ ...asked, added: true });
		const agents = await listAgents(to(), { campaign: AGENT });
		expect(agents.map(({ sip }) => sip)).toEqual(['SIPSIP1', 'SIPSIP2', 'SIPSIP3']);
		expect(agents[0]?.name).toEqual(expect.any(String));
		await expect(removeAgent(to(), asked)).resolves.toEqual({ ...asked, removed: true });
		expect(campaign(AGENT)?.members).toEqual(['SIPSIP1', 'SIPSIP2']);
	});

	it.each([
		['is in the campaign already', { campaign: AGENT, extension: 'SIPSIP1' }],
		['would be an IVR dialer’s', { campaign: IVR, extension: 'SIPSIP1' }],
		['is nobody', { campaign: AGENT, extension: 'NOBODY' }],
	])('fail to be added when the agent %s, though Voicenter says OK', async (_why, wrong) => {
		const error = await fails(addAgent(to(), wrong));
		expect(error.message).toMatch(/added nobody \(-1\)/);
		expect(error.hint).toMatch(/in the campaign already/);
	});

	it('fail to be removed when they are not there, though Voicenter says OK', async () => {
		const error = await fails(removeAgent(to(), asked));
		expect(error.message).toMatch(/removed nobody \(0\)/);
		expect(error.hint).toMatch(/SIPSIP3 is not an agent of this campaign/);
	});
});

describe('a campaign that Voicenter does not know', () => {
	const usual = Object.keys(METHODS).filter((name) => !name.endsWith('Member'));
	const numbers: Record<string, number> = { ClearCampaignCalls: 4, GetCampaignPendingCalls: 2 };

	it.each(usual)('is refused by %s, with what to do', async (method) => {
		const error = await fails(METHODS[method]?.(to(), 'NoSuchCampaign') ?? Promise.resolve());
		expect(error).toMatchObject({ kind: 'refused', code: numbers[method] ?? 1 });
		expect(error.hint).toMatch(/choose it from the list again/);
	});
});

describe('an error number', () => {
	it.each<[string, number, string, RegExp]>([
		['AddCall', 1, 'Campaign code missing', /choose it from the list/],
		['AddCall', 2, 'Target missing', /Give the phone number/],
		['AddCall', -2, 'Number is invalid', /does not dial this number/],
		['UpdateCall', 2, 'Target missing', /Give the phone number/],
		['UpdateCall', -2, 'Number is invalid', /does not dial this number/],
		['RemoveCall', 1, 'Invalid campaign code', /choose it from the list/],
		['RemoveCall', 2, 'Target missing', /Give the phone number/],
		['AddMember', 2, 'Member missing', /SIP code/],
		['RemoveMember', 2, 'Member missing', /SIP code/],
		['UpdateCampaignStrategy', 2, 'Internal error occurred', /Only an IVR dialer/],
		['GetMembersList', 17, 'Something new', /Ask Voicenter/],
	])('of %s (%i, %s) becomes an error with a hint', async (method, code, text, hint) => {
		answer({ ErrorCode: code, Description: text, Data: '' });
		const error = await fails(METHODS[method]?.(to()) ?? Promise.resolve());
		expect(error).toMatchObject({ kind: 'refused', code });
		expect(error.message).toContain(text);
		expect(error.hint).toMatch(hint);
	});

	it('is given for a number that Voicenter does not dial', async () => {
		const error = await fails(addTarget(to(), { campaign: IVR, phone: '*2700' }));
		expect(error).toMatchObject({ code: -2 });
	});
});

describe('every method', () => {
	const all = Object.entries({ GetCampaignList: LIST, ...METHODS });

	it.each(all)('says that the address is not allowed (%s)', async (_name, ask) => {
		simulator.control.setAllowlist('nobody');
		const error = await fails(ask(to()));
		expect(error).toMatchObject({
			kind: 'notAllowed',
			hint: expect.stringMatching(/list of addresses/) as unknown,
		});
	});

	it.each(all)('reads keys with blanks in them (%s)', async (_name, ask) => {
		simulator.control.addFault({ path: '*', kind: 'blankInKeys' });
		await expect(ask(to())).resolves.toBeDefined();
	});

	it.each(all)('says that a wrong account code may be the reason (%s)', async (_name, ask) => {
		const error = await failureOf(ask(connectTo(simulator, 'WrongButWellFormed1')), 'WrongButWellFormed1');
		expect(error).toMatchObject({ kind: 'refused', code: 1 });
		expect(error.message).toMatch(/Authorization failed/);
		expect(error.hint).toMatch(/account code in the credential/);
	});

	it.each(all.filter(([name]) => /^(Get|AddMember|RemoveMember)/.test(name)))(
		'does not take an OK for an answer that holds nothing (%s)',
		async (_name, ask) => {
			answer({ ErrorCode: 0, Description: 'OK' });
			const error = await fails(ask(to()));
			expect(error.message).toMatch(/does not hold what was asked for/);
		},
	);
});
