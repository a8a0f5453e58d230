/** Answers to External Layer, from our words to Voicenter's (voicenter-api.md §10). */
import { z } from 'zod/v4';

import { type CustomData, customDataField } from '../../request/customData';
import {
	countryField,
	dialableNumber,
	extensionField,
	optionalTextField,
	secondsField,
	textField,
	yesNoField,
} from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { present } from '../../vocabulary/absent';
import { withOwnNames } from '../../vocabulary/customData';
import { type dialAnswer, type goToLayerAnswer, LAYER_FALLBACK } from './externalLayer';
import { layerField } from './inputs';

/** Every sample of an answer has plain names (voicenter-api.md §10), where requests mark them. */
const callersData = customDataField.transform((data) => withOwnNames(data) as CustomData | undefined);

const goToLayerInput = z.object({
	layer: layerField,
	callerName: optionalTextField,
	customData: callersData,
});

/** Where a call is to go on, and what is to be stored with it. */
export type GoToLayer = z.input<typeof goToLayerInput>;

/**
 * The call goes on in another layer.
 *
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildGoToLayer(input: GoToLayer): z.input<typeof goToLayerAnswer> {
	const { layer, callerName, customData } = checkInput(goToLayerInput, input);
	return present({
		STATUS: 0 as const,
		ACTION: 'GO_TO_LAYER' as const,
		LAYER: layer,
		CALLER_NAME: callerName,
		CUSTOM_DATA: customData,
	});
}

const target = z.discriminatedUnion(
	'kind',
	[
		z.object({ kind: z.literal('extension'), extension: extensionField }),
		z.object({ kind: z.literal('phone'), phone: textField }),
	],
	{ error: 'Choose an extension or a phone number' },
);

const TARGETS = { error: 'Give at least one extension or phone number to call' };

const dialInput = z
	.object({
		targets: z.array(target, TARGETS).min(1, TARGETS),
		callerId: textField,
		callerName: optionalTextField,
		maxCallDuration: secondsField,
		maxDialDuration: secondsField.optional(),
		record: yesNoField.default(false),
		layerIfFailed: layerField,
		customData: callersData,
		country: countryField,
	})
	.transform(({ targets, callerId, country, ...input }, context) => {
		const at =
			(...path: (string | number)[]) =>
			(message: string) =>
				context.addIssue({ code: 'custom', path, message });
		return {
			...input,
			callerId: dialableNumber(callerId, country, at('callerId')),
			targets: targets.map((entry, index) =>
				entry.kind === 'extension'
					? { TYPE: 'EXTENSION' as const, TARGET: entry.extension }
					: {
							TYPE: 'PHONE' as const,
							TARGET: dialableNumber(entry.phone, country, at('targets', index, 'phone')),
						},
			),
		};
	});

/** Whom a call is connected to, how, and where it goes when that fails. */
export type Dial = z.input<typeof dialInput>;

/**
 * The call is connected to a phone or an extension.
 *
 * @param input times in seconds; `record` is no unless it says yes; numbers without a country code are read as numbers of
 *   `country`
 * @throws InvalidInputError with the field that is wrong and what would be right
 */
export function buildDial(input: Dial): z.input<typeof dialAnswer> {
	const checked = checkInput(dialInput, input);
	return present({
		STATUS: 0 as const,
		ACTION: 'DIAL' as const,
		CALLER_ID: checked.callerId,
		CALLER_NAME: checked.callerName,
		MAX_CALL_DURATION: checked.maxCallDuration,
		MAX_DIAL_DURATION: checked.maxDialDuration,
		NEXT_VO_ID: checked.layerIfFailed,
		RECORDING: checked.record ? ('yes' as const) : ('no' as const),
		TARGETS: checked.targets,
		CUSTOM_DATA: checked.customData,
	});
}

/** "I cannot say": the call goes where the layer's own settings send it. */
export function buildFail(): typeof LAYER_FALLBACK {
	return { ...LAYER_FALLBACK };
}
