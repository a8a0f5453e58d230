/** Fields that the operations of the Call Log share. */
import type { INodeProperties } from 'n8n-workflow';

/** The ID of one call. */
export const callIdField: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 202110101204550233243ghff3189e5c',
	description: 'The ID of the call, as Click to Call, call records and live events give it',
};

/** How far back one call is looked for; the service wants a time. */
export const lookBackDaysField: INodeProperties = {
	displayName: 'Days to Look Back',
	name: 'lookBackDays',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 365,
	description:
		'How many days ago the call may have been. Voicenter needs a time range even for a single call.',
};

/** Records in this package's words, or as they came. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What a record holds. */
export const outputFieldsField: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	options: [
		{ name: 'Agent', value: 'agent' },
		{ name: 'Call Type', value: 'callType', description: 'With the direction and the leg' },
		{ name: 'Called Number', value: 'target' },
		{ name: 'Caller', value: 'callerNumber' },
		{ name: 'Custom Data', value: 'customData' },
		{ name: 'Department', value: 'department' },
		{ name: 'Dialed Number (DID)', value: 'did', description: 'Your number that the caller dialed' },
		{ name: 'Duration', value: 'duration' },
		{ name: 'Extension', value: 'extension' },
		{ name: 'Menu Path (IVR)', value: 'ivrPath' },
		{
			name: 'Outcome',
			value: 'outcome',
			description: 'Answered, missed, abandoned, voicemail and the status',
		},
		{ name: 'Price', value: 'price' },
		{ name: 'Queue', value: 'queue' },
		{ name: 'Recording', value: 'recording', description: 'The address of the recording' },
		{ name: 'Ring Time', value: 'ringTime' },
		{ name: 'Target Country', value: 'targetCountry' },
		{ name: 'Times', value: 'times', description: 'When the call began, was answered and ended' },
		{ name: 'User', value: 'user' },
	],
	default: [],
	description: 'What to return of each call. Everything if none is chosen; the call ID always comes along.',
};
