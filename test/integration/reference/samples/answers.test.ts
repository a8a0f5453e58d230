/** The document's samples of what Voicenter answers (§2–§7), as they stand there, through the node. */
import { useSimulator } from '../../../useSimulator';
import type { Run } from '../../../n8nCore/action';
import { credentialFor, type Outcome, runNode } from '../node';
import { AGENT, IVR, operationFor } from '../operations';
import { sample } from './sample';

const simulator = useSimulator({}, { keepsState: true });

/** Runs a method's operation; whatever it asks for is answered with a sample. */
function answered(method: string, name: string, given: Partial<Run> = {}): Promise<Outcome> {
	simulator.control.reset();
	simulator.control.addFault({ path: '*', kind: 'status', status: 200, body: sample(name) });
	return runNode({
		...given,
		parameters: { ...operationFor(method), ...given.parameters },
		credential: credentialFor(simulator),
	});
}

const CAMPAIGN = {
	...{ code: 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXX', name: 'Campaign1', status: 'Enabled', isEnabled: true },
	...{ dialer: 'ivr', totalPendingCalls: 23, totalAwaitingCalls: 23, maxPriority: 1, minPriority: 1 },
};
const TARGET = { campaign: IVR, phone: '0501234567' };
const PENDING_IN = {
	...{ id: '13570', code: 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF', name: 'קמפיין לידים חמים', status: 'Enabled' },
	...{ isEnabled: true, dialer: 'agent', totalPendingCalls: 7, maxPriority: 1, minPriority: 1 },
};
const PENDING = [
	['29', '972722776772', '2022-08-31T14:31:11.400Z'],
	['28', '972722776772', '2022-08-31T14:31:11.363Z'],
	['27', '972722776772', '2022-08-31T14:31:11.323Z'],
	['26', '972722776773', '2022-08-31T14:31:11.247Z'],
	['25', '972722776772', '2022-08-30T16:32:41.223Z'],
	['24', '972501234568', '2022-08-30T16:32:41.120Z'],
	['23', '972722776774', '2022-08-30T16:32:41.030Z'],
].map(([callId, phone, addedAt]) => ({
	...{ callId, campaignId: '13570', phone, priority: 1, status: 'Tosend', statusId: '1', addedAt },
	campaign: PENDING_IN,
}));

it.each<[name: string, method: string, items: unknown[]]>([
	[
		'call placed',
		'action=call',
		[
			{
				...{ callId: 'sdfsdfsdfsdfdsfsdfdsfsdfsdf0brp', message: 'OK' },
				...{ phone: 'SIPSIP1', target: '0501234567' },
			},
		],
	],
	[
		'mute answer',
		'MuteUnmuteCalls',
		[
			{
				...{ isConfirmed: false, extension: 'SIPSIP1', message: 'Success' },
				actionId: '14d3b31988b247be8ff5818d1cadc3d3',
			},
		],
	],
	[
		'extensions answer',
		'GetExtensions',
		[
			{
				...{ sip: 'SIPSIP1', name: 'Extension 1', speedDial: '11', accountId: '12345678' },
				...{ accountName: 'Voicenter Account', userName: 'John Doe', userEmail: 'John.d@voicenter.co.il' },
			},
			{
				...{ sip: 'SIPSIP2', name: 'Extension 2', speedDial: '12', accountId: '12345679' },
				...{
					accountName: 'Sales Department',
					userName: 'Walter Melon',
					userEmail: 'Walter.m@voicenter.co.il',
				},
			},
		],
	],
	[
		'campaigns answer',
		'GetCampaignList',
		[
			CAMPAIGN,
			{
				...{ code: CAMPAIGN.code, name: 'Campaign2', status: 'Enabled', isEnabled: true, dialer: 'agent' },
				...{ totalPendingCalls: 19, maxPriority: 52, minPriority: 1 },
			},
		],
	],
	['campaign answer', 'GetCampaignDetails', [CAMPAIGN]],
	['dialer answer', 'AddCall', [{ ...TARGET, result: 'added' }]],
	['dialer answer', 'UpdateCall', [expect.objectContaining({ ...TARGET, result: 'updatedOrAdded' })]],
	['dialer answer', 'RemoveCall', [expect.objectContaining({ ...TARGET, result: 'removedIfPresent' })]],
	[
		'members answer',
		'GetMembersList',
		[
			{ sip: 'SIPSIP1', name: 'Walter Melon' },
			{ sip: 'SIPSIP2', name: 'John Doe' },
		],
	],
	['addMember answer', 'AddMember', [{ campaign: AGENT, extension: 'SIPSIP3', added: true }]],
	['removeMember answer', 'RemoveMember', [{ campaign: AGENT, extension: 'SIPSIP1', removed: true }]],
	['pending calls answer', 'GetCampaignPendingCalls', PENDING],
	[
		'strategy answer',
		'UpdateCampaignStrategy',
		[{ campaign: IVR, queueId: '123456789', maximumCallers: 3, coefficient: 3 }],
	],
])('%s, to %s', async (name, method, items) => {
	const outcome = await answered(method, name);
	expect(outcome.error).toBeUndefined();
	expect(outcome.items.map(({ json }) => json)).toEqual(items);
});

it.each<[name: string, method: string, message: string, parameters: Run['parameters']]>([
	[
		'call refused',
		'action=call',
		'Click to call: Voicenter says: Phone is missing (1)',
		{ options: { answerFormat: 'XML' } },
	],
	['mute, no extension', 'MuteUnmuteCalls', 'Mute recording: Voicenter says: Extension not found (400)', {}],
	['mute, no call', 'MuteUnmuteCalls', 'Mute recording: Voicenter says: UniqueIvrID not found (400)', {}],
	[
		'mute, bad parameters',
		'MuteUnmuteCalls',
		'Mute recording: Voicenter says: Parameters are not valid, should be "ivrid" and "mute" (400)',
		{},
	],
	['dialer refusal', 'StopCampaign', 'Stop campaign: Voicenter says: Invalid campaign code (1)', {}],
	['dialer refusal', 'StartCampaign', 'Start campaign: Voicenter says: Invalid campaign code (1)', {}],
])('%s, to %s', async (name, method, message, parameters) => {
	const { error, cause, items } = await answered(method, name, { parameters });
	expect(items).toEqual([]);
	expect(error?.message).toBe(message);
	expect(cause?.kind).toBe('refused');
});

const phoneOfItem = { phone: '={{ $json.phone }}' };

it('the two numbers of the blacklist', async () => {
	const items = [{ phone: '0501234567' }, { phone: '031234567' }];
	const outcome = await answered('AddBlackList', 'blacklist answer', { parameters: phoneOfItem, items });
	expect(outcome.error).toBeUndefined();
	expect(outcome.items.map(({ json }) => json)).toEqual([
		{ phone: '972501234567', isBlacklisted: true, message: 'OK' },
		{ phone: '97231234567', isBlacklisted: true, message: 'OK' },
	]);
});

it('the two targets of AddCallsBulk', async () => {
	const items = [{ phone: '0501234567' }, { phone: '0501234568' }];
	const outcome = await answered('AddCallsBulk', 'addCallsBulk answer', { parameters: phoneOfItem, items });
	expect(outcome.error).toBeUndefined();
	expect(outcome.items.map(({ json }) => json)).toEqual(
		items.map(({ phone }) => ({ campaign: IVR, phone, result: 'added' })),
	);
});

describe('the Call Log’s two records: fields that were asked for are not all there', () => {
	it('in our words, the earlier one first', async () => {
		const { error, items } = await answered('Call Log', 'Call Log answer');
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toMatchObject([
			{
				...{ callId: '202110021555160180fd3jhj455', originalCallId: '20211002156fdf534hfgh453df34' },
				...{ direction: 'incoming', status: 'CHANUNAVAIL', isMissed: true, ringSeconds: 2 },
				...{ startedAt: '2021-10-02T12:55:18.000Z', endedAt: '2021-10-02T12:55:20.000Z' },
				ivrPath: [{ order: 1, layerName: 'rep 1', layerNumber: 1 }],
			},
			{
				...{ callId: '202110101204550233243ghff3189e5c', direction: 'outgoing', status: 'ANSWER' },
				...{ startedAt: '2021-10-10T09:04:58.000Z', endedAt: '2021-10-10T09:05:10.000Z' },
				...{ extension: { sip: 'SipSip' }, agent: { id: '87654321', name: 'rep 1' } },
				recordingUrl: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/20211010439.mp3',
			},
		]);
		for (const { json } of items) {
			for (const name of ['queue', 'priceAgorot']) expect(json).not.toHaveProperty(name);
		}
	});

	it('in Voicenter’s words', async () => {
		const { error, items } = await answered('Call Log', 'Call Log answer', {
			parameters: { simplify: false },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toMatchObject([
			{ Date: '2021-10-02T12:55:18Z', CdrType: 1, DTMFData: [{ LayerName: 'rep 1' }], TargetPrefixName: '' },
			{ Date: '2021-10-10T09:04:58Z', CdrType: 4, DepartmentId: 12345678 },
		]);
	});
});
