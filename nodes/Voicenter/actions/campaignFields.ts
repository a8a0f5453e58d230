import { pickField } from './fields';

/** Picks a campaign from the account, or takes its code. */
export const campaignField = pickField(
	{ displayName: 'Campaign', name: 'campaign', description: 'The dialer campaign' },
	{ placeholder: 'Choose a campaign…', searchListMethod: 'searchCampaigns' },
	{
		displayName: 'By Code',
		placeholder: 'e.g. aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF',
		hint: 'The campaign’s code, which Campaign: Get Many gives; not its name',
	},
);
