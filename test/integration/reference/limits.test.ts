/** Limits that the reference §2–§8 gives with a field or a method: kept before anything is sent. */
import { useSimulator } from '../../useSimulator';
import type { Run } from '../../n8nCore/action';
import { credentialFor, expectNoSecret, type Outcome, runNode } from './node';
import { IVR, operationFor } from './operations';

jest.setTimeout(30_000);
const simulator = useSimulator();

const run = (method: string, given: Partial<Run>): Promise<Outcome> =>
	runNode({
		...given,
		parameters: { ...operationFor(method), ...given.parameters },
		credential: credentialFor(simulator),
	});
const bodies = () => simulator.control.requests().map(({ json }) => json);
const phones = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: `05${20_000_000 + index}` }));
const eachPhone = { phone: '={{ $json.phone }}' };
const elevenFields = {
	fields: Array.from({ length: 11 }, (_, index) => ({ name: `NAME${index}`, value: 'x' })),
};

it.each<[string, string, Run['parameters'], RegExp]>([
	['§2 var_NAME: 10 at most', 'action=call', { customData: elevenFields }, /10 custom data fields at most/],
	['§2 target: required', 'action=call', { target: '' }, /This is empty/],
	['§3 fromdate: required', 'Call Log', { from: '' }, /This is empty/],
	['§4 Phone: E.164', 'AddBlackList', { phone: '12-34' }, /"12-34" is not a phone number/],
	['§7 setQueueMaximumCallers: above 0', 'UpdateCampaignStrategy', { maximumCallers: 0 }, /above 0/],
	['§7 setCoefficient: above 1', 'UpdateCampaignStrategy', { coefficient: 1 }, /above 1/],
	['§7 Target: a number', 'AddCall', { phone: 'call me' }, /"call me" is not a phone number/],
	['§7 Campaign: required', 'StartCampaign', { campaign: '' }, /No campaign is given/],
	['§8 CallID: required', 'Call/History', { callId: '' }, /This is empty/],
])('%s', async (_limit, method, parameters, message) => {
	const outcome = await run(method, { parameters });
	expect(outcome.error?.message).toMatch(message);
	expect(outcome.error?.description).toBe('Nothing was done at Voicenter for this item.');
	expect(bodies()).toEqual([]);
	expectNoSecret(outcome);
});

it.each(['AddBlackList', 'RemoveBulkFromBlacklist'])('§4 %s: about 100 phones a request', async (method) => {
	const { items } = await run(method, { parameters: eachPhone, items: phones(250) });
	expect(items).toHaveLength(250);
	expect(bodies().map((body) => (body as { Phones: unknown[] }).Phones.length)).toEqual([100, 100, 50]);
});

it('§7 AddCallsBulk: results up to 3,000 targets a request', async () => {
	const { items } = await run('AddCallsBulk', { parameters: eachPhone, items: phones(3_001) });
	expect(items).toHaveLength(3_001);
	expect(bodies().map((body) => (body as unknown[]).length)).toEqual([3_000, 1]);
	expect(simulator.control.dialerAdditions(IVR)).toHaveLength(3_001);
});

it('§7 AddCallsBulk: up to 100,000 targets a request', async () => {
	const { items, error } = await run('AddCallsBulk', {
		parameters: { ...eachPhone, report: 'onlyTotal' },
		items: phones(100_001),
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(100_001);
	expect(bodies().map((body) => (body as unknown[]).length)).toEqual([100_000, 1]);
	const added = simulator.control.dialerAdditions(IVR).map(({ phone }) => phone);
	expect([added.length, new Set(added).size]).toEqual([100_001, 100_001]);
});
