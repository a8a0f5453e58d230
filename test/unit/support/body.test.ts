import { readWebhookBody } from '../../../nodes/support/webhook/body';
import { type RequestSetup, webhookCall } from '../../n8nCore/webhook';

/** A call of a webhook. */
const call = (request: RequestSetup) =>
	webhookCall({ node: { type: 'voicenterTrigger', name: 'Trigger' }, ...request });

describe('the body of a webhook request', () => {
	it('is what came over the wire, with its Content-Type', async () => {
		const { context } = call({ body: '<a/>', headers: { 'content-type': 'text/xml' } });
		expect(await readWebhookBody(context)).toEqual({ bytes: Buffer.from('<a/>'), contentType: 'text/xml' });
	});

	it('may come without a Content-Type, and may have been read already', async () => {
		const { context, request } = call({ body: 'a=1' });
		delete request.headers['content-type'];
		await request.readRawBody();
		const again = jest.spyOn(request, 'readRawBody');
		expect(await readWebhookBody(context)).toEqual({ bytes: Buffer.from('a=1'), contentType: '' });
		expect(again).not.toHaveBeenCalled();
	});

	it('is empty, and that is told, when n8n does not get to its end', async () => {
		const { context, logged } = call({
			body: 'shorter than it says',
			headers: { 'content-type': 'text/xml', 'content-length': '1000' },
		});
		expect(await readWebhookBody(context)).toEqual({ bytes: Buffer.alloc(0), contentType: 'text/xml' });
		expect(logged).toEqual([
			'Trigger: n8n could not read a request to its end. request size did not match content length',
		]);
	});
});
