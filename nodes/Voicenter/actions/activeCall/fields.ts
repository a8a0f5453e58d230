/** Fields of active calls and of queues, written once. */
import type { INodeProperties } from 'n8n-workflow';

import type { FieldReader } from '../../../support/fieldReader';
import { accountTimeZoneField } from '../../../support/region';
import { countryField, optionsField, pickField, returnAllFields } from '../fields';

/** Picks a queue from the account, or takes its ID. */
export const queueField = pickField(
	{ displayName: 'Queue', name: 'queue' },
	{ placeholder: 'Choose a queue…', searchListMethod: 'searchQueues' },
	{
		displayName: 'By ID',
		placeholder: 'e.g. 123456789',
		hint: 'The number of the queue. Live events and call records hold it too.',
	},
);

/**
 * Which of them are looked at, all or one, and how the answer is read.
 *
 * @param one picks one of them
 * @param description of that field
 */
export const scopeFields = (one: INodeProperties, description: string): INodeProperties[] => [
	{
		displayName: `${one.displayName}s`,
		name: 'scope',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: `One ${one.displayName}`, value: 'one' },
		],
		default: 'all',
		description: `Whether to look at all ${one.name}s or at one`,
	},
	{ ...one, displayOptions: { show: { scope: ['one'] } }, description },
	...returnAllFields,
	optionsField(
		accountTimeZoneField(
			'The time zone that the Voicenter account is set to. Where Voicenter gives the account’s local time, this node gives it in UTC.',
		),
		countryField,
	),
];

/** @returns what {@link scopeFields} ask for */
export function chosenScope(field: FieldReader, one: 'extension' | 'queue') {
	return {
		...field<{ timeZone?: string; country?: string }>('options', {}),
		...(field('scope') === 'one' && { [one]: field<string>(one) }),
	};
}
