/** Who a campaign has still to call (voicenter-api.md §7). */
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { present } from '../../vocabulary/absent';
import { withOwnNames } from '../../vocabulary/customData';
import { wireBoolean, wireEpoch, wireNumber, wireText } from '../../wire/values';
import { isEnabled } from './campaigns';
import { campaignField, dialerMethod, unknownCampaign } from './method';

/** A campaign with 100,000 targets is some 40 MB. */
const LONGEST_ANSWER = 100 * 1024 * 1024;

const wireCall = z.object({
	CampaignID: wireText,
	CallID: wireText,
	Phone: wireText,
	CallStatus: z.object({ Status: wireText, Description: wireText }).nullish().catch(undefined),
	CallInserted: wireText,
	CallerID: wireText,
	CallerName: wireText,
	CustomerName: wireText,
	// "Priorety" is the wire's; the document's table spells it right.
	Priorety: wireNumber,
	Priority: wireNumber,
	LastCallDate: wireText,
	CustomData: z.record(z.string(), z.unknown()).nullish().catch(undefined),
	OriginateTime: wireEpoch,
	IsDateLocal: wireBoolean,
});

const wireCampaign = z.object({
	ID: wireText,
	Name: wireText,
	Status: wireNumber,
	Code: wireText,
	StatusName: wireText,
	TotalPendingCalls: wireNumber,
	MaxPriority: wireNumber,
	MinPriority: wireNumber,
	IsDynamic: wireBoolean,
});

/** A number that is still to be called. Times without a zone are the account's wall clock. */
function toPendingCall(wire: z.output<typeof wireCall>) {
	return present({
		callId: wire.CallID,
		campaignId: wire.CampaignID,
		phone: wire.Phone,
		customerName: wire.CustomerName,
		callerId: wire.CallerID,
		callerName: wire.CallerName,
		priority: wire.Priorety ?? wire.Priority,
		status: wire.CallStatus?.Description,
		statusId: wire.CallStatus?.Status,
		addedAt: toIso(wire.CallInserted),
		lastCallAt: toIso(wire.LastCallDate),
		callAt: callAt(wire.OriginateTime, wire.IsDateLocal),
		customData: withOwnNames(wire.CustomData),
	});
}

function toPendingCampaign(wire: z.output<typeof wireCampaign>) {
	return present({
		id: wire.ID,
		code: wire.Code,
		name: wire.Name,
		status: wire.StatusName,
		isEnabled: isEnabled(wire.StatusName) ?? (wire.Status === undefined ? undefined : wire.Status === 1),
		dialer: wire.IsDynamic === undefined ? undefined : wire.IsDynamic ? ('agent' as const) : ('ivr' as const),
		totalPendingCalls: wire.TotalPendingCalls,
		maxPriority: wire.MaxPriority,
		minPriority: wire.MinPriority,
	});
}

/** `2022-08-31T14:31:11.400Z` and `2022-08-31 14:31:11.400` are both seen; only the first says its zone. */
function toIso(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const written = text.replace(' ', 'T');
	const saysItsZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(written);
	const moment = DateTime.fromISO(written, { zone: 'utc' });
	if (!moment.isValid) return text;
	return moment.toISO({ includeOffset: saysItsZone });
}

/** An epoch of GMT, or of the account's wall clock, which then is given without a zone. */
function callAt(epoch: number | undefined, isLocal: boolean | undefined): string | undefined {
	if (epoch === undefined) return undefined;
	return DateTime.fromSeconds(epoch, { zone: 'utc' }).toISO({ includeOffset: isLocal !== true }) ?? undefined;
}

/** Reads a campaign and every number that it has still to call. */
export const getPendingCalls = dialerMethod({
	name: 'Get pending calls',
	method: 'GetCampaignPendingCalls',
	repeatable: true,
	input: z.object({ campaign: campaignField }),
	body: ({ campaign }) => ({ Campaign: campaign }),
	data: z.object({
		Campaign: wireCampaign,
		Calls: z.array(wireCall).nullish(),
	}),
	errors: { 2: unknownCampaign },
	result: ({ Campaign, Calls }) => ({
		campaign: toPendingCampaign(Campaign),
		calls: (Calls ?? []).map(toPendingCall),
	}),
	deadlineMs: 120_000,
	maxBytes: LONGEST_ANSWER,
});
