import { type IHookFunctions, type INodeProperties, NodeOperationError } from 'n8n-workflow';

import { includeRawField, settingsCollection } from '../commonFields';
import { allowedAddressesField } from './guard';
import { checkRegion, incomingCountryField } from '../region';

/** The settings of a trigger that must answer; each has some of them. */
export interface AskingSettings {
	/** Seconds. */
	deadline?: number;
	country?: string;
	allowedAddresses?: string;
	allowedOrigins?: string;
	timeZone?: string;
	oneExecutionPerCall?: boolean;
	includeRaw?: boolean;
}

/**
 * The settings that every asking trigger has.
 *
 * @param deadline in seconds: the standard one, and when Voicenter gives up
 * @param fallback what goes out at the deadline, in words
 * @param more the trigger's own
 */
export function askingSettings(
	{ standard, below }: { standard: number; below: number },
	fallback: string,
	more: INodeProperties[] = [],
): INodeProperties {
	return settingsCollection(
		allowedAddressesField,
		includeRawField,
		...more,
		{
			displayName: 'Answer Within (Seconds)',
			name: 'deadline',
			type: 'number',
			typeOptions: { minValue: 0.1, maxValue: below - 0.1, numberPrecision: 2 },
			default: standard,
			description: `When the workflow has not answered by then, ${fallback}, and the workflow goes on. Voicenter gives up after ${below} seconds, so leave some time for the way there.`,
		},
		incomingCountryField,
	);
}

/**
 * @param settings as they stand in the node
 * @param deadline in seconds, of the trigger's service
 * @throws NodeOperationError that says which setting is wrong
 */
export async function checkAskingSettings(
	context: IHookFunctions,
	{ country, deadline, timeZone }: AskingSettings,
	{ standard, below }: { standard: number; below: number },
): Promise<void> {
	await checkRegion(context.getNode(), { country, timeZone });
	if (deadline !== undefined && !(deadline > 0 && deadline < below)) {
		throw new NodeOperationError(
			context.getNode(),
			`Answer Within: ${deadline} is not a time above 0 and below ${below} seconds, after which Voicenter gives up. Right would be ${standard}.`,
		);
	}
}
