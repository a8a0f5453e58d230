import type { INodeProperties } from 'n8n-workflow';

import { CALL_TYPES } from '../platform/vocabulary/callTypes';
import type { OutcomeName } from '../platform/vocabulary/outcome';
import { severalField } from './pickers/severalField';

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

/** What kinds of calls there are. */
export const callTypesField: INodeProperties = {
	displayName: 'Call Types',
	name: 'callTypes',
	type: 'multiOptions',
	options: CALL_TYPES.map(({ id, label }) => ({ name: label, value: id })).sort((a, b) =>
		a.name.localeCompare(b.name),
	),
	default: [],
	description: 'Any of these types',
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
		severalField('agents', 'Calls that any of these agents had'),
		callTypesField,
		severalField('dids', 'Calls to any of these numbers of yours'),
		severalField('campaigns', 'Calls of any of these campaigns of the dialer'),
		severalField('extensions', 'Calls of any of these extensions'),
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
		severalField('queues', 'Calls through any of these queues'),
	],
};

/** The same, where the outcome is asked for elsewhere. */
export const withoutOutcome: INodeProperties = {
	...callFilterField,
	options: (callFilterField.options as INodeProperties[]).filter((field) => field !== outcomeField),
};
