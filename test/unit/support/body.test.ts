import type { IWebhookFunctions } from 'n8n-workflow';

import { readWebhookBody } from '../../../nodes/support/webhook/body';

/** A webhook call whose body n8n reads in this way. */
function call(readRawBody: (request: { rawBody?: Buffer }) => Promise<void>) {
	const logged: string[] = [];
	const request: { headers: object; rawBody?: Buffer; readRawBody: () => Promise<void> } = {
		headers: { 'content-type': 'text/xml' },
		readRawBody: () => readRawBody(request),
	};
	const context = {
		getNode: () => ({ name: 'Trigger' }),
		getRequestObject: () => request,
		logger: { warn: (line: string) => logged.push(line) },
	};
	return { context: context as unknown as IWebhookFunctions, logged };
}

describe('the body of a webhook request', () => {
	it('is what came over the wire, with its Content-Type', async () => {
		const { context } = call(async (request) => {
			request.rawBody = Buffer.from('<a/>');
			await Promise.resolve();
		});
		expect(await readWebhookBody(context)).toEqual({ bytes: Buffer.from('<a/>'), contentType: 'text/xml' });
	});

	it('is empty, and that is told, when n8n does not get to its end', async () => {
		const { context, logged } = call(() => Promise.reject(new Error('incorrect header check')));
		expect(await readWebhookBody(context)).toEqual({ bytes: Buffer.alloc(0), contentType: 'text/xml' });
		expect(logged).toEqual(['Trigger: n8n could not read a request to its end. incorrect header check']);
	});
});
