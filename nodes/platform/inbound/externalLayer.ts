/** External Layer (voicenter-api.md §10): Voicenter's IVR asks where a live call goes. */
import { z } from 'zod/v4';

import { readBody, type WireBody } from '../wire/body';
import { withRepairBudget } from '../wire/json';
import { wireObject } from '../wire/structured';
import { lowerCaseKeys, wireText } from '../wire/values';
import { WireError } from '../wire/wireError';
import { type IvrCall, type IvrSettings, readIvrCall } from './ivrCall';

/** What the IVR asks about: the call, and what was keyed. */
export type ExternalLayerRequest = IvrCall;

const METHOD = 'IVR_LAYER_INPUT';

const wireRequest = z.object({ method: wireText, data: wireObject });

/**
 * Reads a request.
 *
 * @param body as it came; JSON by the reference, the other formats are understood too
 * @param settings of the account
 * @returns the request in our words, and as it came
 * @throws WireError when it cannot be read, asks something else, or does not say which call it is about
 */
export function readExternalLayer(
	body: WireBody,
	settings: IvrSettings,
): { request: ExternalLayerRequest; raw: Record<string, unknown> } {
	return withRepairBudget(() => {
		const raw = readBody(body);
		const { method, data } = wireRequest.parse(lowerCaseKeys(raw));
		if (method !== undefined && method.toUpperCase() !== METHOD) {
			throw new WireError(`The request's METHOD is not ${METHOD}`);
		}
		if (data === undefined) throw new WireError('The request has no DATA');
		return { request: readIvrCall(data, settings), raw };
	});
}
