/** What comes back, method by method (voicenter-api.md §7): each documented answer and each documented error. */
import { addAgent, listAgents, removeAgent } from '../../../nodes/platform/services/dialer/agents';
import { getCampaign, listCampaigns } from '../../../nodes/platform/services/dialer/campaigns';
import { addTarget, removeTarget, updateTarget } from '../../../nodes/platform/services/dialer/targets';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf } from '../connections';
import { AGENT, answerWith, IVR, LIST, METHODS, PHONE } from './methods';

const simulator = useSimulator();

const to = () => connectTo(simulator);
const fails = async (running: Promise<unknown>) => failureOf(running, simulator.account.code);
const answer = (body: unknown) => answerWith(simulator, body);
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

	it.each([
		[
			{ StatusName: 'ENABLED', TotalAwaitingCalls: 0 },
			{ status: 'ENABLED', isEnabled: true, dialer: 'ivr', totalAwaitingCalls: 0 },
		],
		[
			{ StatusName: 'disabled', TotalAwaitingCalls: null },
			{ status: 'disabled', isEnabled: false, dialer: 'agent' },
		],
		[{ StatusName: 'Paused', TotalAwaitingCalls: 'many' }, { status: 'Paused' }],
		[{}, {}],
	])('say no more than Voicenter does: %j', async (said, read) => {
		answer({ Data: { Code: 7, ...said }, ErrorCode: 0 });
		await expect(getCampaign(to(), { campaign: '7' })).resolves.toEqual({ code: '7', ...read });
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

	it('may be none, and may have no name', async () => {
		answer({ ErrorCode: 0, Data: null });
		await expect(listAgents(to(), { campaign: IVR })).resolves.toEqual([]);
		answer({ ErrorCode: 0, Data: [{ Member: 7 }] });
		await expect(listAgents(to(), { campaign: IVR })).resolves.toEqual([{ sip: '7', name: undefined }]);
	});

	it.each([0, -1])('are not added where the total is %i, in an object or a list', async (total) => {
		for (const Data of [
			{ TotalAdded: total, TotalRemoved: total },
			[{ TotalAdded: total, TotalRemoved: total }],
		]) {
			answer({ ErrorCode: 0, Data });
			expect((await fails(addAgent(to(), asked))).message).toContain(`added nobody (${total})`);
			answer({ ErrorCode: 0, Data });
			expect((await fails(removeAgent(to(), asked))).message).toContain(`removed nobody (${total})`);
		}
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
		['GetCampaignPendingCalls', 2, 'Internal error occurred', /choose it from the list/],
		['ClearCampaignCalls', 4, 'Internal error occurred', /choose it from the list/],
	])('of %s (%i, %s) becomes an error with a hint', async (method, code, text, hint) => {
		answer({ ErrorCode: code, Description: text, Data: '' });
		const error = await fails(METHODS[method]?.(to()) ?? Promise.resolve());
		expect(error).toMatchObject({ kind: 'refused', code });
		expect(error.message).toContain(text);
		expect(error.hint).toMatch(hint);
	});

	it.each([
		['AddCall', -2, 'Number is invalid'],
		['AddCall', 2, 'Target missing'],
		['AddMember', 2, 'Member missing'],
		['GetMembersList', 1, 'the campaign or the account code is not known'],
		['GetCampaignPendingCalls', 2, 'Internal error occurred'],
	])('of %s (%i) without words is told in ours: %s', async (method, code, meaning) => {
		answer({ ErrorCode: code });
		const error = await fails(METHODS[method]?.(to()) ?? Promise.resolve());
		expect(error.message).toMatch(new RegExp(`: Voicenter says: ${meaning} \\(${code}\\)$`));
	});

	it('of the list of campaigns is about the account, for there is no campaign', async () => {
		answer({ ErrorCode: 1 });
		expect(await fails(LIST(to()))).toMatchObject({
			message: 'Get campaigns: Voicenter says: Authorization failed (1)',
			hint: 'Check the account code in the credential, letter by letter.',
		});
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
