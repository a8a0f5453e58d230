import type { Target } from '../dialer/campaigns';
import { parseJson, textOf } from '../http/parameters';
import { isPhoneNumber, withCountryPrefix } from '../phones';
import type { World } from '../world';
import {
	campaignOf,
	checkCode,
	type DialerAnswer,
	factsOf,
	type Fields,
	newFactsOf,
	OK,
	Refusal,
	targetOf,
	totalsOf,
} from './dialerRequest';

/** Targets that one AddCallsBulk takes. */
const MOST_TARGETS = 100_000;
/** Targets up to which AddCallsBulk answers for each of them. */
const MOST_RESULTS = 3_000;

const INTERNAL_ERROR = 'Internal error occurred';

/** AddCall. */
export function addCall(world: World, fields: Fields): DialerAnswer {
	add(world, 'AddCall', fields);
	return OK;
}

/** UpdateCall: changes every occurrence of the number, and adds it when there is none. */
export function updateCall(world: World, fields: Fields): DialerAnswer {
	const { code } = campaignOf(world, fields);
	const phone = targetOf(fields);
	if (world.dialer.update(code, phone, factsOf(fields)) === 0) add(world, 'UpdateCall', fields);
	return OK;
}

/** RemoveCall: OK also when the number is not there. */
export function removeCall(world: World, fields: Fields): DialerAnswer {
	const { code } = campaignOf(world, fields);
	const target = textOf(fields.Target);
	if (target === undefined) throw new Refusal(2, 'Target missing');
	world.dialer.remove(code, isPhoneNumber(target) ? withCountryPrefix(target) : target);
	return OK;
}

/** ClearCampaignCalls. */
export function clearCampaignCalls(world: World, fields: Fields): DialerAnswer {
	const campaign = world.dialer.find(textOf(fields.Campaign) ?? '');
	if (!campaign) throw new Refusal(4, INTERNAL_ERROR);
	world.dialer.clear(campaign.code);
	return OK;
}

/**
 * AddCallsBulk: each target is added or not on its own. The whole is 0 unless every one of them names no known
 * campaign. A body that is no list, an empty list and too long a list have no number in the reference; 4, the
 * service's internal error, is assumed.
 */
export function addCallsBulk(world: World, body: unknown): object {
	const targets = parseJson(body);
	if (!Array.isArray(targets) || targets.length === 0 || targets.length > MOST_TARGETS) {
		return { AddResult: [], ErrorCode: 4, Description: INTERNAL_ERROR };
	}
	const asked = targets.some((one) => (one as Fields | null)?.async === true);
	const given = asked || world.dialerRules.get().targetResults === 'always';
	const detailed = given && targets.length <= MOST_RESULTS;
	const AddResult: object[] = [];
	let wholeRefusal: Refusal | undefined;
	let everyCampaignWrong = true;
	for (const one of targets as unknown[]) {
		const fields: Fields = typeof one === 'object' && one !== null ? one : {};
		const refusal = refusalOf(() => add(world, 'AddCallsBulk', fields));
		if (refusal?.errorCode === 1) wholeRefusal ??= refusal;
		else everyCampaignWrong = false;
		if (detailed) AddResult.push(result(fields, refusal));
	}
	return { AddResult, ...(everyCampaignWrong && wholeRefusal ? described(wholeRefusal) : OK) };
}

/** GetCampaignPendingCalls: newest first, as in the document's sample. */
export function pendingCalls(world: World, fields: Fields): DialerAnswer {
	const campaign = world.dialer.find(textOf(fields.Campaign) ?? '');
	if (!campaign) throw new Refusal(2, INTERNAL_ERROR);
	const pending = world.dialer.pending(campaign.code);
	const { TotalPendingCalls, MaxPriority, MinPriority } = totalsOf(pending);
	const Campaign = {
		ID: campaign.id,
		Name: campaign.name,
		Status: campaign.enabled ? 1 : 2,
		Code: campaign.code,
		StatusName: campaign.enabled ? 'Enabled' : 'Disabled',
		TotalPendingCalls,
		MaxPriority,
		MinPriority,
		IsDynamic: campaign.kind === 'agent' ? 1 : 0,
	};
	const Calls = pending.toReversed().map((target) => pendingCall(campaign.id, target));
	return { ...OK, Data: { Campaign, Calls } };
}

function pendingCall(campaignId: number, target: Target): object {
	return {
		CampaignID: campaignId,
		CallID: target.callId,
		Phone: target.phone,
		CallStatus: { Status: 1, Description: 'Tosend' },
		CallInserted: new Date(target.insertedAt).toISOString(),
		CallerID: target.callerId,
		CallerName: '',
		CustomerName: target.customerName,
		Priorety: target.priority,
		LastCallDate: null,
		CustomData: target.customData ?? null,
		...(target.schedule && {
			OriginateTime: target.schedule.originateTime,
			IsDateLocal: target.schedule.isDateLocal,
		}),
	};
}

function add(world: World, method: string, fields: Fields): void {
	if (method === 'AddCallsBulk') checkCode(world, fields);
	const { code } = campaignOf(world, fields);
	world.dialer.add(code, method, targetOf(fields), newFactsOf(fields));
}

function refusalOf(work: () => void): Refusal | undefined {
	try {
		work();
		return undefined;
	} catch (error) {
		if (error instanceof Refusal) return error;
		throw error;
	}
}

function result(fields: Fields, refusal: Refusal | undefined): object {
	return {
		Target: textOf(fields.Target) ?? '',
		...(refusal ? described(refusal) : OK),
		CustomData: fields.CustomData ?? {},
	};
}

function described({ errorCode, message }: Refusal): DialerAnswer {
	return { ErrorCode: errorCode, Description: message };
}
