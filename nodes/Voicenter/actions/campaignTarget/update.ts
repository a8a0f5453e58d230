import { campaignField } from '../campaignFields';
import { phoneField } from '../fields';
import type { Operation } from '../operation';
import { options } from './add';
import { customDataField, extraFieldsField, targetFrom } from './targetFields';

/** Changes one target. */
export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a target of a campaign',
	description:
		'Changes the priority, time or other details of a number that a dialer campaign has still to call. A number that is not in the campaign is added to it, and is then called: Voicenter does not say which of the two it did.',
	fields: [
		{ ...campaignField, description: 'The campaign that the number is in' },
		{
			...phoneField,
			description:
				'The number to change, or to add, written in any usual way; numbers outside Israel with their country code',
		},
		customDataField,
		options,
		extraFieldsField,
	],

	async execute({ connection, field, tools }) {
		const { updateTarget } = await import('../../../platform/services/dialer/targets');
		return updateTarget(connection, targetFrom(field, tools.timeZone));
	},
};
