/** How Voicenter's IVR names the call that it asks about (voicenter-api.md §10, §12). */
import { z } from 'zod/v4';

import { present } from '../vocabulary/absent';
import { callItem } from '../vocabulary/callItem';
import type { CallRecord } from '../vocabulary/callRecord';
import { localeOf } from '../vocabulary/locale';
import { wireCustomData } from '../vocabulary/customData';
import { lowerCaseKeys, wireNumber, wireText } from '../wire/values';
import { WireError } from '../wire/wireError';

/** How the account is set up, as far as reading its requests needs it. */
export interface IvrSettings {
	/** Two letters; whose national numbers the account uses. */
	country: string;
}

/** A live call that has reached a layer of the IVR. Absent is absent. */
export interface IvrCall extends Pick<
	CallRecord,
	'customerNumber' | 'customerE164' | 'isMobile' | 'isWithheld'
> {
	callId: string;
	/** Not `caller`: n8n refuses every expression that reads a property of that name. */
	callerNumber?: string;
	callerE164?: string;
	/** The number that was called. */
	did?: string;
	/**
	 * What the caller keyed, as text: a leading 0 counts. Absent when nothing was keyed, for which Voicenter writes "0";
	 * so a caller who keyed a single 0 cannot be told from one who keyed nothing.
	 */
	dtmf?: string;
	/** The layer that asks. */
	layerId?: number;
	previousLayerId?: number;
	/** What earlier answers or Click2Call stored with the call. */
	customData?: Record<string, unknown>;
}

const NOTHING_KEYED = '0';

const wireCall = z.object({
	ivr_unique_id: wireText,
	caller_id: wireText,
	did: wireText,
	dtmf: wireText,
	layer_id: wireNumber,
	previous_layer_id: wireNumber,
	custom_data: wireCustomData,
});

/**
 * @param fields the call's fields as they came, in any case
 * @param settings of the account
 * @throws WireError when they do not say which call it is
 */
export function readIvrCall(fields: Record<string, unknown>, { country }: IvrSettings): IvrCall {
	const wire = wireCall.parse(lowerCaseKeys(fields));
	const callId = wire.ivr_unique_id;
	if (callId === undefined) throw new WireError('The request has no IVR_UNIQUE_ID, so it names no call');
	const call = present({
		callId,
		callerNumber: wire.caller_id,
		did: wire.did,
		dtmf: wire.dtmf === NOTHING_KEYED ? undefined : wire.dtmf,
		layerId: wire.layer_id,
		previousLayerId: wire.previous_layer_id,
		customData: wire.custom_data,
	});
	return callItem(call, localeOf({ country }));
}
