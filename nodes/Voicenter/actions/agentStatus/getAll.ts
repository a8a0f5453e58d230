import { chosenScope, scopeFields } from '../activeCall/fields';
import { extensionField, limited } from '../fields';
import type { Operation } from '../operation';

/** Lists what every agent is doing. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get the status of many agents',
	description:
		'Lists what agents are doing at this moment, one item for each extension, idle ones too: who is logged in there, the status by its name, and whether a call is on it and since when. Voicenter does not say since when somebody has a status. Changes nothing.',
	fields: scopeFields(extensionField, 'The extension to look at'),

	async execute({ connection, field }) {
		const { listAgentActivity } = await import('../../../platform/services/agentActivity');
		const agents = await listAgentActivity(connection, chosenScope(field, 'extension'));
		return limited(field, agents);
	},
};
