/** A dialer target as people give it, and as Voicenter wants it (voicenter-api.md §7). */
import { z } from 'zod/v4';

import { InvalidInputError } from '../../http/errors';
import { present } from '../../vocabulary/absent';
import { DEFAULT_TIME_ZONE } from '../../vocabulary/times';
import { blank, customDataField } from '../customData';
import { countryField, dialableNumber, optionalTextField, textField, yesNoField } from '../fields';
import { checkInput } from '../serviceOperation';
import { callTime } from './callTime';
import { campaignField } from './method';

const PRIORITY = { error: 'Give a whole number; the higher, the sooner' };

/** Names that a person may not give as extra fields: they are fields of their own, or the credential's. */
const OWN_FIELDS = new Set(['code', 'campaign', 'target', 'customdata']);

const nameField = textField.refine((name) => name !== '', { error: 'Every field needs a name' });

/** What is said of a target beside its number. Times without a zone are meant in `timeZone`. */
const detailsFields = {
	campaign: campaignField,
	country: countryField,
	customerName: optionalTextField,
	callerId: optionalTextField,
	priority: z.preprocess(blank, z.coerce.number(PRIORITY).int(PRIORITY).optional()).optional(),
	callAt: z.unknown().transform(blank).optional(),
	timeZone: z.string().default(DEFAULT_TIME_ZONE),
	ignoreDoNotCall: yesNoField.optional(),
	customData: customDataField,
	extraFields: z.array(z.object({ name: nameField, value: textField })).default([]),
};

const detailsInput = z.object(detailsFields).transform((input, context) => {
	const at = (field: string) => (message: string) =>
		context.addIssue({ code: 'custom', path: [field], message });
	const own = input.extraFields.find(({ name }) => OWN_FIELDS.has(name.toLowerCase()));
	if (own)
		at('extraFields')(`"${own.name}" has a field or a credential of its own and cannot be an extra field`);
	const callAt =
		input.callAt === undefined ? undefined : callTime(input.callAt, input.timeZone, at('callAt'));
	const callerId = input.callerId && dialableNumber(input.callerId, input.country, at('callerId'));
	return { ...input, callAt, callerId };
});

const phoneInput = z.object({ phone: textField });

/** One target, as a caller gives it. */
export type TargetInput = z.input<typeof detailsInput> & z.input<typeof phoneInput>;

type Said = z.input<typeof detailsInput>;

/** What was said of a target, checked. */
interface Details {
	said: Said;
	campaign: string;
	country: string;
	/** In Voicenter's words, without the account's code and the number. */
	wire: Record<string, unknown>;
	/** ISO 8601, UTC; absent: as soon as possible. */
	callAt: string | undefined;
}

/** One target, checked. */
export interface Target {
	/** As Voicenter dials it. */
	phone: string;
	details: Details;
}

/**
 * Checks a target.
 *
 * @param input what was given
 * @param previous the target before it in a list: often the same is said of all, and then it is checked once and kept
 *   once, which is most of the time and of the memory that a long list takes
 * @throws InvalidInputError with the field that is wrong
 */
export function readTarget(input: TargetInput, previous?: Target): Target {
	const details = previous && isSame(previous.details.said, input) ? previous.details : readDetails(input);
	const written = typeof input.phone === 'string' ? input.phone : checkInput(phoneInput, input).phone;
	const phone = dialableNumber(written, details.country, (message) => {
		throw new InvalidInputError('phone', message);
	});
	return { phone, details };
}

function readDetails(said: Said): Details {
	const { callAt, customData, extraFields, ...details } = checkInput(detailsInput, said);
	const wire = present({
		Campaign: details.campaign,
		CustomerName: details.customerName,
		CallerID: details.callerId,
		Priority: details.priority,
		// An epoch is the same moment everywhere; with "true" it would be read as the account's wall clock, whose time
		// zone may not be the workflow's. So "tomorrow 15:00" in the workflow's zone rings at that moment.
		OriginateTime: callAt && Math.floor(callAt.toSeconds()),
		IsDateLocal: callAt && 'false',
		IgnoreDncStatus: details.ignoreDoNotCall ? 'true' : undefined,
		CustomData: customData,
		...Object.fromEntries(extraFields.map(({ name, value }) => [name, value])),
	});
	const { campaign, country } = details;
	return { said, campaign, country, wire, callAt: callAt?.toUTC().toISO() };
}

/** A target in Voicenter's words, without the account's code. */
export function toWire({ phone, details }: Target): Record<string, unknown> {
	return { ...details.wire, Target: phone };
}

/** A target with no more than it takes to send it and to tell what came of it: a long list is kept like this. */
export interface PackedTarget {
	phone: string;
	details: PackedDetails;
}

interface PackedDetails extends Pick<Details, 'campaign' | 'callAt'> {
	/** What is said of it in Voicenter's words, as JSON. */
	json: string;
}

/**
 * Packs targets one after the other; those of which the same is said share it.
 *
 * @returns a function that packs one
 */
export function targetPacker(): (target: Target) => PackedTarget {
	let last: { details: Details; packed: PackedDetails } | undefined;
	return ({ phone, details }) => {
		if (last?.details !== details) {
			const { campaign, callAt, wire } = details;
			last = { details, packed: { campaign, callAt, json: JSON.stringify(wire) } };
		}
		return { phone, details: last.packed };
	};
}

/** As {@link toWire} with the account's code, as JSON. */
export function packedToJson({ phone, details }: PackedTarget, code: string): string {
	const own = JSON.stringify({ Code: code, Target: phone });
	return `${own.slice(0, -1)},${details.json.slice(1)}`;
}

/** What came of a target, in our words. */
export function describeTarget<Outcome extends string>(
	{ phone, details: { campaign, callAt } }: { phone: string; details: Pick<Details, 'campaign' | 'callAt'> },
	result: Outcome,
): { campaign: string; phone: string; callAt?: string; result: Outcome } {
	return { campaign, phone, ...(callAt !== undefined && { callAt }), result };
}

const DETAILS = Object.keys(detailsFields) as (keyof Said)[];

function isSame(one: Said, other: Said): boolean {
	return DETAILS.every((name) => one[name] === other[name]);
}
