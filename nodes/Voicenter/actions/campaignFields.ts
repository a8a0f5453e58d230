/** Fields of campaigns, their targets and their agents, written once. */
import type { INodeProperties } from 'n8n-workflow';

/** Picks a campaign from the account, or takes its code. */
export const campaignField: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The dialer campaign',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a campaign…',
			typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF',
			hint: 'The campaign’s code, which Campaign: Get Many gives; not its name',
		},
	],
};

/** The number to call. */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 050-123-4567',
	description: 'The number to call, written in any usual way; numbers outside Israel with their country code',
};
