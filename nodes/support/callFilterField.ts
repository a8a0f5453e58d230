import type { INodeProperties } from 'n8n-workflow';

import { CALL_TYPES } from '../platform/vocabulary/callTypes';
import type { OutcomeName } from '../platform/vocabulary/outcome';

/** How a call may have ended. */
export const outcomeOptions: { name: string; value: OutcomeName; description: string }[] = [
	{
		name: 'Abandoned',
		value: 'abandoned',
		description: 'The caller waited in a queue and left before anybody answered',
	},
	{
		name: 'Answered',
		value: 'answered',
		description:
			'The call was answered. Voicenter’s own voicemail does not count; that of a customer’s phone does, since Voicenter cannot tell.',
	},
	{
		name: 'Missed',
		value: 'missed',
		description: 'A caller asked for somebody and got nobody: abandoned, busy, not answered, or voicemail',
	},
	{ name: 'Voicemail', value: 'voicemail', description: 'The caller reached Voicenter’s voicemail' },
];

/** How the calls ended. */
export const outcomeField: INodeProperties = {
	displayName: 'Outcome',
	name: 'outcomes',
	type: 'multiOptions',
	options: outcomeOptions,
	default: ['abandoned'],
	description: 'Any of these outcomes',
};

/** The filter of the triggers that receive call records. */
export const callFilterField: INodeProperties = {
	displayName: 'Only Calls That Match',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'A call must match every filter that is added here. Other calls start nothing.',
	options: [
		{
			displayName: 'Call Types',
			name: 'callTypes',
			type: 'multiOptions',
			options: CALL_TYPES.map(({ id, label }) => ({ name: label, value: id })).sort((a, b) =>
				a.name.localeCompare(b.name),
			),
			default: [],
			description: 'Any of these types',
		},
		{
			displayName: 'Called Numbers (DID)',
			name: 'dids',
			type: 'string',
			default: '',
			placeholder: 'e.g. 072-277-6772, 03-123-4567',
			description: 'Calls to any of your numbers given here, separated by commas',
		},
		{
			displayName: 'Campaigns',
			name: 'campaigns',
			type: 'string',
			default: '',
			placeholder: 'e.g. Spring Offer, 13571',
			description:
				'Calls of any of these dialer campaigns: IDs, codes or names, separated by commas; a name with a comma in quotes',
		},
		{
			displayName: 'Extensions',
			name: 'extensions',
			type: 'string',
			default: '',
			placeholder: 'e.g. SIPSIP1, SIPSIP2',
			description:
				'Calls of any of these extensions: SIP codes or names, separated by commas; a name with a comma in quotes',
		},
		{
			displayName: 'Minimum Duration (Seconds)',
			name: 'minDuration',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			description: 'Calls that were talked for at least this long',
		},
		{
			displayName: 'Minimum Wait (Seconds)',
			name: 'minWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10,
			description: 'Calls that waited in a queue for at least this long',
		},
		outcomeField,
		{
			displayName: 'Queues',
			name: 'queues',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sales Queue, 123456789',
			description:
				'Calls through any of these queues: names or IDs, separated by commas; a name with a comma in quotes',
		},
	],
};

/** The same, where the outcome is asked for elsewhere. */
export const withoutOutcome: INodeProperties = {
	...callFilterField,
	options: (callFilterField.options as INodeProperties[]).filter((field) => field !== outcomeField),
};
