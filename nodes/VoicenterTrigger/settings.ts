import * as n8nWorkflow from 'n8n-workflow';
import type { IHookFunctions, INodeParameters, INodeProperties } from 'n8n-workflow';

import { allowedAddressesField, checkAccess } from '../support/webhook/access';
import { accountTimeZoneField, checkRegion, incomingCountryField } from '../support/region';

/** What the user set, by the names in saved workflows; each may be missing. */
export interface Settings {
	allowedAddresses?: string;
	answerWithin?: number;
	country?: string;
	ignoreRepeats?: number;
	joinLegs?: boolean;
	otherLegWait?: number;
	timeZone?: string;
}

/** When Voicenter is told that a record has arrived, by the name in saved workflows. */
export type Acknowledge = 'immediately' | 'afterSuccess';

/** What counts where nothing is set: the defaults of the fields below. */
export const DEFAULTS = { answerWithin: 8, ignoreRepeats: 24, joinLegs: false, otherLegWait: 30 };

export const acknowledgeField: INodeProperties = {
	displayName: 'Acknowledge',
	name: 'acknowledge',
	type: 'options',
	options: [
		{
			name: 'Immediately',
			value: 'immediately',
			description:
				'As soon as n8n has saved the execution (n8n 1: a moment before). After that the record is in n8n’s hands: in queue mode it is lost when the worker that handles it crashes.',
		},
		{
			name: 'After the Workflow Has Succeeded',
			value: 'afterSuccess',
			description: 'When the workflow fails, Voicenter is told so and sends the record again',
		},
	],
	default: 'immediately',
	description:
		'When Voicenter is told that a record has arrived. Until then it sends the record again and again. A workflow that pauses in a Wait node counts as succeeded when it pauses.',
};

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
 * Whether n8n answers when the execution is stored or when the workflow has ended. n8n evaluates the expressions
 * with every request, for some milliseconds of processor time, unless it knows functions that say the same; older
 * ones do not ask for them.
 */
export const response: Record<ResponseField, string> =
	'webhookDescriptionFields' in n8nWorkflow
		? n8nWorkflow.webhookDescriptionFields(FIELDS)
		: { responseMode: FIELDS.responseMode.template, responseData: FIELDS.responseData.template };

/** Everything that is right for most people as it is. */
export const settingsField: INodeProperties = {
	displayName: 'Settings',
	name: 'settings',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		accountTimeZoneField(
			'The time zone that the Voicenter account is set to. Records carry the account’s local time; this node gives it in UTC.',
		),
		allowedAddressesField,
		{
			displayName: 'Answer Within (Seconds)',
			name: 'answerWithin',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 8,
			description:
				'How long Voicenter is kept waiting for an acknowledgement. When it takes longer, Voicenter is told to send the record again; once the workflow has succeeded, that repeat is acknowledged and starts nothing.',
		},
		incomingCountryField,
		{
			displayName: 'Ignore Repeats For (Hours)',
			name: 'ignoreRepeats',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 168 },
			default: 24,
			description:
				'How long a record is remembered. When Voicenter sends it again in this time, it is acknowledged and starts nothing. 0 lets repeats through. The last 20,000 records are remembered, in the workflow’s static data, so a restart of n8n does not forget them; with “After the Workflow Has Succeeded” it may forget the newest. When several n8n processes receive webhooks, a repeat that reaches two of them at the same moment may start the workflow twice.',
		},
		{
			displayName: 'Join Legs',
			name: 'joinLegs',
			type: 'boolean',
			default: false,
			description:
				'Whether to join the two records of a click-to-call or dialer call, or of an attended transfer, one for each leg, into one item. Voicenter gets its acknowledgement when both have come, so that none is lost. Both must reach the same n8n process.',
		},
		{
			displayName: 'Other Leg Within (Seconds)',
			name: 'otherLegWait',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 30,
			displayOptions: { show: { joinLegs: [true] } },
			description:
				'How long the record of one leg waits for that of the other. After that, each starts the workflow alone, that much later. Make it longer than “Answer Within”, in case Voicenter sends the second record only when the first has been answered.',
		},
	],
};

/**
 * Runs when the workflow is activated: a time zone or country that is none would spoil every record in silence.
 *
 * @throws NodeOperationError that says what is wrong, which n8n shows instead of activating
 */
export async function checkSettings(this: IHookFunctions): Promise<void> {
	const { timeZone, country, allowedAddresses } = this.getNodeParameter('settings', {}) as Settings;
	await checkRegion(this.getNode(), { timeZone, country });
	await checkAccess(this, allowedAddresses);
}
