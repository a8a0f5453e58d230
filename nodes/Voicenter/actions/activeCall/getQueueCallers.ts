import type { Operation } from '../operation';
import { limited, returnAllFields } from '../fields';
import { queueField, readingOptions, scopeField } from './fields';

/** Lists callers who wait. */
export const getQueueCallers: Operation = {
	value: 'getQueueCallers',
	name: 'Get Queue Callers',
	action: 'Get the callers who wait in queues',
	description:
		'Lists the callers who wait in queues at this moment, one item for each: the number, the queue, and for how long. In each queue those who wait longest come first. Gives nothing when nobody waits. Changes nothing.',
	fields: [
		scopeField('Queues', { name: 'One Queue', value: 'one' }),
		{
			...queueField,
			displayOptions: { show: { scope: ['one'] } },
			description: 'The queue whose callers are listed',
		},
		...returnAllFields,
		readingOptions,
	],

	async execute({ connection, field }) {
		const { listQueueActivity } = await import('../../../platform/services/activeCalls');
		const queues = await listQueueActivity(connection, {
			...field<{ timeZone?: string; country?: string }>('options', {}),
			...(field('scope') === 'one' && { queue: field<string>('queue') }),
		});
		const callers = queues.flatMap((queue) => queue.callers);
		return limited(field, callers);
	},
};
