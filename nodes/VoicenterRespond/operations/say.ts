import type { INodeProperties } from 'n8n-workflow';

import type { Say } from '../../platform/inbound/answers/build';
import { givenOptions, layerField, answerOptions } from './fields';
import type { AnswerOperation } from './operation';

type Piece = Say['pieces'][number];
type PieceKind = Piece['kind'];

const pieces: INodeProperties = {
	displayName: 'Say',
	name: 'pieces',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	required: true,
	placeholder: 'Add something to say',
	description: 'What the caller hears, in this order',
	options: [
		{
			displayName: 'Piece',
			name: 'values',
			// eslint-disable-next-line n8n-nodes-base/node-param-fixed-collection-type-unsorted-items -- the kind comes first, for it says which of the others is asked for
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Date', value: 'date', description: 'A day, such as that of an appointment' },
						{ name: 'Date and Time', value: 'dateTime', description: 'A day and a time of day' },
						{ name: 'Digits', value: 'digits', description: 'Digit by digit, such as a phone number' },
						{ name: 'Number', value: 'number', description: 'As a whole number, such as a balance' },
						{ name: 'Recording', value: 'recording', description: 'A recording in the account' },
					] satisfies { name: string; value: PieceKind; description: string }[],
					default: 'recording',
				},
				{
					displayName: 'Date',
					name: 'date',
					type: 'string',
					displayOptions: { show: { kind: ['date'] } },
					default: '',
					placeholder: 'e.g. 2026-11-23',
					description:
						'The day to read out. When it comes with a time and a time zone, the day in the workflow’s time zone is read out.',
				},
				{
					displayName: 'Date and Time',
					name: 'dateTime',
					type: 'dateTime',
					displayOptions: { show: { kind: ['dateTime'] } },
					default: '',
					description: 'The date and time to read out, in the workflow’s time zone',
				},
				{
					displayName: 'Digits',
					name: 'digits',
					type: 'string',
					displayOptions: { show: { kind: ['digits'] } },
					default: '',
					placeholder: 'e.g. 050-123-4567',
					description: 'The digits to read out one by one; spaces and dashes between them are left out',
				},
				{
					displayName: 'Number',
					name: 'number',
					type: 'string',
					displayOptions: { show: { kind: ['number'] } },
					default: '',
					placeholder: 'e.g. 112',
					description: 'The whole number to read out: 112 is read as one hundred and twelve',
				},
				{
					displayName: 'Recording',
					name: 'recording',
					type: 'string',
					displayOptions: { show: { kind: ['recording'] } },
					default: '',
					placeholder: 'e.g. 9899115_20849570029.mp3',
					description: 'ID of a recording, as Voicenter’s back office shows it',
				},
			],
		},
	],
};

/** Reads something to a caller. */
export const say: AnswerOperation = {
	value: 'say',
	name: 'Say',
	action: 'Say something to the caller',
	description: 'The caller hears recordings, digits, numbers and dates; then the call goes on in a layer',
	fields: [
		pieces,
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: [
				{ name: 'Arabic', value: 'AR' },
				{ name: 'English', value: 'EN' },
				{ name: 'Hebrew', value: 'HE' },
				{ name: 'Russian', value: 'RU' },
			] satisfies { name: string; value: Say['language'] }[],
			default: 'HE',
			description: 'The language in which digits, numbers and dates are read out',
		},
		{ ...layerField('Next Layer', 'nextLayer', 'Where the call goes on afterwards'), required: true },
		answerOptions(
			layerField(
				'Layer If That Fails',
				'layerIfFailed',
				'Where the call goes on when something cannot be said',
			),
		),
	],

	async build({ field, timeZone }) {
		const { buildSay } = await import('../../platform/inbound/answers/build');
		return buildSay({
			...givenOptions(field),
			pieces: field<{ values?: Piece[] }>('pieces', {}).values ?? [],
			language: field('language'),
			nextLayer: field('nextLayer'),
			timeZone,
		});
	},
};
