import { countryField, optionsField, phoneField } from '../fields';
import type { Operation } from '../operation';

/** Says what a phone number is. */
export const check: Operation = {
	value: 'check',
	name: 'Check',
	action: 'Check a phone number',
	description:
		'Says whether a text is a phone number, and why not: its national form, E.164, country, and whether it is a mobile or a landline. Calls nobody and sends nothing to Voicenter.',
	fields: [
		{
			...phoneField,
			description: 'The number to check, written in any way, also as spreadsheets write it',
		},
		optionsField(countryField),
	],

	async execute({ field }) {
		const { checkPhoneNumber } = await import('../../../platform/services/phoneNumber');
		const { country } = field<{ country?: string }>('options', {});
		return checkPhoneNumber({ phone: field('phone', ''), country });
	},
};
