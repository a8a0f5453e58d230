/** Fields of active calls and of queues, written once. */
import type { INodeProperties } from 'n8n-workflow';

import { accountTimeZoneField } from '../../../support/region';
import { countryField } from '../fields';

/** Picks a queue from the account, or takes its ID. */
export const queueField: INodeProperties = {
	displayName: 'Queue',
	name: 'queue',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a queue…',
			typeOptions: { searchListMethod: 'searchQueues', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 123456789',
			hint: 'The number of the queue. Live events and call records hold it too.',
		},
	],
};

/**
 * All of them, or one.
 *
 * @param what what there are many of, such as "Extensions"
 * @param one the value, and a name, for only one of them
 */
export const scopeField = (what: string, one: { name: string; value: string }): INodeProperties => ({
	displayName: what,
	name: 'scope',
	type: 'options',
	options: [{ name: 'All', value: 'all' }, one],
	default: 'all',
	description: `Whether to look at all ${what.toLowerCase()} or at one`,
});

/** How the answer is read. */
export const readingOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		accountTimeZoneField(
			'The time zone that the Voicenter account is set to. Where Voicenter gives the account’s local time, this node gives it in UTC.',
		),
		countryField,
	],
};
