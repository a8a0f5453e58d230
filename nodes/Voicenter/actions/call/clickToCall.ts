import type { INodeProperties } from 'n8n-workflow';

import type { placeCall as PlaceCall } from '../../../platform/services/click2call';
import { countryField, extensionField, namesAndValues, optionsField, requestsAtATimeField } from '../fields';
import type { Operation, OperationCall } from '../operation';

type CallRequest = Parameters<typeof PlaceCall>[1];
type FirstLegKind = CallRequest['first']['kind'];
interface NameAndValue {
	name: string;
	value: string;
}

const firstLegFields: INodeProperties[] = [
	{
		displayName: 'Ring First',
		name: 'ringFirst',
		type: 'options',
		options: [
			{ name: 'Extension', value: 'extension', description: 'An agent’s extension in this account' },
			{ name: 'Login Code', value: 'loginCode', description: 'The extension that an agent has logged in to' },
			{ name: 'Phone Number', value: 'phoneNumber', description: 'Any phone, such as an agent’s mobile' },
			{
				name: 'SIP Trunk',
				value: 'sipTrunk',
				description: 'The phone system that is connected to the account’s SIP trunk',
			},
		] satisfies { name: string; value: FirstLegKind; description: string }[],
		default: 'extension',
		description: 'Who is called first: the agent. The customer is called when the agent has answered.',
	},
	{
		...extensionField,
		displayOptions: { show: { ringFirst: ['extension'] } },
		description: 'The agent’s extension, which rings first',
	},
	{
		displayName: 'Agent’s Phone',
		name: 'phone',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 050-123-4567',
		displayOptions: { show: { ringFirst: ['phoneNumber'] } },
		description: 'The phone that rings first. Written in any usual way, with or without a country code.',
	},
	{
		displayName: 'Login Code',
		name: 'loginCode',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { ringFirst: ['loginCode'] } },
		description: 'The agent’s login code from Voicenter’s back office',
	},
	{
		displayName: 'Then Call',
		name: 'target',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 050-123-4567',
		description: 'The customer: a phone number written in any usual way, or the SIP code of an extension',
	},
];

const options = optionsField(
	{
		displayName: 'Agent Ring Time (Seconds)',
		name: 'agentRingTime',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'How long the agent’s phone may ring before the call is given up',
	},
	{
		displayName: 'Answer Format',
		name: 'answerFormat',
		type: 'options',
		options: [
			{ name: 'JSON', value: 'JSON' },
			{ name: 'XML', value: 'XML' },
		],
		default: 'JSON',
		description:
			'The format in which Voicenter answers this node. Both give the same result; change it only when Voicenter’s support asks.',
	},
	{
		displayName: 'Auto-Answer for Agent',
		name: 'agentAutoAnswer',
		type: 'boolean',
		default: true,
		description: 'Whether the agent’s phone picks up by itself. For Voicenter extensions only.',
	},
	{
		displayName: 'Auto-Answer for Customer',
		name: 'targetAutoAnswer',
		type: 'boolean',
		default: true,
		description: 'Whether the called phone picks up by itself. For Voicenter extensions only.',
	},
	{
		displayName: 'Caller ID for Agent',
		name: 'agentCallerId',
		type: 'string',
		default: '',
		description: 'The number that the agent’s phone shows. Not every phone company passes it on.',
	},
	{
		displayName: 'Caller ID for Customer',
		name: 'targetCallerId',
		type: 'string',
		default: '',
		description: 'The number that the customer’s phone shows. Not every phone company passes it on.',
	},
	{
		displayName: 'Caller Name for Agent',
		name: 'agentCallerName',
		type: 'string',
		default: '',
		description: 'The name that the agent’s phone shows. Not every phone company passes it on.',
	},
	{
		displayName: 'Caller Name for Customer',
		name: 'targetCallerName',
		type: 'string',
		default: '',
		description: 'The name that the customer’s phone shows. Not every phone company passes it on.',
	},
	{
		displayName: 'Customer Ring Time (Seconds)',
		name: 'targetRingTime',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'How long the customer’s phone may ring before the call is given up',
	},
	countryField,
	{
		displayName: 'Ignore Do-Not-Call List',
		name: 'ignoreDoNotCall',
		type: 'options',
		options: [
			{ name: 'For Both', value: 'both' },
			{ name: 'For the Agent’s Phone', value: 'agent' },
			{ name: 'For the Customer’s Phone', value: 'target' },
		],
		default: 'target',
		description: 'Whose number may be called even if it is on the do-not-call list',
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{ name: 'Arabic', value: 'ar' },
			{ name: 'English', value: 'en' },
			{ name: 'Hebrew', value: 'he' },
			{ name: 'Russian', value: 'ru' },
		],
		default: 'he',
		description:
			'The language of Voicenter’s announcements in this call. Others as two letters, by expression.',
	},
	{
		displayName: 'Longest Call (Seconds)',
		name: 'maxCallDuration',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 7200,
		description: 'The call is ended after this time',
	},
	{
		displayName: 'Only If Agent Is Connected',
		name: 'onlyIfAgentConnected',
		type: 'boolean',
		default: true,
		description: 'Whether to refuse the call when the agent’s extension is not connected',
	},
	{
		displayName: 'Only If Customer Is Connected',
		name: 'onlyIfTargetConnected',
		type: 'boolean',
		default: true,
		description: 'Whether to refuse the call when the called extension is not connected',
	},
	{
		displayName: 'Record',
		name: 'record',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask Voicenter to record the call. Its documents do not agree on what happens without this option, nor do they say that the account’s own settings give way: check a first call.',
	},
	requestsAtATimeField,
);

const customData: INodeProperties = {
	...namesAndValues('Custom Data', 'customData'),
	placeholder: 'Add custom data',
	description:
		'Up to 10 values of your own, such as a customer number. They come back in events, screen pops and call records under the same names.',
};

const extraFields: INodeProperties = {
	...namesAndValues('Extra Request Fields', 'extraFields'),
	placeholder: 'Add request field',
	description:
		'Any other field of Voicenter’s Click2Call request, sent as it is: for what Voicenter adds later or agreed with you',
};

/** Voicenter answers before anybody has picked up. */
const WHAT_NEXT =
	'The phone rings now. To know how the call ended, add another Voicenter node behind this one: Call Log, Wait for Record, with the Call ID {{ $json.callId }}.';

/** Rings an agent, then connects them to a customer. */
export const clickToCall: Operation = {
	value: 'clickToCall',
	name: 'Click to Call',
	action: 'Call a customer from an agent’s phone',
	description:
		'Makes a real phone call, which costs money and cannot be undone. Rings the agent’s phone and, when the agent answers, calls the customer and connects the two.',
	fields: [...firstLegFields, customData, options, extraFields],

	async execute({ connection, field, tools }) {
		const { placeCall } = await import('../../../platform/services/click2call');
		const placed = await placeCall(connection, {
			...givenOptions(field('options', {})),
			first: firstLeg(field),
			target: field('target'),
			customData: field<{ fields?: NameAndValue[] }>('customData', {}).fields,
			extraFields: field<{ fields?: NameAndValue[] }>('extraFields', {}).fields,
		});
		tools.say(WHAT_NEXT);
		return placed;
	},
};

function firstLeg(field: OperationCall['field']): CallRequest['first'] {
	const kind = field<FirstLegKind>('ringFirst');
	switch (kind) {
		case 'extension':
			return { kind, extension: field('extension') };
		case 'phoneNumber':
			return { kind, phone: field('phone') };
		case 'loginCode':
			return { kind, loginCode: field('loginCode') };
		case 'sipTrunk':
			return { kind };
	}
}

/** An option that was added and left empty is no option. */
function givenOptions(chosen: Partial<CallRequest>): Partial<CallRequest> {
	return Object.fromEntries(Object.entries(chosen).filter(([, value]) => (value as string) !== ''));
}
