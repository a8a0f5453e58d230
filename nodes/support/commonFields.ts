/** Fields that more than one node has, written once. */
import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/**
 * One thing of the account: chosen from a list, or typed.
 *
 * @param list what stands in the field, and which of the node's lists it is
 * @param typed what is typed instead
 */
export const pickField = (
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	{ placeholder, searchListMethod }: { placeholder: string; searchListMethod: string },
	typed: Pick<INodePropertyMode, 'displayName' | 'placeholder' | 'hint'>,
): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder,
			typeOptions: { searchListMethod, searchable: true },
		},
		{ ...typed, name: 'id', type: 'string' },
	],
});

/** Picks an extension from the account, or takes its SIP code. */
export const extensionField = pickField(
	{ displayName: 'Extension', name: 'extension' },
	{ placeholder: 'Choose an extension…', searchListMethod: 'searchExtensions' },
	{
		displayName: 'By SIP Code',
		placeholder: 'e.g. SIPSIP1',
		hint: 'The code of the extension in Voicenter’s back office: letters and digits',
	},
);

/** Names and values of the user's own; the field holds `{ fields: [{ name, value }] }`. */
export const namesAndValues = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	options: [
		{
			displayName: 'Field',
			name: 'fields',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
});

/** A collection of what can be left out; n8n wants it by the alphabet. */
const collection =
	(displayName: string, name: string, placeholder: string) =>
	(...options: INodeProperties[]): INodeProperties => ({
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: options.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
	});

/** What can be left out of an operation's fields. */
export const optionsField = collection('Options', 'options', 'Add option');

/** What is right for most people as it is. */
export const settingsCollection = collection('Settings', 'settings', 'Add setting');

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
