/** Fields that more than one answer has, written once. */
import type { INodeProperties } from 'n8n-workflow';

import { namesAndValues, optionsField } from '../../support/commonFields';
import type { AnswerCall } from './operation';

/** A layer of the IVR, by its number: the account has no list of its layers to pick from. */
export const layerField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 12',
	hint: 'Its number is in the settings of the IVR in Voicenter’s back office',
	description,
});

/** Values of the user's own, which stay with the call. */
export const customDataField: INodeProperties = {
	...namesAndValues('Custom Data', 'customData'),
	placeholder: 'Add custom data',
	description:
		'Values of your own, such as a customer number. They stay with the call: agents see them in the screen pop, and they come back in later requests and in the call’s record.',
};

/** The custom data that was filled in. */
export function customData(field: AnswerCall['field']): { name: string; value: string }[] | undefined {
	return field<{ fields?: { name: string; value: string }[] }>('customData', {}).fields;
}

/** The name that an agent's phone shows. */
export const callerNameField: INodeProperties = {
	displayName: 'Caller Name',
	name: 'callerName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Dana Levi',
	description: 'The name that the agent’s phone shows while it rings',
};

/** What the node passes on; `respond.ts` reads it. */
export const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'The items that came in, with the answer that was sent as “sentAnswer” in the first',
		},
		{
			name: 'The Answer',
			value: 'answer',
			description:
				'The answer as Voicenter gets it. For n8n’s own Webhook node, set to respond when the last node finishes.',
		},
	],
	default: 'items',
	description: 'What the node passes on',
};

/** What happens when nobody heard the answer; `respond.ts` reads it. */
export const lateField: INodeProperties = {
	displayName: 'On Late Answer',
	name: 'onLateAnswer',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'The execution shows as failed, with the reason at this node',
		},
		{
			name: 'Continue',
			value: 'continue',
			description: 'The workflow goes on, with “answeredInTime” false in the item when it was too late',
		},
	],
	default: 'fail',
	description:
		'What happens when the answer comes too late, or after another one: Voicenter has got something else then',
};

/**
 * The collection of what can be left out.
 *
 * @param options those of one answer; those of all are added
 */
export const answerOptions = (...options: INodeProperties[]): INodeProperties =>
	optionsField(...options, lateField, outputField);

const OF_ALL = new Set([lateField.name, outputField.name]);

/** An option of the answer's own that was added and not left empty. */
export function givenOptions(field: AnswerCall['field']): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(field<Record<string, unknown>>('options', {})).filter(
			([name, value]) => !OF_ALL.has(name) && value !== '',
		),
	);
}
