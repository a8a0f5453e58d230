/** What goes out, method by method (voicenter-api.md §7): exactly this, and nothing else. */
import { updateStrategy } from '../../../nodes/platform/services/dialer/campaigns';
import { addTarget, updateTarget } from '../../../nodes/platform/services/dialer/targets';
import { useSimulator } from '../../useSimulator';
import { connectTo, refusedInput } from '../connections';
import { addAll, AGENT, IVR, LIST, METHODS, PHONE } from './methods';

const simulator = useSimulator();

const sent = () =>
	simulator.control.requests().map(({ method, path, query, json }) => ({ method, path, query, json }));
const to = () => connectTo(simulator);
const queueId = () => simulator.account.queues[0]?.id ?? 0;

const request = (method: string, json: unknown) => ({
	method: 'POST',
	path: `/ForwardDialer/Dialer/${method}`,
	query: {},
	json,
});

it('the list of campaigns is asked for by Code alone', async () => {
	await LIST(to());
	expect(sent()).toEqual([request('GetCampaignList', { Code: simulator.account.code })]);
});

it.each<[string, object]>([
	['GetCampaignDetails', { Campaign: IVR }],
	['StartCampaign', { Campaign: IVR }],
	['StopCampaign', { Campaign: IVR }],
	['ClearCampaignCalls', { Campaign: IVR }],
	['GetCampaignPendingCalls', { Campaign: IVR }],
	['GetMembersList', { Campaign: AGENT }],
	['AddMember', { Campaign: AGENT, Member: 'SIPSIP3' }],
	['RemoveMember', { Campaign: AGENT, Member: 'SIPSIP1' }],
	['AddCall', { Campaign: IVR, Target: '0501234567' }],
	['UpdateCall', { Campaign: IVR, Target: '0501234567' }],
	['RemoveCall', { Campaign: IVR, Target: '0501234567' }],
])('%s is asked with Code and Campaign', async (method, body) => {
	await METHODS[method]?.(to());
	expect(sent()).toEqual([request(method, { Code: simulator.account.code, ...body })]);
});

it('the strategy goes out as numbers', async () => {
	const strategy = { queueId: ` ${queueId()} `, maximumCallers: 3, coefficient: 3 };
	await expect(updateStrategy(to(), { campaign: IVR, ...strategy })).resolves.toEqual({
		campaign: IVR,
		...{ queueId: String(queueId()), maximumCallers: 3, coefficient: 3 },
	});
	expect(sent()).toEqual([
		request('UpdateCampaignStrategy', {
			Code: simulator.account.code,
			Campaign: IVR,
			setQueueForMonitoring: queueId(),
			setQueueMaximumCallers: 3,
			setCoefficient: 3,
		}),
	]);
});

it.each([
	[{ queueId: 'sales' }, 'queueId', /not the ID of a queue/],
	[{ queueId: '' }, 'queueId', /ID of a queue/],
	[{ queueId: 0 }, 'queueId', /a number above 0/],
	[{ maximumCallers: 0 }, 'maximumCallers', /above 0/],
	[{ maximumCallers: 'many' }, 'maximumCallers', /Give a number of callers/],
	[{ maximumCallers: 1.5 }, 'maximumCallers', /whole number/],
	[{ coefficient: 1 }, 'coefficient', /above 1/],
	[{ coefficient: 'fast' }, 'coefficient', /above 1/],
	[{ coefficient: 1.5 }, 'coefficient', /whole number above 1/],
])('a strategy with %j is not sent', async (wrong, field, text) => {
	const strategy = { campaign: IVR, queueId: 7, maximumCallers: 3, coefficient: 2, ...wrong };
	const error = await refusedInput(updateStrategy(to(), strategy));
	expect([error.field, error.message]).toEqual([field, expect.stringMatching(text)]);
	expect(sent()).toEqual([]);
});

const EVERYTHING = {
	customerName: 'John Doe',
	callerId: '072-277-6772',
	priority: 42,
	callAt: '2038-01-15T15:00:00',
	timeZone: 'Asia/Jerusalem',
	ignoreDoNotCall: true,
	customData: [{ name: 'var_LeadID', value: 1234567 }],
	extraFields: [{ name: 'Anything', value: 'else' }],
};
const EVERYTHING_SENT = {
	Campaign: IVR,
	Target: '0501234567',
	CustomerName: 'John Doe',
	CallerID: '0722776772',
	Priority: 42,
	OriginateTime: Date.parse('2038-01-15T13:00:00Z') / 1_000,
	IsDateLocal: 'false',
	IgnoreDncStatus: 'true',
	CustomData: { var_LeadID: 1234567 },
	Anything: 'else',
};

it.each([
	['AddCall', addTarget],
	['UpdateCall', updateTarget],
])('%s with everything', async (method, service) => {
	await service(to(), { campaign: IVR, phone: PHONE, ...EVERYTHING });
	expect(sent()).toEqual([request(method, { Code: simulator.account.code, ...EVERYTHING_SENT })]);
});

it('AddCallsBulk is a list of what AddCall is, and asks for the result of each', async () => {
	await addAll(to(), [
		{ phone: PHONE, ...EVERYTHING },
		{ phone: '+44 20 7183 8750', campaign: AGENT },
	]);
	expect(sent()).toEqual([
		request('AddCallsBulk', [
			{ Code: simulator.account.code, ...EVERYTHING_SENT, async: true },
			{ Code: simulator.account.code, Campaign: AGENT, Target: '442071838750', async: true },
		]),
	]);
});

it.each(['Asia/Jerusalem', 'America/New_York', 'UTC'])(
	'15:00 in the workflow’s time zone (%s) is that moment, and the target is called then',
	async (timeZone) => {
		const callAt = '2038-07-15T15:00:00';
		const added = await addTarget(to(), { campaign: IVR, phone: PHONE, callAt, timeZone });
		const [target] = simulator.control.dialerTargets(IVR);

		expect(target?.callAt?.toISOString()).toBe(added.callAt);
		const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
		expect(clock.format(target?.callAt)).toBe('15:00');
	},
);

it('every method also works where the account’s code is wanted everywhere', async () => {
	simulator.control.setDialerRules({ codeRequired: true });
	for (const ask of [LIST, ...Object.values(METHODS)]) await expect(ask(to())).resolves.toBeDefined();
});
