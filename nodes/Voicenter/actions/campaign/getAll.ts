import { limited, returnAllFields } from '../fields';
import type { Operation } from '../operation';

/** Lists campaigns. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many campaigns',
	description:
		'Lists the dialer campaigns of the account, running and stopped: name, code, status and how many numbers are still to be called. Changes nothing.',
	fields: returnAllFields,

	async execute({ connection, field }) {
		const { listCampaigns } = await import('../../../platform/services/dialer/campaigns');
		const campaigns = await listCampaigns(connection, {});
		return limited(field, campaigns);
	},
};
