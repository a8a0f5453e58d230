import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { WireBody } from '../platform/wire/body';
import { contentTypeOf } from './incomingRequests';

/**
 * The body of a webhook request as it came over the wire, whatever n8n has made of it.
 *
 * @param context the webhook call
 * @throws n8n's own error when the body is too long or was cut off
 */
export async function readWebhookBody(context: IWebhookFunctions): Promise<WireBody> {
	const request = context.getRequestObject();
	const contentType = contentTypeOf(request);
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody();
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
