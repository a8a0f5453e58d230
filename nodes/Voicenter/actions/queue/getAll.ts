import { queueField, readingOptions, scopeField } from '../activeCall/fields';
import { limited, returnAllFields } from '../fields';
import type { Operation } from '../operation';

/** Lists queues as they are at this moment. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many queues',
	description:
		'Lists the queues at this moment, empty ones too: name, how many callers wait, and how long the first of them has waited. Changes nothing.',
	fields: [
		scopeField('Queues', { name: 'One Queue', value: 'one' }),
		{ ...queueField, displayOptions: { show: { scope: ['one'] } }, description: 'The queue to look at' },
		...returnAllFields,
		readingOptions,
	],

	async execute({ connection, field }) {
		const { listQueueWaits } = await import('../../../platform/services/activeCalls');
		const queues = await listQueueWaits(connection, {
			...field<{ timeZone?: string; country?: string }>('options', {}),
			...(field('scope') === 'one' && { queue: field<string>('queue') }),
		});
		return limited(field, queues);
	},
};
