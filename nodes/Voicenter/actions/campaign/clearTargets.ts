import { campaignField } from '../campaignFields';
import type { Operation } from '../operation';

/** Empties a campaign. */
export const clearTargets: Operation = {
	value: 'clearTargets',
	name: 'Clear Targets',
	action: 'Remove every target from a campaign',
	description:
		'Removes every number that a dialer campaign has still to call, scheduled ones included. None of them will be called. Cannot be undone.',
	fields: [{ ...campaignField, description: 'The campaign whose targets are all removed' }],

	async execute({ connection, field }) {
		const service = await import('../../../platform/services/dialer/campaigns');
		return service.clearTargets(connection, { campaign: field('campaign') });
	},
};
