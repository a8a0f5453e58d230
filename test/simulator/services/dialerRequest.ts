import { departmentByCode } from '../account';
import type { Campaign, Schedule, Target, TargetFacts } from '../dialer/campaigns';
import { parseJson, textOf } from '../http/parameters';
import { isPhoneNumber, withCountryPrefix } from '../phones';
import type { World } from '../world';

/** Fields that the dialer's methods know (voicenter-api.md §7). */
export const FIELDS = [
	'Code',
	'Campaign',
	'Target',
	'CustomerName',
	'CallerID',
	'Priority',
	'OriginateTime',
	'IsDateLocal',
	'CustomData',
	'IgnoreDncStatus',
	'Member',
	'async',
	'setQueueForMonitoring',
	'setQueueMaximumCallers',
	'setCoefficient',
] as const;

export type Fields = Partial<Record<(typeof FIELDS)[number], unknown>>;

export interface DialerAnswer {
	readonly Data?: unknown;
	readonly ErrorCode: number;
	readonly Description: string;
}

export const OK = { ErrorCode: 0, Description: 'OK' } as const;

/** The dialer says no. */
export class Refusal extends Error {
	constructor(
		readonly errorCode: number,
		message: string,
	) {
		super(message);
	}
}

const DEFAULT_PRIORITY = 1;

/**
 * The document sends `Code` only to GetCampaignList, newer pages send it everywhere: it may be absent (unless control
 * wants it), but a wrong one is refused. @throws Refusal
 */
export function checkCode(world: World, fields: Fields): void {
	const code = textOf(fields.Code);
	const missing = code === undefined && world.dialerRules.get().codeRequired;
	if (missing || (code !== undefined && !departmentByCode(world.account.get(), code))) {
		throw new Refusal(1, 'Authorization failed');
	}
}

/** The campaign that a request names. @throws Refusal */
export function campaignOf(world: World, fields: Fields): Campaign {
	const code = textOf(fields.Campaign);
	if (code === undefined) throw new Refusal(1, 'Campaign code missing');
	const campaign = world.dialer.find(code);
	if (!campaign) throw new Refusal(1, 'Invalid campaign code');
	return campaign;
}

/** The number that a request names, with the country's prefix. @throws Refusal */
export function targetOf(fields: Fields): string {
	const target = textOf(fields.Target);
	if (target === undefined) throw new Refusal(2, 'Target missing');
	if (!isPhoneNumber(target)) throw new Refusal(-2, 'Number is invalid');
	return withCountryPrefix(target);
}

/** What a request says of its target; only what it says. */
export function factsOf(fields: Fields): Partial<TargetFacts> {
	const customerName = textOf(fields.CustomerName);
	const callerId = textOf(fields.CallerID);
	const priority = Number(textOf(fields.Priority));
	const schedule = scheduleOf(fields);
	const customData = customDataOf(fields.CustomData);
	return {
		...(customerName !== undefined && { customerName }),
		...(callerId !== undefined && { callerId }),
		...(Number.isInteger(priority) && { priority }),
		...(schedule && { schedule }),
		...(customData && { customData }),
	};
}

/** A new target's facts: what the request does not say is as in the document's samples. */
export function newFactsOf(fields: Fields): TargetFacts {
	return { customerName: '', callerId: '', priority: DEFAULT_PRIORITY, ...factsOf(fields) };
}

/** What is said of a campaign's targets. The reference does not say which priorities none have; 0 is assumed. */
export function totalsOf(pending: readonly Target[]) {
	const none = pending.length === 0;
	const priorities = pending.map(({ priority }) => priority);
	return {
		TotalPendingCalls: pending.length,
		MaxPriority: none ? 0 : priorities.reduce((one, other) => Math.max(one, other)),
		MinPriority: none ? 0 : priorities.reduce((one, other) => Math.min(one, other)),
	};
}

// IsDateLocal is "needed with OriginateTime", and no error is given for its absence. Assumed: without it there is no
// schedule, and the target is called as soon as possible.
function scheduleOf(fields: Fields): Schedule | undefined {
	const originateTime = Number(textOf(fields.OriginateTime));
	const isDateLocal = textOf(fields.IsDateLocal)?.toLowerCase();
	if (!Number.isInteger(originateTime) || (isDateLocal !== 'true' && isDateLocal !== 'false'))
		return undefined;
	return { originateTime, isDateLocal: isDateLocal === 'true' };
}

// In a GET, as a JSON text; the reference does not say how a query carries it.
function customDataOf(value: unknown): Record<string, unknown> | undefined {
	const data = typeof value === 'string' ? parseJson(value) : value;
	return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : undefined;
}
