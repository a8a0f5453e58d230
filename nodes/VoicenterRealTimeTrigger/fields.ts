import type { INodeProperties } from 'n8n-workflow';

import { includeRawField, optionsField } from '../support/commonFields';
import { incomingCountryField } from '../support/region';
import { conditionFields } from './conditionFields';
import { eventsField } from './eventFields';
import { filterField } from './filterField';

/** The node's fields, in the order in which the editor shows them. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Needs a <b>Real-Time Login</b> in the credential. With a user login you see that user’s extensions only, and no queues.',
		name: 'loginNotice',
		type: 'notice',
		default: '',
	},
	eventsField,
	...conditionFields,
	filterField,
	{
		displayName: 'Start the Workflow',
		name: 'delivery',
		type: 'options',
		options: [
			{ name: 'For Each Event', value: 'each', description: 'Every event starts an execution of its own' },
			{
				name: 'For Several Events at a Time',
				value: 'batches',
				description: 'Events are collected: for wallboards, and to store many of them',
			},
		],
		default: 'each',
		description: 'How many events one execution gets',
	},
	{
		displayName: 'Most Events at a Time',
		name: 'batchEvents',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 5000 },
		displayOptions: { show: { delivery: ['batches'] } },
		default: 100,
		description: 'The most events that one execution gets. It starts at once when this many are waiting.',
	},
	{
		displayName: 'Longest Wait (Milliseconds)',
		name: 'batchMilliseconds',
		type: 'number',
		typeOptions: { minValue: 10, maxValue: 600000 },
		displayOptions: { show: { delivery: ['batches'] } },
		default: 1000,
		description: 'How long the first event of a batch may wait for others',
	},
	{
		displayName: 'Test With',
		name: 'testWith',
		type: 'options',
		options: [
			{
				name: 'A Live Event',
				value: 'live',
				description: 'Execute Step waits for the next event that matches',
			},
			{
				name: 'Samples',
				value: 'samples',
				description: 'Execute Step gives a sample of each chosen event at once, without a connection',
			},
		],
		default: 'live',
		description: 'What Execute Step gives in the editor. It changes nothing for the active workflow.',
	},
	optionsField(
		incomingCountryField,
		{
			displayName: 'Call Rings and Call Answered',
			name: 'ringsAndAnswers',
			type: 'options',
			options: [
				{
					name: 'Once per Call',
					value: 'perCall',
					description: 'However many phones it rings on. Of a click to call, the customer’s answer counts.',
				},
				{
					name: 'Once per Phone',
					value: 'perPhone',
					description: 'For each phone that rings or answers, each time that it does',
				},
			],
			default: 'perCall',
			description: 'How often these two events start the workflow',
		},
		{
			...includeRawField,
			description: `${includeRawField.description}. The event “Other” always has it.`,
		},
		{
			displayName: 'Recover Missed Calls',
			name: 'recoverMissedCalls',
			type: 'boolean',
			default: true,
			description:
				'Whether to ask the Call Log, after the connection was lost or n8n was restarted, for callers who gave up and calls that ended in the meantime. It needs the account code and this server’s address on the list of allowed addresses, and takes some minutes.',
		},
		{
			displayName: 'Repeat Lists Every (Minutes)',
			name: 'repeatListsMinutes',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1440 },
			default: 5,
			description:
				'How often to ask Voicenter for the lists that are among the chosen events. Without this they come when a connection begins and after a change. Workflows with the same credential share a connection: each gets the lists that another one asks for.',
		},
	),
];
