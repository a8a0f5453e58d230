import type { INodeProperties } from 'n8n-workflow';

import { severalField } from '../support/pickers/severalField';

/** Which calls and agents the events must be about. */
export const filterField: INodeProperties = {
	displayName: 'Only Events That Match',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description:
		'An event of a call must match every filter that is added here; a change of an agent’s status, only the filters for agents and extensions; a long queue, only that for queues. Lists, whether anybody is free, and events about the connection, are not filtered.',
	options: [
		severalField(
			'agents',
			'Events of any of these agents. A finished call matches if any of them took part, even if the call only rang there',
		),
		severalField(
			'dids',
			'Calls to any of these numbers of yours. While a caller waits in a queue, Voicenter does not say which number was called: it is known once the call rings on an extension',
		),
		severalField('campaigns', 'Calls of any of these campaigns of the dialer'),
		{
			displayName: 'Causes',
			name: 'causes',
			type: 'multiOptions',
			options: [
				{
					name: 'Answered Elsewhere',
					value: 'Answered elsewhere',
					description: 'The call rang on several phones and another one answered',
				},
				{ name: 'Busy', value: 'User busy' },
				{
					name: 'No Answer',
					value: 'User alerting, no answer',
					description: 'The phone rang, and nobody answered',
				},
				{
					name: 'No Response',
					value: 'No user responding',
					description: 'The phone could not be reached: it may be switched off',
				},
				{
					name: 'No Such Number',
					value: 'Unallocated (unassigned) number',
					description: 'Nobody has the number that was called',
				},
				{
					name: 'Normal Hang-Up',
					value: 'Normal hangup',
					description: 'The call ended, or stopped ringing. It need not have been answered.',
				},
				{
					name: 'Rejected',
					value: 'Call Rejected',
					description: 'The agent rejected the first leg of a click to call, or it failed',
				},
				{ name: 'Unknown', value: 'Unknown', description: 'Voicenter does not know why' },
			],
			default: ['Normal hangup'],
			description:
				'Hang-ups and finished calls with any of these causes. Other events pass, and so do calls that ended while the connection was down: their cause is not known.',
		},
		{
			displayName: 'Directions',
			name: 'directions',
			type: 'multiOptions',
			options: [
				{ name: 'Click to Call', value: 'click2call' },
				{ name: 'Dialer', value: 'dialer', description: 'Calls of a campaign, whichever way they go' },
				{ name: 'Incoming', value: 'incoming' },
				{ name: 'Internal', value: 'internal', description: 'From one extension to another' },
				{ name: 'Listening In', value: 'spy', description: 'A supervisor listens to another call' },
				{ name: 'Outgoing', value: 'outgoing' },
			],
			default: ['incoming'],
			description: 'Calls of any of these directions',
		},
		severalField(
			'extensions',
			'Events of any of these extensions. A finished call matches if any of them took part, even if the call only rang there',
		),
		{
			displayName: 'Legs',
			name: 'legs',
			type: 'multiOptions',
			options: [
				{ name: 'Agent’s (1)', value: 1 },
				{ name: 'Customer’s (2)', value: 2 },
			],
			default: [2],
			description:
				'For calls that consist of two legs (click to call, dialer): events of these legs only. Other calls pass.',
		},
		{
			displayName: 'Queue Fills Up To',
			name: 'queueFillsTo',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000 },
			default: 5,
			description:
				'For the event Caller Joined a Queue: only when this many callers wait there, and then not again before the queue has emptied to half',
		},
		severalField('queues', 'Calls through any of these queues'),
		{
			displayName: 'Reasons',
			name: 'reasons',
			type: 'string',
			default: '',
			placeholder: 'e.g. NEWCALL, ANSWER',
			description:
				'Events with any of these reasons, in Voicenter’s own words, separated by commas. Events without a reason pass.',
		},
	],
};
