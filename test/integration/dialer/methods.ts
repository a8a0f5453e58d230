import type { VoicenterError } from '../../../nodes/platform/http/errors';
import type { Connection } from '../../../nodes/platform/request/account';
import { addAgent, listAgents, removeAgent } from '../../../nodes/platform/services/dialer/agents';
import {
	clearTargets,
	getCampaign,
	listCampaigns,
	startCampaign,
	stopCampaign,
	updateStrategy,
} from '../../../nodes/platform/services/dialer/campaigns';
import {
	addTargets,
	type AddTargetsRequest,
	type TargetOutcome,
} from '../../../nodes/platform/services/dialer/bulk';
import { getPendingCalls } from '../../../nodes/platform/services/dialer/pendingCalls';
import type { TargetInput } from '../../../nodes/platform/services/dialer/target';
import { addTarget, removeTarget, updateTarget } from '../../../nodes/platform/services/dialer/targets';
import type { Simulator } from '../../simulator';

/** The simulator's campaigns. */
export const IVR = 'VCsimIvrCampaign1aBcDeFgHiJkLmNo';
export const AGENT = 'VCsimAgentCampaign2aBcDeFgHiJkLm';

/** A queue of the simulator's. */
const QUEUE = '123456789';

export const PHONE = '050-123-4567';

/** The next answer, whatever it is to, is this: text as it is, all else as JSON. */
export const answerWith = (simulator: Simulator, body: unknown) =>
	simulator.control.addFault({
		path: '*',
		kind: 'garbageBody',
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

type Ask = (connection: Connection, campaign?: string) => Promise<unknown>;

/** Every method of the dialer but the list and the bulk, by Voicenter's name, asked with something that is right. */
export const METHODS: Record<string, Ask> = {
	GetCampaignDetails: async (to, campaign = IVR) => getCampaign(to, { campaign }),
	StartCampaign: async (to, campaign = IVR) => startCampaign(to, { campaign }),
	StopCampaign: async (to, campaign = IVR) => stopCampaign(to, { campaign }),
	ClearCampaignCalls: async (to, campaign = IVR) => clearTargets(to, { campaign }),
	GetCampaignPendingCalls: async (to, campaign = IVR) => getPendingCalls(to, { campaign }),
	UpdateCampaignStrategy: async (to, campaign = IVR) =>
		updateStrategy(to, { campaign, queueId: QUEUE, maximumCallers: 3, coefficient: 2 }),
	GetMembersList: async (to, campaign = AGENT) => listAgents(to, { campaign }),
	AddMember: async (to, campaign = AGENT) => addAgent(to, { campaign, extension: 'SIPSIP3' }),
	RemoveMember: async (to, campaign = AGENT) => removeAgent(to, { campaign, extension: 'SIPSIP1' }),
	AddCall: async (to, campaign = IVR) => addTarget(to, { campaign, phone: PHONE }),
	UpdateCall: async (to, campaign = IVR) => updateTarget(to, { campaign, phone: PHONE }),
	RemoveCall: async (to, campaign = IVR) => removeTarget(to, { campaign, phone: PHONE }),
};

export const LIST: Ask = async (to) => listCampaigns(to, {});

/** Adds these targets to the IVR dialer's campaign, unless they say another. */
export async function addAll(
	connection: Connection,
	targets: readonly Partial<TargetInput>[],
	more: Partial<AddTargetsRequest> = {},
) {
	const outcomes = await addTargets(connection, {
		count: targets.length,
		targetAt: (index) => ({ campaign: IVR, ...targets[index] }),
		report: 'eachTarget',
		stopAtError: false,
		...more,
	});
	return [...outcomes];
}

/** So many different numbers. */
export const phones = (count: number): { phone: string }[] =>
	Array.from({ length: count }, (_, index) => ({ phone: `05${String(20_000_000 + index)}` }));

/** What was done with each, where something was. */
export const results = (outcomes: readonly (TargetOutcome | undefined)[]) =>
	outcomes.map((outcome) => (outcome && 'done' in outcome ? outcome.done.result : undefined));

/** The error of one that has one. */
export function errorOf(outcome: TargetOutcome | undefined): VoicenterError {
	if (!outcome || 'done' in outcome) throw new Error(`no error, but ${JSON.stringify(outcome)}`);
	return outcome.error as VoicenterError;
}

/** How many of them are what is wanted. */
export const count = (values: readonly unknown[], wanted: unknown) =>
	values.filter((value) => value === wanted).length;
