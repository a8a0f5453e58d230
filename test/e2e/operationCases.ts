import type { Simulator } from '../simulator';

const IVR_CAMPAIGN = 'VCsimIvrCampaign1aBcDeFgHiJkLmNo';
const AGENT_CAMPAIGN = 'VCsimAgentCampaign2aBcDeFgHiJkLm';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** One operation, and what it is run with. */
export interface Case {
	operation: `${string}: ${string}`;
	parameters: object;
	/** The two items that are sent in; `target` tells them apart. */
	items?: [object, object];
	arrange?: (simulator: Simulator) => void | Promise<void>;
	/** What the first item's first result holds. */
	result: object;
	/** Makes everything fail; a refused address unless told. */
	spoil?: (simulator: Simulator) => void;
	/** Parameters that go with `spoil`. */
	spoilt?: object;
}

const PHONES: [object, object] = [{ target: '050-123-4567' }, { target: '052-765-4321' }];
const CALL_IDS: [object, object] = [
	{ target: 'a', callId: 'e2ecall000000000000000000000001a' },
	{ target: 'b', callId: 'e2ecall000000000000000000000002b' },
];

const startCalls = ({ control }: Simulator) => {
	CALL_IDS.forEach((item, index) =>
		control.startCall({
			extension: index === 0 ? 'SIPSIP1' : 'SIPSIP2',
			direction: 'incoming',
			caller: '0501234567',
			callId: (item as { callId: string }).callId,
			state: 'active',
			recorded: true,
		}),
	);
};

const endedCall = ({ control }: Simulator) =>
	control.playIncomingCall({ queue: 'sales', outcome: 'answered', extension: 'SIPSIP1' }).callId;

const addTarget = async ({ url, account }: Simulator) => {
	await fetch(`${url}/ForwardDialer/Dialer/AddCall`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ Code: account.code, Campaign: AGENT_CAMPAIGN, Target: '0501234567' }),
	});
};

/** The ended call that a case has arranged. */
export const ended: { callId?: string } = {};

/** Every operation of the node. */
export const CASES: Case[] = [
	{
		operation: 'activeCall: getAll',
		parameters: {},
		arrange: startCalls,
		result: { callerNumber: '0501234567', isMuted: false },
	},
	{
		operation: 'activeCall: getQueueCallers',
		parameters: {},
		arrange: ({ control }) => {
			control.joinQueue({ queue: 'sales', caller: '0501234567', waitedSeconds: 30 });
		},
		result: { callerNumber: '0501234567', queue: { name: 'Sales Queue' } },
	},
	{
		operation: 'agentStatus: set',
		parameters: { userId: byId('12345601'), extension: byId('SIPSIP1'), status: byId('3') },
		result: { userId: '12345601', statusCode: '3' },
	},
	{
		operation: 'agentStatus: getAll',
		parameters: {},
		arrange: startCalls,
		result: { extension: { sip: 'SIPSIP1' }, status: 'Login', isOnCall: true },
	},
	{ operation: 'agentStatus: getStatuses', parameters: {}, result: { code: '1', name: 'Login' } },
	{
		operation: 'blacklist: add',
		parameters: { phone: '={{ $json.target }}', name: 'Nuisance' },
		items: PHONES,
		result: { phone: '972501234567', isBlacklisted: true },
	},
	{
		operation: 'blacklist: remove',
		parameters: { phone: '={{ $json.target }}' },
		items: PHONES,
		result: { phone: '972501234567', isBlacklisted: false },
	},
	{
		operation: 'call: clickToCall',
		parameters: { ringFirst: 'extension', extension: byId('SIPSIP1'), target: '={{ $json.target }}' },
		items: PHONES,
		result: { target: '0501234567' },
	},
	{
		operation: 'call: hangUp',
		parameters: { extension: byId('SIPSIP1') },
		arrange: startCalls,
		result: { extension: 'SIPSIP1' },
	},
	{
		operation: 'callLog: getAll',
		// A DateTime, which n8n hands on as it is.
		parameters: {
			dateRange: 'custom',
			from: '={{ $now.minus({ days: 1 }) }}',
			to: '={{ $now }}',
			returnAll: true,
		},
		arrange: (simulator) => {
			endedCall(simulator);
		},
		result: { isAnswered: true, queue: { name: 'Sales Queue' } },
	},
	{
		operation: 'callLog: summarize',
		parameters: { dateRange: 'last24Hours', groupBy: 'queue', thenBy: 'none' },
		arrange: (simulator) => {
			endedCall(simulator);
		},
		result: { queue: 'Sales Queue', offered: 1, answered: 1, answeredPercent: 100 },
	},
	{
		operation: 'callLog: getUnreturned',
		parameters: { dateRange: 'last24Hours', options: { minimumAgeMinutes: 0 } },
		arrange: ({ control }) => {
			control.playIncomingCall({ queue: 'sales', outcome: 'abandoned', caller: '0501234567' });
		},
		result: { customerNumber: '0501234567', calls: 1, queues: ['Sales Queue'] },
	},
	{
		operation: 'callLog: get',
		parameters: { callId: '={{ $json.callId }}' },
		arrange: (simulator) => {
			ended.callId = endedCall(simulator);
		},
		items: [
			{ target: 'a', callId: 'ENDED' },
			{ target: 'b', callId: 'ENDED' },
		],
		result: { isAnswered: true },
	},
	{
		operation: 'callLog: waitForRecord',
		parameters: { callId: '={{ $json.callId }}', waitMinutes: 1 },
		arrange: (simulator) => {
			ended.callId = endedCall(simulator);
		},
		items: [
			{ target: 'a', callId: 'ENDED' },
			{ target: 'b', callId: 'ENDED' },
		],
		result: { isFound: true, isComplete: true, isAnswered: true },
	},
	{
		operation: 'callLog: downloadRecording',
		parameters: { recordingBy: 'url', recordingUrl: '={{ $json.recordingUrl }}', binaryPropertyName: 'data' },
		items: [
			{ target: 'a', recordingUrl: 'RECORDING' },
			{ target: 'b', recordingUrl: 'RECORDING' },
		],
		result: { mimeType: 'audio/mpeg' },
		spoil: () => undefined,
		spoilt: { recordingUrl: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/no-such-recording.mp3' },
	},
	{
		operation: 'callLog: getInsights',
		parameters: { callId: '={{ $json.callId }}' },
		arrange: (simulator) => {
			ended.callId = endedCall(simulator);
			simulator.control.setInsights(ended.callId, { insights: { summary: 'Asked for the balance' } });
		},
		items: [
			{ target: 'a', callId: 'ENDED' },
			{ target: 'b', callId: 'ENDED' },
		],
		result: { summary: 'Asked for the balance' },
		spoil: ({ control }) => control.setInsightsQuota(0),
	},
	{ operation: 'campaign: getAll', parameters: {}, result: { name: 'Campaign1' } },
	{
		operation: 'campaign: get',
		parameters: { campaign: byId(AGENT_CAMPAIGN) },
		result: { name: 'Campaign2' },
	},
	{ operation: 'campaign: start', parameters: { campaign: byId(AGENT_CAMPAIGN) }, result: { started: true } },
	{ operation: 'campaign: stop', parameters: { campaign: byId(AGENT_CAMPAIGN) }, result: { stopped: true } },
	{
		operation: 'campaign: clearTargets',
		parameters: { campaign: byId(AGENT_CAMPAIGN) },
		result: { cleared: true },
	},
	{
		operation: 'campaign: getPendingCalls',
		parameters: { campaign: byId(AGENT_CAMPAIGN) },
		arrange: addTarget,
		result: { phone: '972501234567', campaign: { name: 'Campaign2' } },
	},
	{
		operation: 'campaign: updateStrategy',
		parameters: {
			campaign: byId(IVR_CAMPAIGN),
			queueId: byId('123456789'),
			maximumCallers: 5,
			coefficient: 2,
		},
		result: { queueId: '123456789', maximumCallers: 5 },
	},
	{
		operation: 'campaignTarget: add',
		parameters: { campaign: byId(AGENT_CAMPAIGN), phone: '={{ $json.target }}' },
		items: PHONES,
		result: { phone: '0501234567', result: 'added' },
	},
	{
		operation: 'campaignTarget: addMany',
		parameters: { campaign: byId(AGENT_CAMPAIGN), phone: '={{ $json.target }}' },
		items: PHONES,
		result: { phone: '0501234567', result: 'added' },
	},
	{
		operation: 'campaignTarget: update',
		parameters: { campaign: byId(AGENT_CAMPAIGN), phone: '={{ $json.target }}', options: { priority: 7 } },
		items: PHONES,
		result: { phone: '0501234567', result: 'updatedOrAdded' },
	},
	{
		operation: 'campaignTarget: remove',
		parameters: { campaign: byId(AGENT_CAMPAIGN), phone: '={{ $json.target }}' },
		items: PHONES,
		result: { phone: '0501234567', result: 'removedIfPresent' },
	},
	{
		operation: 'campaignAgent: getAll',
		parameters: { campaign: byId(AGENT_CAMPAIGN) },
		result: { sip: 'SIPSIP1' },
	},
	{
		operation: 'campaignAgent: add',
		parameters: { campaign: byId('={{ $json.campaign }}'), extension: byId('SIPSIP3') },
		items: [
			{ target: 'a', campaign: AGENT_CAMPAIGN },
			{ target: 'b', campaign: 'SECOND' },
		],
		result: { extension: 'SIPSIP3', added: true },
	},
	{
		operation: 'campaignAgent: remove',
		parameters: { campaign: byId(AGENT_CAMPAIGN), extension: byId('={{ $json.sip }}') },
		items: [
			{ target: 'a', sip: 'SIPSIP1' },
			{ target: 'b', sip: 'SIPSIP2' },
		],
		result: { extension: 'SIPSIP1', removed: true },
	},
	{ operation: 'extension: getAll', parameters: {}, result: { sip: 'SIPSIP1' } },
	{
		operation: 'phoneNumber: check',
		parameters: { phone: '={{ $json.target }}' },
		items: PHONES,
		result: { national: '0501234567', e164: '+972501234567', type: 'mobile' },
		spoil: () => undefined,
		spoilt: { options: { country: 'Nowhere' } },
	},
	{
		operation: 'queue: getAll',
		parameters: {},
		arrange: ({ control }) => {
			control.joinQueue({ queue: 'sales', caller: '0501234567', waitedSeconds: 30 });
		},
		result: { name: 'Sales Queue', waiting: 1 },
	},
	{
		operation: 'recording: mute',
		parameters: { muteBy: 'callId', callId: byId('={{ $json.callId }}') },
		items: CALL_IDS,
		arrange: startCalls,
		result: { isMuted: true, isConfirmed: true },
	},
	{
		operation: 'recording: unmute',
		parameters: { muteBy: 'callId', callId: byId('={{ $json.callId }}') },
		items: CALL_IDS,
		arrange: startCalls,
		result: { isMuted: false, isConfirmed: true },
	},
];
