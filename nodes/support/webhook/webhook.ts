import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { WireBody } from '../../platform/wire/body';
import { contentTypeOf } from './incomingRequests';

/**
 * The body of a webhook request as it came over the wire, whatever n8n has made of it. One that n8n does not get to
 * the end of is empty: longer than n8n reads, cut off, or compressed and broken. What reads an empty one says so.
 *
 * @param context the webhook call
 */
export async function readWebhookBody(context: IWebhookFunctions): Promise<WireBody> {
	const request = context.getRequestObject();
	const contentType = contentTypeOf(request);
	if (!Buffer.isBuffer(request.rawBody)) {
		try {
			await request.readRawBody();
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			context.logger.warn(`${context.getNode().name}: n8n could not read a request to its end. ${reason}`);
		}
	}
	return { bytes: Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0), contentType };
}

/**
 * The one writer of answers that do not depend on the workflow. n8n sends them once it has stored the
 * execution, or at once when there is none.
 *
 * @param context the webhook call
 * @param answer the text, and the Content-Type to send it with
 * @param workflowData the items that start the workflow; without them none is started
 */
export function answerWith(
	context: IWebhookFunctions,
	answer: { text: string; contentType: string },
	workflowData?: IWebhookResponseData['workflowData'],
): IWebhookResponseData {
	context.getResponseObject().setHeader('Content-Type', answer.contentType);
	return workflowData ? { webhookResponse: answer.text, workflowData } : { webhookResponse: answer.text };
}
