/** A sample that somebody sends from the page at a test URL: how it is known, and how the page hears what became of it. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { arrivalOf } from '../arrival';
import type { Fault, PendingAnswer } from '../pendingAnswer';

/** The page sends it with a sample, and gets it back with what became of it. */
const HEADER = 'X-Voicenter-Try';

/** What became of a sample, for the page, which has words for each. */
export type TryOutcome =
	/** The workflow gave a valid answer in time. */
	| 'answered'
	/** The fallback went out: why. */
	| Fault
	/** The fallback went out: it was time. */
	| 'late'
	/** Nobody asked for it, so it started nothing. */
	| 'unwanted'
	| 'unreadable';

/**
 * Whether a request is a sample from the page. Only a workflow that somebody is trying out in the editor gets any: for a
 * production URL the header means nothing.
 */
export function isTry(context: IWebhookFunctions): boolean {
	const given = context.getRequestObject().headers[HEADER.toLowerCase()];
	return context.getMode() === 'manual' && given !== undefined;
}

/**
 * @param pending the answer, which takes along what became of the sample; of any other request it takes nothing
 * @param withinMs the deadline
 * @returns says what became of it, before the answer goes out
 */
export function reportTo(
	pending: PendingAnswer,
	context: IWebhookFunctions,
	withinMs: number,
): (outcome: TryOutcome, why?: string) => void {
	if (!isTry(context)) return () => undefined;
	const receivedAt = arrivalOf(context.getRequestObject());
	return (outcome, why) => {
		const milliseconds = Math.round(performance.now() - receivedAt);
		const report = JSON.stringify({ outcome, why, milliseconds, withinMs });
		pending.headers = {
			...pending.headers,
			// A header carries no Hebrew.
			[HEADER]: encodeURIComponent(report),
			'Access-Control-Expose-Headers': HEADER,
		};
	};
}
