import { givenOptions, answerOptions } from './fields';
import type { AnswerOperation } from './operation';

/** Shows an agent who is calling. */
export const showCaller: AnswerOperation = {
	value: 'showCaller',
	name: 'Show Caller',
	action: 'Show the agent who is calling',
	description: 'The agent sees who is calling; a click opens the customer’s page',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Dana Levi',
			description: 'The caller’s name',
		},
		{
			displayName: 'Company',
			name: 'company',
			type: 'string',
			default: '',
			placeholder: 'e.g. Levi Bros. Ltd.',
			description: 'The caller’s company',
		},
		{
			displayName: 'Page',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://crm.example.com/contacts/12345',
			description: 'The page that opens in the agent’s browser, such as the customer’s card',
		},
		answerOptions({
			displayName: 'Matches',
			name: 'matches',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			description: 'How many records were found for the caller',
		}),
	],

	async build({ field }) {
		const { buildShowCaller } = await import('../../platform/inbound/answers/build');
		return buildShowCaller({
			...givenOptions(field),
			name: field('name'),
			company: field('company'),
			url: field('url'),
		});
	},
};
