import { campaignField } from '../campaignFields';
import type { Operation } from '../operation';

/** Stops a campaign. */
export const stop: Operation = {
	value: 'stop',
	name: 'Stop',
	action: 'Stop a campaign',
	description:
		'Stops a dialer campaign: nobody else is called, and its agents get no more calls from it, until it is started again. The numbers waiting in it stay.',
	fields: [{ ...campaignField, description: 'The campaign to stop' }],

	async execute({ connection, field }) {
		const { stopCampaign } = await import('../../../platform/services/dialer/campaigns');
		return stopCampaign(connection, { campaign: field('campaign') });
	},
};
