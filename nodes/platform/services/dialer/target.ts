/** A dialer target as people give it, and as Voicenter wants it (voicenter-api.md §7). */
import { z } from 'zod/v4';

import { InvalidInputError } from '../../http/errors';
import { present } from '../../vocabulary/absent';
import { plainObject } from '../../vocabulary/plainObject';
import { DEFAULT_TIME_ZONE } from '../../vocabulary/times';
import { blank, type CustomData, customDataField, readCustomData } from '../../request/customData';
import { countryField, dialableNumber, optionalTextField, textField, yesNoField } from '../../request/fields';
import { checkInput } from '../../request/serviceOperation';
import { callTime } from './callTime';
import { campaignField } from './method';

const PRIORITY = { error: 'Give a whole number; the higher, the sooner' };

/** Names that a person may not give as extra fields: they are fields of their own, or the credential's. */
const OWN_FIELDS = new Set(['code', 'campaign', 'target', 'customdata', 'async']);

const nameField = textField.refine((name) => name !== '', { error: 'Every field needs a name' });

/** What is usually said of all targets of a list alike. Times without a zone are meant in `timeZone`. */
const settingsFields = {
	campaign: campaignField,
	country: countryField,
	callerId: optionalTextField,
	priority: z.preprocess(blank, z.coerce.number(PRIORITY).int(PRIORITY).optional()).optional(),
	callAt: z.unknown().transform(blank).optional(),
	timeZone: z.string().default(DEFAULT_TIME_ZONE),
	ignoreDoNotCall: yesNoField.optional(),
	extraFields: z.array(z.object({ name: nameField, value: textField })).default([]),
};

const settingsInput = z.object(settingsFields).transform((input, context) => {
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

/** What is each target's own. */
const ownInput = z.object({ phone: textField, customerName: optionalTextField, customData: customDataField });

type SaidOfAll = z.input<typeof settingsInput>;
type SaidOfOne = z.input<typeof ownInput>;

/** One target, as a caller gives it. */
export type TargetInput = SaidOfAll & SaidOfOne;

/** What was said of targets alike, checked. */
interface Settings {
	said: SaidOfAll;
	campaign: string;
	country: string;
	/** In Voicenter's words, without the account's code. */
	wire: Record<string, unknown>;
	/** ISO 8601, UTC; absent: as soon as possible. */
	callAt: string | undefined;
}

/** One target, checked. A class, because there are many of them (see plainObject). */
export class Target {
	/** @param phone as Voicenter dials it */
	constructor(
		readonly phone: string,
		readonly customerName: string | undefined,
		readonly customData: CustomData | undefined,
		readonly settings: Settings,
	) {}
}

/**
 * Checks a target.
 *
 * @param input what was given
 * @param previous the target before it in a list: where the same is said of both, it is checked once and kept once,
 *   which is most of the time and of the memory that a long list takes
 * @throws InvalidInputError with the field that is wrong
 */
export function readTarget(input: TargetInput, previous?: Target): Target {
	const settings =
		previous && isSame(previous.settings.said, input) ? previous.settings : readSettings(input);
	const { phone: written, customerName, customData } = readOwn(input);
	const phone = dialableNumber(written, settings.country, wrong('phone'));
	return new Target(phone, customerName, customData, settings);
}

/** By hand where all is as usual: the garbage of a schema, 100,000 times, is more than all the targets together. */
function readOwn(input: SaidOfOne): z.output<typeof ownInput> {
	const { phone, customerName = '', customData = [] } = input;
	if (typeof phone !== 'string' || typeof customerName !== 'string' || !Array.isArray(customData)) {
		return checkInput(ownInput, input);
	}
	return {
		phone,
		customerName: customerName.trim() || undefined,
		customData: readCustomData(customData, (path, message) =>
			wrong(['customData', ...path].join('.'))(message),
		),
	};
}

function wrong(field: string): (message: string) => never {
	return (message) => {
		throw new InvalidInputError(field, message);
	};
}

function readSettings(input: SaidOfAll): Settings {
	const { callAt, extraFields, ...settings } = checkInput(settingsInput, input);
	const wire = present({
		Campaign: settings.campaign,
		CallerID: settings.callerId,
		Priority: settings.priority,
		// An epoch is the same moment everywhere; with "true" it would be read as the account's wall clock, whose time
		// zone may not be the workflow's. So "tomorrow 15:00" in the workflow's zone rings at that moment.
		OriginateTime: callAt && Math.floor(callAt.toSeconds()),
		IsDateLocal: callAt && 'false',
		IgnoreDncStatus: settings.ignoreDoNotCall ? 'true' : undefined,
		...Object.fromEntries(extraFields.map(({ name, value }) => [name, value])),
	});
	const { campaign, country } = settings;
	return { said: input, campaign, country, wire, callAt: callAt?.toUTC().toISO() };
}

/** A target in Voicenter's words, without the account's code. */
export function toWire({ settings, ...own }: Target): Record<string, unknown> {
	return { ...ownToWire(own), ...settings.wire };
}

function ownToWire({ phone, customerName, customData }: Omit<Target, 'settings'>): Record<string, unknown> {
	return { Target: phone, CustomerName: customerName, CustomData: customData };
}

/** A target with no more than it takes to send it and to tell what came of it: a long list is kept like this. */
export interface PackedTarget {
	phone: string;
	/** What is its own, in Voicenter's words, as JSON without its braces; absent when that is its number alone. */
	own: string | undefined;
	settings: PackedSettings;
}

interface PackedSettings extends Pick<Settings, 'campaign' | 'callAt'> {
	/** In Voicenter's words, as JSON without its braces. */
	json: string;
}

/**
 * Packs targets one after the other; those of which the same is said share it.
 *
 * @returns a function that packs one
 */
export function targetPacker(): (target: Target) => PackedTarget {
	let last: { settings: Settings; packed: PackedSettings } | undefined;
	return (target) => {
		const { phone, customerName, customData, settings } = target;
		if (last?.settings !== settings) {
			const { campaign, callAt, wire } = settings;
			last = { settings, packed: { campaign, callAt, json: unbraced(wire) } };
		}
		const more = customerName !== undefined || customData !== undefined;
		return { phone, own: more ? unbraced(ownToWire(target)) : undefined, settings: last.packed };
	};
}

/**
 * Makes JSON of packed targets: as {@link toWire}, each with what is said of all.
 *
 * @returns a list, as Voicenter takes it
 */
export function packedToJson(targets: readonly PackedTarget[], saidOfAll: object): string {
	const shared = unbraced(saidOfAll);
	const each = targets.map(
		({ phone, own, settings }) =>
			`{${shared},${own ?? `"Target":${JSON.stringify(phone)}`},${settings.json}}`,
	);
	return `[${each.join(',')}]`;
}

function unbraced(fields: object): string {
	return JSON.stringify(fields).slice(1, -1);
}

/** What came of a target, in our words. */
export function describeTarget<Outcome extends string>(
	{
		phone,
		settings: { campaign, callAt },
	}: Pick<Target, 'phone'> & { settings: Pick<Settings, 'campaign' | 'callAt'> },
	result: Outcome,
) {
	const described = plainObject() as { campaign: string; phone: string; callAt?: string; result: Outcome };
	described.campaign = campaign;
	described.phone = phone;
	if (callAt !== undefined) described.callAt = callAt;
	described.result = result;
	return described;
}

const SETTINGS = Object.keys(settingsFields) as (keyof SaidOfAll)[];

function isSame(one: SaidOfAll, other: SaidOfAll): boolean {
	return SETTINGS.every((name) => one[name] === other[name]);
}
