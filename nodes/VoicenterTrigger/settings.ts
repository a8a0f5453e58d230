import type { IHookFunctions, INodeProperties } from 'n8n-workflow';

import { type CallFilter, namesIn } from '../support/callFilter';
import { checkNames } from '../support/filterNames';
import { checkNumber, type NumberField, numberIn } from '../support/numbers';
import { checkTelling, tellingSettings, type TellingSettings } from '../support/webhook/tellingFields';

/** What the user set, by the names in saved workflows; each may be missing. */
export interface Settings extends TellingSettings {
	joinLegs?: boolean;
	otherLegWait?: number;
}

/** What counts where nothing is set: the defaults of the fields below. */
export const DEFAULTS = { joinLegs: true, otherLegWait: 30 };

const OTHER_LEG: NumberField = { label: 'Other Leg Within', least: 0.05, most: 300, example: 30 };

/** How long the record of one leg waits for that of the other, in seconds. */
export function otherLegWaitOf({ otherLegWait }: Settings): number {
	return numberIn(OTHER_LEG, otherLegWait) ?? DEFAULTS.otherLegWait;
}

/** Everything that is right for most people as it is. */
export const settingsField: INodeProperties = tellingSettings(
	'record',
	'the recording, a transcript or a summary',
	[
		{
			displayName: 'Join Legs',
			name: 'joinLegs',
			type: 'boolean',
			default: true,
			description:
				'Whether to join the two records of a click-to-call or dialer call, or of an attended transfer, one for each leg, into one item, in which the customer’s leg counts where there is one. Voicenter gets its acknowledgement when both have come, so that none is lost. Both must reach the same n8n process.',
		},
		{
			displayName: 'Other Leg Within (Seconds)',
			name: 'otherLegWait',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 30,
			displayOptions: { hide: { joinLegs: [false] } },
			description:
				'How long the record of one leg waits for that of the other. After that, each starts the workflow alone, that much later. Make it longer than “Answer Within”, in case Voicenter sends the second record only when the first has been answered.',
		},
	],
);

/**
 * Runs when the workflow is activated: a queue that is none would keep every call out.
 *
 * @throws NodeOperationError that says what is wrong, which n8n shows instead of activating
 */
export async function checkFields(context: IHookFunctions): Promise<void> {
	const { otherLegWait } = context.getNodeParameter('settings', {}) as Settings;
	checkNumber(context.getNode(), OTHER_LEG, otherLegWait);
	await checkTelling(context);
	await checkNames(context, namesIn(context.getNodeParameter('filters', {}) as CallFilter));
}
