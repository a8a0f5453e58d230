/** The agents of an agent dialer's campaign (voicenter-api.md §7). */
import { z } from 'zod/v4';

import { wireInteger, wireText } from '../../wire/values';
import { extensionField } from '../../request/fields';
import type { ErrorTable } from '../../request/refusals';
import { campaignField, dialerMethod } from './method';

const onCampaign = z.object({ campaign: campaignField });
const onAgent = onCampaign.extend({ extension: extensionField });

const errors: ErrorTable = {
	2: { meaning: 'Member missing', hint: 'Choose the extension from the list, or give its SIP code.' },
};

/** An object in the reference's samples, a list in its table. */
const inEitherShape = <Data extends z.ZodObject>(data: Data) =>
	z.preprocess((given) => (Array.isArray(given) ? (given as unknown[])[0] : given), data);

/** Lists the agents of a campaign. An IVR dialer's has none. */
export const listAgents = dialerMethod({
	name: 'Get agents',
	method: 'GetMembersList',
	repeatable: true,
	input: onCampaign,
	body: ({ campaign }) => ({ Campaign: campaign }),
	data: z.array(z.object({ Member: z.coerce.string(), DisplayName: wireText })).nullable(),
	result: (agents) => (agents ?? []).map(({ Member, DisplayName }) => ({ sip: Member, name: DisplayName })),
});

/** Adds an agent. Not repeated by itself: the answer to a second one reads as if nothing had been added. */
export const addAgent = dialerMethod({
	name: 'Add agent',
	method: 'AddMember',
	repeatable: 'add agents again that were taken out meanwhile, or fail for those that it added',
	input: onAgent,
	body: ({ campaign, extension }) => ({ Campaign: campaign, Member: extension }),
	data: inEitherShape(z.object({ TotalAdded: wireInteger })),
	errors,
	result: ({ TotalAdded }, { campaign, extension }, refuse) => {
		if (TotalAdded > 0) return { campaign, extension, added: true };
		throw refuse(
			`Voicenter says OK, but added nobody (${TotalAdded})`,
			`Either ${extension} is in the campaign already, or it is not an extension of this account, or the campaign is not one of an agent dialer (only those have agents), or its code is wrong.`,
		);
	},
});

/** Removes an agent. Not repeated by itself: the answer to a second one reads as if nothing had been removed. */
export const removeAgent = dialerMethod({
	name: 'Remove agent',
	method: 'RemoveMember',
	repeatable: 'remove agents again that were added meanwhile, or fail for those that it removed',
	input: onAgent,
	body: ({ campaign, extension }) => ({ Campaign: campaign, Member: extension }),
	data: inEitherShape(z.object({ TotalRemoved: wireInteger })),
	errors,
	result: ({ TotalRemoved }, { campaign, extension }, refuse) => {
		if (TotalRemoved > 0) return { campaign, extension, removed: true };
		throw refuse(
			`Voicenter says OK, but removed nobody (${TotalRemoved})`,
			`${extension} is not an agent of this campaign, or the campaign’s code is wrong. Look at the campaign’s agents.`,
		);
	},
});
