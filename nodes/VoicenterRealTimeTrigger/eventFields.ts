import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { RealTimeEventName } from '../platform/realtime/events';

type EventOption = INodePropertyOptions & { value: RealTimeEventName };

/** Every kind of event, in plain words. */
const EVENTS: EventOption[] = [
	{
		name: 'Agent Status Changed',
		value: 'agentStatus',
		description: 'An agent logged in or out, went to lunch, came back',
	},
	{
		name: 'Agent Too Long in a Status',
		value: 'agentTooLongInStatus',
		description: 'An agent has been in one of the chosen statuses for too many minutes',
	},
	{
		name: 'Call Answered',
		value: 'answered',
		description: 'An extension answered a call, or the person whom it called answered',
	},
	{
		name: 'Call Finished',
		value: 'callFinished',
		description:
			'Once for each call, five seconds to half a minute after its end, with a summary: where it rang, who answered, how long the caller waited, the talk lasted and the call was on hold',
	},
	{
		name: 'Call Hung Up',
		value: 'hangUp',
		description: 'The call is over for an extension. A call that rang on ten phones ends on each of them.',
	},
	{
		name: 'Call Is Too Long',
		value: 'callIsTooLong',
		description: 'They have talked for too many minutes',
	},
	{ name: 'Call Put on Hold', value: 'hold' },
	{
		name: 'Call Rings',
		value: 'newCall',
		description: 'A new call rings on an extension, or an extension dials',
	},
	{ name: 'Call Taken Back From Hold', value: 'unhold' },
	{
		name: 'Caller Gave Up Waiting',
		value: 'queueAbandoned',
		description: 'A caller left a queue without being answered, or had waited too long',
	},
	{
		name: 'Caller Joined a Queue',
		value: 'queueJoin',
		description: 'A caller begins to wait. Needs a real-time login by token or account.',
	},
	{
		name: 'Caller Left a Queue',
		value: 'queueExit',
		description: 'An agent took a caller who waited. Says who, where Voicenter does.',
	},
	{
		name: 'Caller Waits Too Long',
		value: 'callerWaitsTooLong',
		description: 'A caller has waited in a queue for too many seconds. Needs a login by token or account.',
	},
	{
		name: 'Connection Lost',
		value: 'connectionLost',
		description: 'Events are missed from now on, until the connection is recovered',
	},
	{
		name: 'Connection Made',
		value: 'connectionConnected',
		description: 'Connected to Voicenter for the first time',
	},
	{
		name: 'Connection Recovered',
		value: 'connectionRecovered',
		description: 'Connected to Voicenter again. Says since when no events were received.',
	},
	{
		name: 'Connection Waiting',
		value: 'connectionWaiting',
		description: 'Voicenter cannot be reached at the moment. The node keeps trying.',
	},
	{
		name: 'Dialer Event',
		value: 'dialerEvent',
		description: 'Something happened in a campaign of the dialer',
	},
	{
		name: 'Events Dropped',
		value: 'eventsDropped',
		description: 'The workflow could not keep up. Says how many events were dropped.',
	},
	{
		name: 'List of Dialers',
		value: 'dialersSnapshot',
		description: 'The state of all campaigns, at the beginning of a connection and after a change',
	},
	{ name: 'List of Dialers Changed', value: 'dialersUpdated' },
	{
		name: 'List of Extensions',
		value: 'extensionsSnapshot',
		description:
			'All extensions with their agents and calls, at the beginning of a connection and after a change',
	},
	{ name: 'List of Extensions Changed', value: 'extensionsUpdated' },
	{
		name: 'List of Queues',
		value: 'queuesSnapshot',
		description: 'All queues with those who wait, at the beginning of a connection and after a change',
	},
	{ name: 'List of Queues Changed', value: 'queuesUpdated' },
	{
		name: 'List of Users',
		value: 'usersSnapshot',
		description: 'At the beginning of a connection and after a change',
	},
	{
		name: 'Nobody Is Free',
		value: 'nobodyIsFree',
		description: 'None of the chosen extensions or agents is logged in and not on a call',
	},
	{
		name: 'Other',
		value: 'other',
		description: 'Whatever else Voicenter sends, as it comes',
	},
	{
		name: 'Queue Is Long',
		value: 'queueIsLong',
		description: 'So many callers wait in a queue, or more. Needs a login by token or account.',
	},
];

/** Which kinds of events start the workflow. */
export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: EVENTS,
	// What happens to calls, told as it happens.
	default: ['newCall', 'answered', 'hangUp', 'queueJoin', 'queueExit', 'queueAbandoned'],
	description: 'What starts the workflow',
};

/** What an event is called in the editor. */
export function eventName(event: RealTimeEventName): string {
	return EVENTS.find(({ value }) => value === event)?.name ?? event;
}
