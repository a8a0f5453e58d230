/** Call insights (voicenter-api.md §8): what artificial intelligence heard in a call. */
import { z } from 'zod/v4';

import type { Connection } from '../request/account';
import { InvalidInputError } from '../http/errors';
import { present } from '../vocabulary/absent';
import { wireAi } from '../vocabulary/ai';
import { wireObject } from '../wire/structured';
import { callIdField } from '../request/fields';
import { withoutEnvelope } from '../request/refusals';
import { checkInput } from '../request/serviceOperation';

const URL = 'https://api-manager.voicenter.co/api-manager-v1/Call/History/';

const NAME = 'Get call insights';

const insightsInput = z.object({ callId: callIdField });

const answer = z.object({ Data: z.object({ cdr_data: wireObject, ai_data: wireAi }) });

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
		const known = answer.safeParse(body);
		if (status >= 400 || !known.success)
			throw http.fail({ operation: NAME, ...withoutEnvelope(status, body, true) });
		const { cdr_data: cdr, ai_data: ai } = known.data.Data;
		return present({ callId, summary: ai?.summary, ai, cdr });
	});
}
