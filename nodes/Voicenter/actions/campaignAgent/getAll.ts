import { campaignField } from '../campaignFields';
import { limited, returnAllFields } from '../fields';
import type { Operation } from '../operation';

/** Lists the agents of a campaign. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many agents of a campaign',
	description:
		'Lists the agents of a dialer campaign: SIP code and name of their extensions. Only the campaigns of an agent dialer have agents. Changes nothing.',
	fields: [campaignField, ...returnAllFields],

	async execute({ connection, field }) {
		const { listAgents } = await import('../../../platform/services/dialer/agents');
		const agents = await listAgents(connection, { campaign: field('campaign') });
		return limited(field, agents);
	},
};
