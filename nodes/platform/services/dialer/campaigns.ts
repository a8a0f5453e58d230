/** The dialer's campaigns (voicenter-api.md §7): what there is, started, stopped, emptied, paced. */
import { z } from 'zod/v4';

import { present } from '../../vocabulary/absent';
import { wireNumber, wireText } from '../../wire/values';
import { idField } from '../../request/fields';
import { campaignField, dialerMethod, noData, unknownCampaign } from './method';

const wireCampaign = z.object({
	Name: wireText,
	StatusName: wireText,
	TotalPendingCalls: wireNumber,
	MaxPriority: wireNumber,
	MinPriority: wireNumber,
	TotalAwaitingCalls: z.unknown(),
	Code: z.coerce.string(),
});

/** One campaign. `dialer` says who is rung first: `agent`, or the customer (`ivr`). */
export type Campaign = ReturnType<typeof toCampaign>;

function toCampaign(wire: z.output<typeof wireCampaign>) {
	const totalAwaitingCalls = wireNumber.parse(wire.TotalAwaitingCalls);
	return present({
		code: wire.Code,
		name: wire.Name,
		status: wire.StatusName,
		isEnabled: isEnabled(wire.StatusName),
		dialer: dialerOf(wire.TotalAwaitingCalls, totalAwaitingCalls),
		totalPendingCalls: wire.TotalPendingCalls,
		// For an IVR dialer this is the better count of the two; an agent dialer has null here.
		totalAwaitingCalls,
		maxPriority: wire.MaxPriority,
		minPriority: wire.MinPriority,
	});
}

/** `Enabled` and `Disabled` are the only words; another one says nothing. */
export function isEnabled(statusName: string | undefined): boolean | undefined {
	const word = statusName?.toLowerCase();
	if (word === 'enabled') return true;
	return word === 'disabled' ? false : undefined;
}

function dialerOf(written: unknown, awaiting: number | undefined): 'agent' | 'ivr' | undefined {
	if (written === null) return 'agent';
	return awaiting === undefined ? undefined : 'ivr';
}

const onCampaign = z.object({ campaign: campaignField });
const campaignOnly = ({ campaign }: z.output<typeof onCampaign>) => ({ Campaign: campaign });

/** Lists every campaign of the account, running or not. */
export const listCampaigns = dialerMethod({
	name: 'Get campaigns',
	method: 'GetCampaignList',
	repeatable: true,
	input: z.object({}),
	body: () => ({}),
	data: z.array(wireCampaign).nullable(),
	errors: {
		1: {
			meaning: 'Authorization failed',
			hint: 'Check the account code in the credential, letter by letter.',
		},
	},
	result: (campaigns) => (campaigns ?? []).map(toCampaign),
});

/** Reads one campaign. */
export const getCampaign = dialerMethod({
	name: 'Get campaign',
	method: 'GetCampaignDetails',
	repeatable: true,
	input: onCampaign,
	body: campaignOnly,
	data: wireCampaign,
	result: toCampaign,
});

/** Starts a campaign: it calls people. Not repeated by itself: a late second one would undo a stop in between. */
export const startCampaign = dialerMethod({
	name: 'Start campaign',
	method: 'StartCampaign',
	repeatable: 'start campaigns again that were stopped meanwhile',
	input: onCampaign,
	body: campaignOnly,
	data: noData,
	result: (_, { campaign }) => ({ campaign, started: true }),
});

/** Stops a campaign. Repeated where no answer came: a stop twice is a stop, and a lost one goes on calling people. */
export const stopCampaign = dialerMethod({
	name: 'Stop campaign',
	method: 'StopCampaign',
	repeatable: true,
	input: onCampaign,
	body: campaignOnly,
	data: noData,
	result: (_, { campaign }) => ({ campaign, stopped: true }),
});

/** Removes every target of a campaign. Not repeated by itself: a second one could take what was added in between. */
export const clearTargets = dialerMethod({
	name: 'Clear targets',
	method: 'ClearCampaignCalls',
	repeatable: 'remove targets that were added meanwhile',
	input: onCampaign,
	body: campaignOnly,
	data: noData,
	errors: { 4: unknownCampaign },
	result: (_, { campaign }) => ({ campaign, cleared: true }),
});

/** Voicenter wants it as a number here. */
const queueIdField = idField('the ID of a queue', '123456789')
	.transform(Number)
	.refine((id) => id > 0, { error: 'Give the ID of the queue, which is a number above 0' });

/**
 * Sets how fast an IVR dialer calls. Not repeated by itself: a late second one would undo a change in between.
 */
export const updateStrategy = dialerMethod({
	name: 'Update strategy',
	method: 'UpdateCampaignStrategy',
	repeatable: 'set the strategy of campaigns again that was changed meanwhile',
	input: onCampaign.extend({
		queueId: queueIdField,
		maximumCallers: z.coerce
			.number({ error: 'Give a number of callers' })
			.int({ error: 'Give a whole number of callers' })
			.positive({
				error: 'Voicenter wants a number above 0: how many callers may wait in the queue at most',
			}),
		coefficient: z.coerce
			.number({ error: 'Give a whole number above 1, such as 2' })
			.int({ error: 'Voicenter wants a whole number above 1, such as 2' })
			.gt(1, { error: 'Voicenter wants a whole number above 1, such as 2' }),
	}),
	body: ({ campaign, queueId, maximumCallers, coefficient }) => ({
		Campaign: campaign,
		setQueueForMonitoring: queueId,
		setQueueMaximumCallers: maximumCallers,
		setCoefficient: coefficient,
	}),
	data: noData,
	errors: {
		2: {
			meaning: 'Internal error occurred',
			hint: 'Only an IVR dialer has a strategy, and the queue must be one of the account. Check the campaign and the queue’s ID.',
		},
	},
	result: (_, { campaign, queueId, maximumCallers, coefficient }) => ({
		campaign,
		queueId: String(queueId),
		maximumCallers,
		coefficient,
	}),
});
