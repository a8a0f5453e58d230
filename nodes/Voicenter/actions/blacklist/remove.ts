import { countryField, optionsField, phoneField } from '../fields';
import type { Operation } from '../operation';
import { changeAll } from './change';

/** Takes numbers off the blacklist. */
export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove a phone number from the blacklist',
	description:
		'Unblocks a phone number: it can be called again. Many items are sent together, and each gets its own result. Voicenter does not say whether the number was blocked before.',
	fields: [
		{
			...phoneField,
			description:
				'The number that may be called again, written in any usual way; numbers outside Israel with their country code',
		},
		optionsField(countryField),
	],
	executeAll: changeAll('remove'),
};
