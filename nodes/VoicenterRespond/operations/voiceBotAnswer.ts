import type { INodeProperties } from 'n8n-workflow';

import { namesAndValues } from '../../support/commonFields';
import { answerOptions, givenOptions } from './fields';
import type { AnswerCall, AnswerOperation } from './operation';

const dataFields: INodeProperties[] = [
	{
		displayName: 'Data',
		name: 'dataMode',
		type: 'options',
		options: [
			{ name: 'As Fields', value: 'fields', description: 'Names and values' },
			{ name: 'As JSON', value: 'json', description: 'An object, which may hold lists and objects' },
		],
		default: 'fields',
		description:
			'How the data for the voice agent is given. It reads the names, too, so choose plain ones, such as balance.',
	},
	{
		...namesAndValues('Data Fields', 'dataFields'),
		displayOptions: { show: { dataMode: ['fields'] } },
		placeholder: 'Add data',
		description: 'What the voice agent may use, such as a balance or the day of a delivery',
	},
	{
		displayName: 'Data as JSON',
		name: 'data',
		type: 'json',
		displayOptions: { show: { dataMode: ['json'] } },
		default: '{}',
		description: 'What the voice agent may use, such as {"balance": 180, "orders": [{"ID": "A-1"}]}',
	},
];

/** Tells a voice agent what it asked for. */
export const voiceBotAnswer: AnswerOperation = {
	value: 'answer',
	name: 'Answer',
	action: 'Answer the voice agent',
	description: 'The voice agent gets data and instructions; with neither, it goes on with what it knows',
	fields: [
		{
			displayName: 'What to Say or Do',
			name: 'instructions',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Tell the caller the balance, and offer to connect them to the service department.',
			description: 'Instructions for the voice agent, in plain words or Markdown',
		},
		...dataFields,
		answerOptions(
			{
				displayName: 'Assistant (JSON)',
				name: 'assistant',
				type: 'json',
				default: '{}',
				description: 'More settings for how the voice agent behaves, as an object. Rarely needed.',
			},
			{
				displayName: 'System (JSON)',
				name: 'system',
				type: 'json',
				default: '{}',
				description: 'Instructions that are added to the voice agent’s own, as an object',
			},
		),
	],

	async build({ field }) {
		const { buildVoiceBot } = await import('../../platform/inbound/answers/build');
		return buildVoiceBot({
			...givenOptions(field),
			instructions: field('instructions'),
			...data(field),
		});
	},
};

function data(field: AnswerCall['field']): {
	data?: unknown;
	dataFields?: { name: string; value: unknown }[];
} {
	if (field('dataMode') === 'json') return { data: field('data') };
	return {
		dataFields: field<{ fields?: { name: string; value: unknown }[] }>('dataFields', {}).fields ?? [],
	};
}
