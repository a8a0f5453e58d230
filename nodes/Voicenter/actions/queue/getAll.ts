import { chosenScope, queueField, scopeFields } from '../activeCall/fields';
import { limited } from '../fields';
import type { Operation } from '../operation';

/** Lists queues as they are at this moment. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many queues',
	description:
		'Lists the queues at this moment, empty ones too: name, how many callers wait, and how long the first of them has waited. Changes nothing.',
	fields: scopeFields(queueField, 'The queue to look at'),

	async execute({ connection, field }) {
		const { listQueueWaits } = await import('../../../platform/services/activeCalls');
		const queues = await listQueueWaits(connection, chosenScope(field, 'queue'));
		return limited(field, queues);
	},
};
