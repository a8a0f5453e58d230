import { extensionField, limited, returnAllFields } from '../fields';
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
		const { listCallsWithStatusNames } = await import('../../../platform/services/agentActivity');
		const calls = await listCallsWithStatusNames(connection, {
			...field<{ timeZone?: string; country?: string }>('options', {}),
			...(field('scope') === 'one' && { extension: field<string>('extension') }),
		});
		return limited(field, calls);
	},
};
