import { givenOptions, answerOptions } from './fields';
import type { AnswerOperation } from './operation';

/** Tells an agent's screen that nobody was found. */
export const showNone: AnswerOperation = {
	value: 'showNone',
	name: 'No Details',
	action: 'Show the agent no details',
	description: 'Nobody was found for the caller’s number',
	fields: [
		answerOptions({
			displayName: 'Page',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://crm.example.com/contacts/new',
			description: 'A page that opens in the agent’s browser all the same, such as one that adds a contact',
		}),
	],

	async build({ field }) {
		const { buildShowNone } = await import('../../platform/inbound/answers/build');
		return buildShowNone(givenOptions(field));
	},
};
