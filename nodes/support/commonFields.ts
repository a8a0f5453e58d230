/** Fields that more than one node has, written once. */
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

/** Off by default: an item of readable fields is short, and what Voicenter sent is long. */
export const includeRawField: INodeProperties = {
	displayName: 'Include What Voicenter Sent',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description:
		'Whether to add a field “raw” with what Voicenter sent, as it was: for something that this node does not read yet, or to see why a field is empty',
};
