import { campaignField } from '../campaignFields';
import { optionsField, phoneField, requestsAtATimeField } from '../fields';
import type { Operation } from '../operation';
import { customDataField, extraFieldsField, targetFrom, targetOptions } from './targetFields';

/** A target's options and how many items go out at the same time. */
export const options = optionsField(...targetOptions, requestsAtATimeField);

/** Adds one target. */
export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add a target to a campaign',
	description:
		'Adds a phone number to a dialer campaign, which then makes a real phone call to it: as soon as possible, or at the time given. A number that is added twice is called twice.',
	fields: [
		{ ...campaignField, description: 'The campaign that calls the number' },
		{
			...phoneField,
			description:
				'The number to call, written in any usual way; numbers outside Israel with their country code',
		},
		customDataField,
		options,
		extraFieldsField,
	],

	async execute({ connection, field, tools }) {
		const { addTarget } = await import('../../../platform/services/dialer/targets');
		return addTarget(connection, targetFrom(field, tools.timeZone));
	},
};
