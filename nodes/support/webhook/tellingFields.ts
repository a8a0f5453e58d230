import * as n8nWorkflow from 'n8n-workflow';
import type { IHookFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';

import { includeRawField, settingsCollection } from '../commonFields';
import { checkNumber, type NumberField, numberIn } from '../numbers';
import { accountTimeZoneField, checkRegion, incomingCountryField, regionOf } from '../region';
import { allowedAddressesField, checkAccess } from './guard';

/** The settings of a trigger that is only told something; each has all of them. */
export interface TellingSettings {
	allowedAddresses?: string;
	/** Two letters; whose national numbers come in. */
	country?: string;
	/** The clock that the account goes by. */
	timeZone?: string;
	/** Seconds. */
	answerWithin?: number;
	/** Hours. */
	ignoreRepeats?: number;
	includeRaw?: boolean;
	/** What a message that was processed does when it comes again with more in it. */
	onUpdate?: 'ignore' | 'startAgain';
}

/** What counts where nothing is set: the defaults of the fields below. */
const TELLING_DEFAULTS = {
	allowedAddresses: '',
	...regionOf({}),
	answerWithin: 8,
	ignoreRepeats: 24,
	includeRaw: false,
	onUpdate: 'ignore',
} as const satisfies Required<TellingSettings>;

const ANSWER_WITHIN: NumberField = { label: 'Answer Within', least: 0.05, most: 60, example: 8 };
const IGNORE_REPEATS: NumberField = { label: 'Ignore Repeats For', least: 0, most: 168, example: 24 };

/** What counts of what the node's fields give, a trigger's own among them: an expression may give anything. */
export function readTellingSettings(given: TellingSettings): Required<TellingSettings> {
	return {
		...TELLING_DEFAULTS,
		...given,
		...regionOf(given),
		answerWithin: numberIn(ANSWER_WITHIN, given.answerWithin) ?? TELLING_DEFAULTS.answerWithin,
		ignoreRepeats: numberIn(IGNORE_REPEATS, given.ignoreRepeats) ?? TELLING_DEFAULTS.ignoreRepeats,
	};
}

/**
 * Runs when the workflow is activated: a time zone or country that is none would spoil every message in silence.
 *
 * @throws NodeOperationError that says which setting is wrong
 */
export async function checkTelling(context: IHookFunctions): Promise<void> {
	const settings = context.getNodeParameter('settings', {}) as TellingSettings;
	checkNumber(context.getNode(), ANSWER_WITHIN, settings.answerWithin);
	checkNumber(context.getNode(), IGNORE_REPEATS, settings.ignoreRepeats);
	await checkRegion(context.getNode(), settings);
	await checkAccess(context, settings.allowedAddresses);
}

/** When Voicenter is told that a message has arrived, by the name in saved workflows. */
export type Acknowledge = 'immediately' | 'afterSuccess';

/** @param what is told, such as "record" */
export const acknowledgeField = (what: string): INodeProperties => ({
	displayName: 'Acknowledge',
	name: 'acknowledge',
	type: 'options',
	options: [
		{
			name: 'Immediately',
			value: 'immediately',
			description: `As soon as n8n has saved the execution (n8n 1: a moment before). After that the ${what} is in n8n’s hands: in queue mode it is lost when the worker that handles it crashes.`,
		},
		{
			name: 'After the Workflow Has Succeeded',
			value: 'afterSuccess',
			description: `When the workflow fails, Voicenter is told so and sends the ${what} again`,
		},
	],
	default: 'immediately',
	description: `When Voicenter is told that a ${what} has arrived. Until then it sends the ${what} again and again. A workflow that pauses in a Wait node counts as succeeded when it pauses.`,
});

/** After the workflow's end n8n is to answer with nothing; when it has stored the execution, with what we say. */
const AFTER_SUCCESS = { responseMode: 'lastNode', responseData: 'noData' };
const IMMEDIATELY = { responseMode: 'onReceived', responseData: '' };

type ResponseField = keyof typeof AFTER_SUCCESS;

function responseField(field: ResponseField) {
	return {
		template: `={{ $parameter["acknowledge"] === "afterSuccess" ? "${AFTER_SUCCESS[field]}" : "${IMMEDIATELY[field]}" }}`,
		resolve: ({ acknowledge }: INodeParameters) =>
			(acknowledge === 'afterSuccess' ? AFTER_SUCCESS : IMMEDIATELY)[field],
	};
}

const FIELDS = { responseMode: responseField('responseMode'), responseData: responseField('responseData') };

/**
 * Whether n8n answers when the execution is stored or when the workflow has ended; to be put into the description of
 * the webhook. n8n evaluates the expressions with every request, for some milliseconds of processor time, unless it
 * knows functions that say the same; older ones do not ask for them.
 */
export const tellingResponse: Record<ResponseField, string> =
	'webhookDescriptionFields' in n8nWorkflow
		? n8nWorkflow.webhookDescriptionFields(FIELDS)
		: { responseMode: FIELDS.responseMode.template, responseData: FIELDS.responseData.template };

const inTitle = (what: string): string => `${what.slice(0, 1).toUpperCase()}${what.slice(1)}`;

/** How the field is called that says what a message does which comes again. */
export const onUpdateLabel = (what: string): string => `When a ${inTitle(what)} Comes Again With More`;

const onUpdateField = (what: string, later: string): INodeProperties => ({
	displayName: onUpdateLabel(what),
	name: 'onUpdate',
	type: 'options',
	options: [
		{
			name: 'Ignore',
			value: 'ignore',
			description: 'It is acknowledged and starts nothing; n8n’s log says so',
		},
		{
			name: 'Start Again, Marked as an Update',
			value: 'startAgain',
			description:
				'It starts the workflow once more, with “isUpdate” true in its item, and false in all others',
		},
	],
	default: 'ignore',
	description: `What a ${what} does that was handled before, is still remembered, and now has ${later} with it`,
});

/**
 * The settings that every telling trigger has.
 *
 * @param what is told, such as "record"
 * @param later what one may have with it when it comes again
 * @param more the trigger's own
 */
export function tellingSettings(what: string, later?: string, more: INodeProperties[] = []): INodeProperties {
	return settingsCollection(
		allowedAddressesField,
		includeRawField,
		{
			displayName: 'Answer Within (Seconds)',
			name: 'answerWithin',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 8,
			description: `How long Voicenter is kept waiting for an acknowledgement. When it takes longer, Voicenter is told to send the ${what} again; once the workflow has succeeded, that repeat is acknowledged and starts nothing.`,
		},
		{
			displayName: 'Ignore Repeats For (Hours)',
			name: 'ignoreRepeats',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 168 },
			default: 24,
			description: `How long a ${what} is remembered. When Voicenter sends it again in this time, it is acknowledged and starts nothing. 0 lets repeats through. The last 20,000 ${what}s are remembered. The last 10,000 of them are in the workflow’s static data: a restart of n8n does not forget them, nor does publishing the workflow again, and other n8n processes know them. With “After the Workflow Has Succeeded”, a restart may forget the newest. When several n8n processes receive webhooks, a repeat that reaches two of them at the same moment may start the workflow twice.`,
		},
		...(later === undefined ? [] : [onUpdateField(what, later)]),
		accountTimeZoneField(
			`The time zone that the Voicenter account is set to. ${inTitle(what)}s carry the account’s local time; this node gives it in UTC.`,
		),
		incomingCountryField,
		...more,
	);
}
