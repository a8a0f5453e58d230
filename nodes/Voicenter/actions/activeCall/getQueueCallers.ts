import type { Operation } from '../operation';
import { limited } from '../fields';
import { chosenScope, queueField, scopeFields } from './fields';

/** Lists callers who wait. */
export const getQueueCallers: Operation = {
	value: 'getQueueCallers',
	name: 'Get Queue Callers',
	action: 'Get the callers who wait in queues',
	description:
		'Lists the callers who wait in queues at this moment, one item for each: the number, the queue, and for how long. In each queue those who wait longest come first. Gives nothing when nobody waits. Changes nothing.',
	fields: scopeFields(queueField, 'The queue whose callers are listed'),

	async execute({ connection, field }) {
		const { listQueueActivity } = await import('../../../platform/services/activeCalls');
		const queues = await listQueueActivity(connection, chosenScope(field, 'queue'));
		const callers = queues.flatMap((queue) => queue.callers);
		return limited(field, callers);
	},
};
