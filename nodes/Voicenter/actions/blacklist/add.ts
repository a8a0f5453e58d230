import { countryField, optionsField, phoneField } from '../fields';
import type { Operation } from '../operation';
import { changeAll } from './change';

/** Puts numbers on the blacklist. */
export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add a phone number to the blacklist',
	description:
		'Blocks a phone number: nobody in the organisation can call it until it is removed from the blacklist. Many items are sent together, and each gets its own result.',
	fields: [
		{
			...phoneField,
			description:
				'The number that must not be called any more, written in any usual way; numbers outside Israel with their country code',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. John Doe',
			description: 'Whose number it is, as the blacklist shows it. May stay empty.',
		},
		optionsField(countryField),
	],
	executeAll: changeAll('add'),
};
