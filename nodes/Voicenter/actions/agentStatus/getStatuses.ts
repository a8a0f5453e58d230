import type { Operation } from '../operation';

/** Lists what agents can be doing. */
export const getStatuses: Operation = {
	value: 'getStatuses',
	name: 'Get Statuses',
	action: 'Get the statuses that agents can have',
	description:
		'Lists the statuses that agents of this account can have, with the account’s own names: code, name and colour. Does not say who has which. Changes nothing.',
	fields: [],

	async execute({ connection }) {
		const { listAgentStatuses } = await import('../../../platform/services/agentStatus');
		return listAgentStatuses(connection, {});
	},
};
