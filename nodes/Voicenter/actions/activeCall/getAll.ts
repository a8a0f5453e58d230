import { extensionField, returnAllFields } from '../fields';
import type { Operation } from '../operation';
import { readingOptions, scopeField } from './fields';

/** Lists calls that are going on. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many active calls',
	description:
		'Lists the calls that are ringing or in progress at this moment, one item for each extension’s call: who is on the line, since when, and whether the recording is muted. Gives nothing when nobody is on a call. Changes nothing.',
	fields: [
		scopeField('Extensions', { name: 'One Extension', value: 'one' }),
		{
			...extensionField,
			displayOptions: { show: { scope: ['one'] } },
			description: 'The extension whose calls are listed',
		},
		...returnAllFields,
		readingOptions,
	],

	async execute({ connection, field }) {
		const { listExtensionActivity } = await import('../../../platform/services/activeCalls');
		const extensions = await listExtensionActivity(connection, {
			...field<{ timeZone?: string; country?: string }>('options', {}),
			...(field('scope') === 'one' && { extension: field<string>('extension') }),
		});
		const calls = extensions.flatMap((extension) => extension.calls);
		return field<boolean>('returnAll') ? calls : calls.slice(0, field<number>('limit'));
	},
};
