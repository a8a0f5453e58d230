import { queueField } from '../activeCall/fields';
import { campaignField } from '../campaignFields';
import type { Operation } from '../operation';

/** Sets an IVR dialer's pace. */
export const updateStrategy: Operation = {
	value: 'updateStrategy',
	name: 'Update Strategy',
	action: 'Update the strategy of a campaign',
	description:
		'Sets how fast an IVR dialer campaign (one that calls the customers first and puts those who answer in a queue) makes its calls. A campaign that is running changes its pace at once.',
	fields: [
		{ ...campaignField, description: 'A campaign of an IVR dialer. An agent dialer has no strategy.' },
		{
			...queueField,
			name: 'queueId',
			description: 'The queue whose waiting callers set the pace of the campaign',
		},
		{
			displayName: 'Maximum Callers',
			name: 'maximumCallers',
			type: 'number',
			required: true,
			typeOptions: { minValue: 1 },
			default: 1,
			description: 'How many callers may wait in that queue at most. A number above 0.',
		},
		{
			displayName: 'Coefficient',
			name: 'coefficient',
			type: 'number',
			required: true,
			typeOptions: { minValue: 2, numberPrecision: 0 },
			default: 2,
			description: 'The factor of the campaign’s calling pace. A whole number above 1.',
		},
	],

	async execute({ connection, field }) {
		const service = await import('../../../platform/services/dialer/campaigns');
		return service.updateStrategy(connection, {
			campaign: field('campaign'),
			queueId: field('queueId'),
			maximumCallers: field('maximumCallers'),
			coefficient: field('coefficient'),
		});
	},
};
