import { campaignField } from '../campaignFields';
import type { Operation } from '../operation';

/** Starts a campaign. */
export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a campaign',
	description:
		'Starts a dialer campaign: it begins to make real phone calls to every number waiting in it, until it is stopped. Costs money.',
	fields: [{ ...campaignField, description: 'The campaign to start' }],

	async execute({ connection, field }) {
		const { startCampaign } = await import('../../../platform/services/dialer/campaigns');
		return startCampaign(connection, { campaign: field('campaign') });
	},
};
