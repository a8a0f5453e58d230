import type { IWebhookFunctions } from 'n8n-workflow';

import type { WireBody } from '../../platform/wire/body';

/**
 * The body of a webhook request as it came over the wire, whatever n8n has made of it. One that n8n does not get to
 * the end of is empty: longer than n8n reads, cut off, or compressed and broken. What reads an empty one says so.
 *
 * @param context the webhook call
 */
export async function readWebhookBody(context: IWebhookFunctions): Promise<WireBody> {
	const request = context.getRequestObject();
	const contentType = request.headers['content-type'] ?? '';
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
