import type { AddTargetsRequest } from '../../../platform/services/dialer/bulk';
import { campaignField } from '../campaignFields';
import { optionsField, phoneField } from '../fields';
import { batchOutcomes, type Operation } from '../operation';
import { customDataField, extraFieldsField, targetFrom, targetOptions } from './targetFields';

type Report = AddTargetsRequest['report'];

/** Adds all items in a few requests. */
export const addMany: Operation = {
	value: 'addMany',
	name: 'Add Many',
	action: 'Add many targets to a campaign',
	description:
		'Adds the phone numbers of all incoming items to a dialer campaign in a few requests: up to 100,000 at once. The campaign then makes a real phone call to each. Wrong phone numbers are found before anything is sent.',
	fields: [
		{ ...campaignField, description: 'The campaign that calls the numbers' },
		{
			...phoneField,
			placeholder: 'e.g. {{ $json.phone }}',
			description:
				'The number to call: drag it here from the input, so that each item gives its own. Written in any usual way; numbers outside Israel with their country code.',
		},
		{
			displayName: 'Report',
			name: 'report',
			type: 'options',
			options: [
				{
					name: 'Each Target',
					value: 'eachTarget',
					description: 'Says for each number whether it was added. 3,000 numbers in a request.',
				},
				{
					name: 'Only the Total',
					value: 'onlyTotal',
					description:
						'Faster: up to 100,000 numbers in a request, but Voicenter does not say which ones it refused',
				},
			] satisfies { name: string; value: Report; description: string }[],
			default: 'eachTarget',
			description: 'Whether there is a result for each number, or one for all together',
		},
		customDataField,
		optionsField(...targetOptions),
		extraFieldsField,
	],

	async executeAll(calls) {
		const { addTargets } = await import('../../../platform/services/dialer/bulk');
		const { connection, tools, field } = calls.at(0);
		const outcomes = await addTargets(connection, {
			count: calls.length,
			targetAt: (index) => targetFrom(calls.at(index).field, tools.timeZone),
			report: field<Report>('report', 'eachTarget'),
			stopAtError: tools.stopsAtError,
		});
		return batchOutcomes(outcomes, ({ done }) => done);
	},
};
