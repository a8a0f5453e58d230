import { campaignField } from '../campaignFields';
import { countryField, optionsField, phoneField, requestsAtATimeField } from '../fields';
import type { Operation } from '../operation';

/** Removes one target. */
export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove a target from a campaign',
	description:
		'Removes a phone number from a dialer campaign, even if it was added several times, so that it is not called. Voicenter also says OK for a number that was not in the campaign.',
	fields: [
		{ ...campaignField, description: 'The campaign to remove the number from' },
		{
			...phoneField,
			description:
				'The number to remove, written in any usual way; numbers outside Israel with their country code',
		},
		optionsField(countryField, requestsAtATimeField),
	],

	async execute({ connection, field }) {
		const { removeTarget } = await import('../../../platform/services/dialer/targets');
		const { country } = field<{ country?: string }>('options', {});
		return removeTarget(connection, { campaign: field('campaign'), phone: field('phone'), country });
	},
};
