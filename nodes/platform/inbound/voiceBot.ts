/** VoiceBot (voicenter-api.md §12): a voice agent asks for data in the middle of a call. */
import { z } from 'zod/v4';

import { present } from '../vocabulary/absent';
import { readBody, type WireBody } from '../wire/body';
import { withRepairBudget } from '../wire/json';
import { wireObject } from '../wire/structured';
import { wireCustomData } from '../vocabulary/customData';
import { lowerCaseKeys } from '../wire/values';
import { WireError } from '../wire/wireError';
import { type IvrCall, type IvrSettings, readIvrCall } from './ivrCall';

/** What the bot asks about: the call, and what it has learnt from the caller so far. */
export interface VoiceBotRequest extends IvrCall {
	/** The intent's parameters by name; absent when there are none. */
	intent?: Record<string, unknown>;
}

const wireRequest = z.object({
	call_info: wireObject,
	intentparameters: wireObject,
	custom_data: wireCustomData,
});

/**
 * Reads a request.
 *
 * @param body as it came; JSON by the reference, the other formats are understood too
 * @param settings of the account
 * @returns the request in our words, and as it came
 * @throws WireError when it cannot be read, or does not say which call it is about
 */
export function readVoiceBot(
	body: WireBody,
	settings: IvrSettings,
): { request: VoiceBotRequest; raw: Record<string, unknown> } {
	return withRepairBudget(() => {
		const raw = readBody(body);
		const { call_info, intentparameters, custom_data } = wireRequest.parse(lowerCaseKeys(raw));
		if (call_info === undefined) throw new WireError('The request has no CALL_INFO');
		const call = readIvrCall(call_info, settings);
		const request = present({
			...call,
			customData: custom_data ?? call.customData,
			intent: intentparameters,
		});
		return { request, raw };
	});
}
