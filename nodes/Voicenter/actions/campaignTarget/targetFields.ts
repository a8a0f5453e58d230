/** What can be said of a target, and how it is read: the same for adding one, many, and updating. */
import type { INodeProperties } from 'n8n-workflow';

import type { TargetInput } from '../../../platform/services/dialer/target';
import { countryField, namesAndValues } from '../fields';

/** Values of the user's own, which stay with the target. */
export const customDataField: INodeProperties = {
	...namesAndValues('Custom Data', 'customData'),
	placeholder: 'Add custom data',
	description:
		'Values of your own, such as a lead’s number. The agent sees them in the screen pop, and they come back in the call’s record.',
};

/** Whatever the node has no field for. */
export const extraFieldsField: INodeProperties = {
	...namesAndValues('Extra Request Fields', 'extraFields'),
	placeholder: 'Add request field',
	description:
		'Any other field of Voicenter’s dialer request, sent as it is: for what Voicenter adds later or agreed with you',
};

/** In alphabetical order, as n8n wants them. */
export const targetOptions: INodeProperties[] = [
	{
		displayName: 'Call At',
		name: 'callAt',
		type: 'dateTime',
		default: '',
		description:
			'When to call, in the workflow’s time zone. Without it, the number is called as soon as possible. The campaign must be running then.',
	},
	{
		displayName: 'Caller ID',
		name: 'callerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 072-277-6772',
		description: 'The number that the call shows. It must be one of your account’s numbers.',
	},
	{
		displayName: 'Customer Name',
		name: 'customerName',
		type: 'string',
		default: '',
		description: 'Who is called, for the agent to see',
	},
	countryField,
	{
		displayName: 'Ignore Do-Not-Call List',
		name: 'ignoreDoNotCall',
		type: 'boolean',
		default: true,
		description: 'Whether to call the number even if it is on the do-not-call list',
	},
	{
		displayName: 'Priority',
		name: 'priority',
		type: 'number',
		default: 1,
		description: 'The higher the number, the sooner this target is called',
	},
];

interface NamesAndValues {
	fields?: { name: string; value: string }[];
}

/**
 * Reads a target as the user described it. Every field is written out, here and wherever there is one object a target:
 * put together by spreading, each would bring a layout of its own (see plainObject).
 *
 * @param field gives a field's value for the item, or the fallback when it was left out
 * @param timeZone the workflow's, for times that name none
 */
export function targetFrom(
	field: <Value>(name: string, fallback?: Value) => Value,
	timeZone: string,
): TargetInput {
	const { callAt, callerId, country, customerName, ignoreDoNotCall, priority } = field<Partial<TargetInput>>(
		'options',
		{},
	);
	return {
		callAt,
		callerId,
		country,
		customerName,
		ignoreDoNotCall,
		priority,
		campaign: field('campaign'),
		phone: field('phone'),
		timeZone,
		customData: field<NamesAndValues>('customData', {}).fields,
		extraFields: field<NamesAndValues>('extraFields', {}).fields,
	};
}
