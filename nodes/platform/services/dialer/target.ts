/** A dialer target as people give it, and as Voicenter wants it (voicenter-api.md §7). */
import { z } from 'zod/v4';

import { DEFAULT_TIME_ZONE } from '../../vocabulary/times';
import { countryField, dialableNumber, optionalTextField, textField, yesNoField } from '../fields';
import { checkInput } from '../serviceOperation';
import { callTime } from './callTime';
import { campaignField } from './method';

/** What a person left empty is absent; an expression that finds nothing gives null or undefined. */
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value);

const PRIORITY = { error: 'Give a whole number; the higher, the sooner' };

/** Names that a person may not give as extra fields: they are fields of their own, or the credential's. */
const OWN_FIELDS = new Set(['code', 'campaign', 'target', 'customdata']);

const nameField = textField.refine((name) => name !== '', { error: 'Every field needs a name' });

const customValue = z.union([z.string(), z.number(), z.boolean()], {
	error: 'Custom data is flat: a value may be a text, a number, true or false, but no list and no object',
});

/** One target, in our words. Times without a zone are meant in `timeZone`. */
const targetInput = z
	.object({
		campaign: campaignField,
		phone: textField,
		country: countryField,
		customerName: optionalTextField,
		callerId: optionalTextField,
		priority: z.preprocess(blank, z.coerce.number(PRIORITY).int(PRIORITY).optional()).optional(),
		callAt: z.unknown().transform(blank).optional(),
		timeZone: z.string().default(DEFAULT_TIME_ZONE),
		ignoreDoNotCall: yesNoField.optional(),
		customData: z
			.array(z.object({ name: nameField, value: z.preprocess(blank, customValue.optional()).optional() }))
			.default([]),
		extraFields: z.array(z.object({ name: nameField, value: textField })).default([]),
	})
	.transform((input, context) => {
		const at = (field: string) => (message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (hasTwins(input.customData)) at('customData')('Two custom data fields have the same name');
		const own = input.extraFields.find(({ name }) => OWN_FIELDS.has(name.toLowerCase()));
		if (own)
			at('extraFields')(`"${own.name}" has a field or a credential of its own and cannot be an extra field`);
		const callAt =
			input.callAt === undefined ? undefined : callTime(input.callAt, input.timeZone, at('callAt'));
		return {
			...input,
			phone: dialableNumber(input.phone, input.country, at('phone')),
			callerId: input.callerId && dialableNumber(input.callerId, input.country, at('callerId')),
			callAt,
		};
	});

/** One target, as a caller gives it. */
export type TargetInput = z.input<typeof targetInput>;

/** One target, checked: as Voicenter wants it, and when it will be called. */
export interface Target {
	/** In Voicenter's words, without the account's code. */
	wire: Record<string, unknown> & { Campaign: string; Target: string };
	/** ISO 8601, UTC; absent: as soon as possible. */
	callAt?: string;
}

/**
 * Checks a target and writes it in Voicenter's words.
 *
 * @throws InvalidInputError with the field that is wrong
 */
export function readTarget(input: TargetInput): Target {
	const { callAt, customData, extraFields, ...target } = checkInput(targetInput, input);
	const given = customData.filter(({ value }) => value !== undefined);
	const wire = {
		Campaign: target.campaign,
		Target: target.phone,
		CustomerName: target.customerName,
		CallerID: target.callerId,
		Priority: target.priority,
		// An epoch is the same moment everywhere; with "true" it would be read as the account's wall clock, whose time
		// zone may not be the workflow's. So "tomorrow 15:00" in the workflow's zone rings at that moment.
		OriginateTime: callAt && Math.floor(callAt.toSeconds()),
		IsDateLocal: callAt && 'false',
		IgnoreDncStatus: target.ignoreDoNotCall ? 'true' : undefined,
		CustomData:
			given.length > 0 ? Object.fromEntries(given.map(({ name, value }) => [name, value])) : undefined,
	};
	for (const { name, value } of extraFields) Object.assign(wire, { [name]: value });
	return { wire, ...(callAt && { callAt: callAt.toUTC().toISO() }) };
}

/** What came of a target, in our words. */
export function describeTarget<Outcome extends string>(
	{ wire, callAt }: Target,
	result: Outcome,
): { campaign: string; phone: string; callAt?: string; result: Outcome } {
	return { campaign: wire.Campaign, phone: wire.Target, ...(callAt !== undefined && { callAt }), result };
}

function hasTwins(fields: readonly { name: string }[]): boolean {
	return fields.length > 1 && new Set(fields.map(({ name }) => name)).size < fields.length;
}
