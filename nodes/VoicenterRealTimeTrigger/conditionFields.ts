import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ConditionEventName } from '../platform/realtime/events';
import { AGENTS_AND_EXTENSIONS, severalField } from '../support/pickers/severalField';

function whenChosen(...events: ConditionEventName[]): IDisplayOptions {
	return { show: { events } };
}

/** What makes the conditions true that are among the chosen events. */
export const conditionFields: INodeProperties[] = [
	{
		displayName: 'Queue Is Long From (Callers)',
		name: 'queueIsLongFrom',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		displayOptions: whenChosen('queueIsLong'),
		default: 5,
		description:
			'How many callers must wait in a queue for Queue Is Long. Each queue counts for itself; choose queues under Only Events That Match.',
	},
	{
		displayName: 'Over When Down To (Callers)',
		name: 'queueIsOverAt',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 999 },
		displayOptions: whenChosen('queueIsLong'),
		default: 2,
		description:
			'The queue is long until so few callers wait there. Well below the number above, a queue that goes up and down by one caller does not start the workflow each time.',
	},
	{
		displayName: 'Caller May Wait (Seconds)',
		name: 'callerMayWaitSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 86400 },
		displayOptions: whenChosen('callerWaitsTooLong'),
		default: 60,
		description: 'A caller who has waited in one queue for so long waits too long',
	},
	severalField(
		'statuses',
		'For Agent Too Long in a Status. An agent who changes from one of them to another begins anew',
		{
			name: 'watchedStatuses',
			displayOptions: whenChosen('agentTooLongInStatus'),
			default: ['Lunch'],
		},
	),
	{
		displayName: 'Status May Last (Minutes)',
		name: 'statusMayLastMinutes',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 1440, numberPrecision: 1 },
		displayOptions: whenChosen('agentTooLongInStatus'),
		default: 45,
		description: 'An agent who has been in one of these statuses for so long is in it for too long',
	},
	severalField(
		'agents',
		'For Nobody Is Free: agents or extensions; everybody, when none is chosen. Free is who has the status Login and is not on a call; a phone that only rings is free',
		{
			displayName: 'Who Should Be Free',
			name: 'whoShouldBeFree',
			typeOptions: { loadOptionsMethod: AGENTS_AND_EXTENSIONS },
			displayOptions: whenChosen('nobodyIsFree'),
		},
	),
	{
		displayName: 'Call May Last (Minutes)',
		name: 'callMayLastMinutes',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 1440, numberPrecision: 1 },
		displayOptions: whenChosen('callIsTooLong'),
		default: 30,
		description: 'A call is too long when so much time has passed since it was answered',
	},
	{
		displayName: 'Only After (Seconds)',
		name: 'onlyAfterSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 86400 },
		displayOptions: whenChosen('queueIsLong', 'nobodyIsFree'),
		default: 0,
		description:
			'How long a queue must be long, or nobody must be free, without a break before the workflow starts',
	},
	{
		displayName: 'Tell Also When It Is Over',
		name: 'tellsOver',
		type: 'boolean',
		displayOptions: whenChosen(
			'queueIsLong',
			'callerWaitsTooLong',
			'agentTooLongInStatus',
			'nobodyIsFree',
			'callIsTooLong',
		),
		default: true,
		description:
			'Whether the workflow starts a second time when it is no longer so: with “isOver”, and with how long it lasted where that is known',
	},
];
