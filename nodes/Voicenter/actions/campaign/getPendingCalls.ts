import { campaignField } from '../campaignFields';
import { limited, returnAllFields } from '../fields';
import type { Operation } from '../operation';

/** Lists who is still to be called. */
export const getPendingCalls: Operation = {
	value: 'getPendingCalls',
	name: 'Get Pending Calls',
	action: 'Get the pending calls of a campaign',
	description:
		'Lists the numbers that a dialer campaign has still to call, with priority, scheduled time and custom data. One item per number; the campaign itself is in each. Changes nothing.',
	fields: [campaignField, ...returnAllFields],

	async execute({ connection, field }) {
		const service = await import('../../../platform/services/dialer/pendingCalls');
		const { campaign, calls } = await service.getPendingCalls(connection, { campaign: field('campaign') });
		const wanted = limited(field, calls);
		return wanted.map((call) => ({ ...call, campaign }));
	},
};
