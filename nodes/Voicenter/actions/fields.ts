/** Fields that more than one operation has, written once. */
import type { INodeProperties } from 'n8n-workflow';

/** Picks an extension from the account, or takes its SIP code. */
export const extensionField: INodeProperties = {
	displayName: 'Extension',
	name: 'extension',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an extension…',
			typeOptions: { searchListMethod: 'searchExtensions', searchable: true },
		},
		{
			displayName: 'By SIP Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. SIPSIP1',
			hint: 'The code of the extension in Voicenter’s back office: letters and digits',
		},
	],
};

/** How many items are worked on at the same time; the router reads it, inside the collection `options`. */
export const requestsAtATimeField: INodeProperties = {
	displayName: 'Requests at a Time',
	name: 'requestsAtATime',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10 },
	default: 1,
	description:
		'How many items are sent at the same time. With 1, an error stops everything that follows; with more, what is already under way is finished first.',
};

/** Whose national numbers are understood. */
export const countryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'country',
	type: 'string',
	default: 'IL',
	placeholder: 'e.g. IL',
	description:
		'The country, as two letters, of phone numbers that are written without a country code. With IL, 050-123-4567 is an Israeli number.',
};

/** All results, or so many. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: true,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];
