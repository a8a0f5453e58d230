import * as n8nWorkflow from 'n8n-workflow';
import {
	type IHookFunctions,
	type INodeParameters,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';

import { allowedAddressesField, checkAccess } from '../support/access';

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
export const DEFAULTS = { answerWithin: 8, ignoreRepeats: 24, joinLegs: false, otherLegWait: 5 };

export const acknowledgeField: INodeProperties = {
	displayName: 'Acknowledge',
	name: 'acknowledge',
	type: 'options',
	options: [
		{
			name: 'Immediately',
			value: 'immediately',
			description:
				'As soon as n8n has stored the execution; n8n 1 answers in the moment before it. What becomes of the execution is n8n’s business: in queue mode it forgets the record of one whose worker dies.',
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
		{
			displayName: 'Account Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Asia/Jerusalem',
			placeholder: 'e.g. Asia/Jerusalem',
			description:
				'The time zone that the Voicenter account is set to. Records carry the account’s local time; this node gives it in UTC.',
		},
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
		{
			displayName: 'Default Country',
			name: 'country',
			type: 'string',
			default: 'IL',
			placeholder: 'e.g. IL',
			description: 'The country, as two letters, of phone numbers that come without a country code',
		},
		{
			displayName: 'Ignore Repeats For (Hours)',
			name: 'ignoreRepeats',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 168 },
			default: 24,
			description:
				'How long a record is remembered: when Voicenter sends it again, it is acknowledged and starts nothing. 0 lets repeats through. The last 20,000 records are remembered in the workflow’s static data, also while n8n restarts; with “After the Workflow Has Succeeded”, a restart forgets those since the last record that started nothing. Several n8n processes that receive webhooks tell each other through it, but not quickly enough for repeats that arrive in two of them at the same moment.',
		},
		{
			displayName: 'Join Legs',
			name: 'joinLegs',
			type: 'boolean',
			default: false,
			description:
				'Whether to make one item of the two records that click-to-call and dialer calls leave, one a leg. Voicenter gets its acknowledgement when both have come, so that none is lost. Works within one n8n process that receives webhooks.',
		},
		{
			displayName: 'Other Leg Within (Seconds)',
			name: 'otherLegWait',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 5,
			displayOptions: { show: { joinLegs: [true] } },
			description:
				'How long a leg waits for the other one. Then it starts the workflow alone, and so does the other one when it comes.',
		},
	],
};

/**
 * Runs when the workflow is activated: a time zone or country that is none would spoil every record in silence.
 *
 * @throws NodeOperationError that says what is wrong, which n8n shows instead of activating
 */
export async function checkSettings(this: IHookFunctions): Promise<void> {
	const { isTimeZone } = await import('../platform/vocabulary/times');
	const { isCountry } = await import('../platform/vocabulary/phones');
	const { timeZone, country, allowedAddresses } = this.getNodeParameter('settings', {}) as Settings;
	if (timeZone !== undefined && !isTimeZone(timeZone)) {
		throw new NodeOperationError(
			this.getNode(),
			`Account Time Zone: "${timeZone}" is not a time zone. Right would be Asia/Jerusalem or Europe/London.`,
		);
	}
	if (country !== undefined && !isCountry(country.toUpperCase())) {
		throw new NodeOperationError(
			this.getNode(),
			`Default Country: "${country}" is not a country. Give its two letters, such as IL, US or GB.`,
		);
	}
	await checkAccess(this, allowedAddresses);
}
