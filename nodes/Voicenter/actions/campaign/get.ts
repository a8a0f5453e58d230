import { campaignField } from '../campaignFields';
import type { Operation } from '../operation';

/** Reads one campaign. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a campaign',
	description:
		'Reads one dialer campaign: its name, whether it is running, how many numbers are still to be called. Changes nothing.',
	fields: [campaignField],

	async execute({ connection, field }) {
		const { getCampaign } = await import('../../../platform/services/dialer/campaigns');
		return getCampaign(connection, { campaign: field('campaign') });
	},
};
