import { picker } from '../../support/pickers/picker';

/** The statuses that agents of the account can have, in the order of their codes: found by name or code. */
export const searchAgentStatuses = picker(
	async (connection) => {
		const { listAgentStatuses } = await import('../../platform/services/agentStatus');
		const statuses = await listAgentStatuses(connection, {});
		return statuses.map(({ code, name }) => ({ name: name ? `${name} (${code})` : code, value: code }));
	},
	(a, b) => Number(a.value) - Number(b.value),
);
