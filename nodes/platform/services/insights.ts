/** Call insights (voicenter-api.md §8): what artificial intelligence heard in a call. */
import { z } from 'zod/v4';

import type { Connection } from '../request/account';
import { InvalidInputError } from '../http/errors';
import { present } from '../vocabulary/absent';
import { wireAi } from '../vocabulary/ai';
import { wireObject, wireObjects } from '../wire/structured';
import { isObject, wireText } from '../wire/values';
import { callIdField } from '../request/fields';
import { withoutEnvelope } from '../request/refusals';
import { checkInput } from '../request/serviceOperation';

const URL = 'https://api-manager.voicenter.co/api-manager-v1/Call/History/';

const NAME = 'Get call insights';

const insightsInput = z.object({ callId: callIdField });

/** Where the parts of an answer stand: in `Data`, or beside it. */
const wirePart = z.object({ cdr_data: z.unknown(), ai_data: wireObject, aiData: wireObject });

/** What stands alone, on the newest page, in the place of `ai_data`. */
const FLAT = ['summary', 'emotions', 'insights'] as const;

/** Under these names a record gives the ID of its call (voicenter-api.md §1). */
const ID_NAMES = new Set(['callid', 'ivruniqueid', 'ivrid', 'ivr_unique_id']);

const isOther = (record: Record<string, unknown>, callId: string): boolean => {
	const ids = Object.entries(record).filter(([name]) => ID_NAMES.has(name.toLowerCase()));
	const given = ids.map(([, id]) => wireText.parse(id)).filter((id) => id !== undefined);
	return given.length > 0 && !given.includes(callId);
};

interface Heard {
	/** The call's record, or those of its legs. */
	records: Record<string, unknown>[];
	ai: Record<string, unknown> | undefined;
}

/** @returns undefined for an answer that has nothing of what is documented */
function read(body: unknown): Heard | undefined {
	if (!isObject(body)) return undefined;
	const parts = [body['Data'], body].filter(isObject);
	const isKnown = parts.some((one) => ['cdr_data', 'ai_data', 'aiData', ...FLAT].some((name) => name in one));
	if (!isKnown) return undefined;
	const read = parts.map((one) => wirePart.parse(one));
	const flat = parts.map((one) => flatAi(one)).find((ai) => ai !== undefined);
	const ai = read.map(({ ai_data, aiData }) => ai_data ?? aiData).find((one) => one !== undefined);
	const records = read.map(({ cdr_data }) => recordsOf(cdr_data)).find((list) => list.length > 0) ?? [];
	return { records, ai: wireAi.parse(ai ?? flat) };
}

function recordsOf(cdr: unknown): Record<string, unknown>[] {
	const one = wireObject.parse(cdr);
	return one ? [one] : wireObjects.parse(cdr);
}

/** The summary stands among the insights everywhere else. */
function flatAi(given: Record<string, unknown>): Record<string, unknown> | undefined {
	const { summary, emotions, insights } = given;
	if (FLAT.every((name) => given[name] === undefined || given[name] === null)) return undefined;
	const heard = wireObject.parse(insights) ?? (insights === undefined ? {} : { insights });
	return { emotions, insights: { ...(summary !== undefined && { summary }), ...heard } };
}

/** What is known of a call. A call that was not recorded has no `ai`. */
export interface CallInsights {
	callId: string;
	/** What the call was about, in some sentences. */
	summary?: string;
	/** Summary, emotions and so on: see {@link wireAi}. */
	ai?: Record<string, unknown>;
	/** The call's record, as Voicenter has it. */
	cdr?: Record<string, unknown>;
}

/**
 * Gets the insights of a call. They are asked for with a token of their own, not with the account's code, and an
 * account has only so many requests for them.
 *
 * @throws InvalidInputError also when the credential has no token, VoicenterError
 */
export async function getInsights(
	{ account, http }: Connection,
	input: z.input<typeof insightsInput>,
): Promise<CallInsights> {
	const { callId } = checkInput(insightsInput, input);
	if (!account.apiToken) {
		throw new InvalidInputError(
			'apiToken',
			'The credential has no token for call insights. Ask Voicenter for it, and enter it as API Token in the Voicenter credential.',
		);
	}
	const request = {
		operation: NAME,
		url: URL + encodeURIComponent(callId),
		bearer: account.apiToken,
		repeatable: true,
	};
	return http.send(request, ({ status, body }) => {
		if (status === 401) {
			throw http.fail({
				operation: NAME,
				kind: 'refused',
				httpStatus: status,
				text: 'Voicenter refused the token for call insights (HTTP 401)',
				hint: 'Either the API Token in the credential is wrong, or the account has used up its number of requests for insights. Check the token; if it is right, ask Voicenter about the quota.',
			});
		}
		if (status === 404) {
			throw http.fail({
				operation: NAME,
				kind: 'refused',
				httpStatus: status,
				text: `Voicenter knows no call ${callId} (HTTP 404)`,
				hint: 'Check the call ID. A call can be asked for some minutes after it has ended.',
			});
		}
		const known = status >= 400 ? undefined : read(body);
		if (!known) throw http.fail({ operation: NAME, ...withoutEnvelope(status, body, true) });
		const { records, ai } = known;
		const own = records.filter((record) => !isOther(record, callId));
		if (records.length > 0 && own.length === 0) throw http.fail({ operation: NAME, ...ofAnother(callId) });
		const [cdr] = own;
		return present({ callId, summary: ai?.['summary'], ai, cdr }) as CallInsights;
	});
}

function ofAnother(callId: string) {
	return {
		kind: 'refused',
		text: `Voicenter was asked for the call ${callId}, and answered with another one`,
		hint: 'Nothing of it was taken over. Check the call ID; if it is right, ask Voicenter.',
	} as const;
}
