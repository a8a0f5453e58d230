import { extensionField, limited } from '../fields';
import type { Operation } from '../operation';
import { chosenScope, scopeFields } from './fields';

/** Lists calls that are going on. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many active calls',
	description:
		'Lists the calls that are ringing or in progress at this moment, one item for each extension’s call: who is on the line, since when, and whether the recording is muted. Gives nothing when nobody is on a call. Changes nothing.',
	fields: scopeFields(extensionField, 'The extension whose calls are listed'),

	async execute({ connection, field }) {
		const { listCallsWithStatusNames } = await import('../../../platform/services/agentActivity');
		const calls = await listCallsWithStatusNames(connection, chosenScope(field, 'extension'));
		return limited(field, calls);
	},
};
