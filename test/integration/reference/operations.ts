/** For each method of the reference, the node's fields that make it send the request; nothing that may be left out. */
import type { Run } from '../../n8nCore/action';
import { chosen } from '../../n8nCore/chosen';

/** The simulator's campaigns and queue. */
export const IVR = 'VCsimIvrCampaign1aBcDeFgHiJkLmNo';
export const AGENT = 'VCsimAgentCampaign2aBcDeFgHiJkLm';
export const QUEUE_ID = 123456789;

const SIP = chosen('SIPSIP1');
const PHONE = '050-123-4567';
const mute = { resource: 'recording', operation: 'mute', muteBy: 'extension', extension: SIP };
const campaign = (operation: string) => ({ resource: 'campaign', operation, campaign: chosen(IVR) });
const target = (operation: string) => ({
	resource: 'campaignTarget',
	operation,
	campaign: chosen(IVR),
	phone: PHONE,
});
const agent = (operation: string) => ({
	resource: 'campaignAgent',
	operation,
	campaign: chosen(AGENT),
	extension: chosen(operation === 'add' ? 'SIPSIP3' : 'SIPSIP1'),
});

/** By the reference's names of the methods. */
export const OPERATIONS: Readonly<Record<string, Run['parameters']>> = {
	'action=call': {
		...{ resource: 'call', operation: 'clickToCall', ringFirst: 'extension', extension: SIP },
		target: PHONE,
	},
	'action=terminate': { resource: 'call', operation: 'hangUp', extension: SIP },
	'Call Log': {
		...{ resource: 'callLog', operation: 'getAll', dateRange: 'custom', returnAll: false, limit: 50 },
		...{ from: '2026-01-01T00:00:00', to: '2026-01-02T00:00:00' },
	},
	AddBlackList: { resource: 'blacklist', operation: 'add', phone: PHONE },
	RemoveBulkFromBlacklist: { resource: 'blacklist', operation: 'remove', phone: PHONE },
	MuteUnmuteCalls: { ...mute, options: { confirm: false } },
	'MuteUnmuteCalls (monitor server)': { ...mute, options: { confirm: false } },
	GetExtensions: { resource: 'extension', operation: 'getAll', wholeOrganisation: true, returnAll: true },
	GetCampaignList: { resource: 'campaign', operation: 'getAll', returnAll: true },
	GetCampaignDetails: campaign('get'),
	AddCall: target('add'),
	AddCallsBulk: { ...target('addMany'), report: 'eachTarget' },
	UpdateCall: target('update'),
	RemoveCall: target('remove'),
	ClearCampaignCalls: campaign('clearTargets'),
	StartCampaign: campaign('start'),
	StopCampaign: campaign('stop'),
	GetMembersList: { ...agent('getAll'), returnAll: true },
	AddMember: agent('add'),
	RemoveMember: agent('remove'),
	GetCampaignPendingCalls: { ...campaign('getPendingCalls'), returnAll: true },
	UpdateCampaignStrategy: {
		...campaign('updateStrategy'),
		...{ queueId: chosen(String(QUEUE_ID)), maximumCallers: 3, coefficient: 3 },
	},
	GetExtensionsCalls: { resource: 'activeCall', operation: 'getAll', scope: 'all', returnAll: true },
	GetQueuesCallers: { resource: 'activeCall', operation: 'getQueueCallers', scope: 'all', returnAll: true },
	SetStatusFromAPI: {
		...{ resource: 'agentStatus', operation: 'set', userId: chosen('12345601'), extension: SIP },
		status: chosen('1'),
	},
	GetStatusesList: { resource: 'agentStatus', operation: 'getStatuses' },
	'Call/History': {
		resource: 'callLog',
		operation: 'getInsights',
		callId: '202110101204550233243ghff3189e5c',
	},
};

/** What a credential must have besides for a method. */
export const CREDENTIALS: Readonly<Record<string, Run['credential']>> = {
	'MuteUnmuteCalls (monitor server)': { monitorUrl: 'https://monitor5.voicenter.co' },
};

/** The fields of a method's operation. */
export function operationFor(method: string): Run['parameters'] {
	const parameters = OPERATIONS[method];
	if (!parameters) throw new Error(`No operation of the node sends ${method}`);
	return parameters;
}
