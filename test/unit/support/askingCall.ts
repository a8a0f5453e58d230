import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** What a request comes with. */
export interface CallOptions {
	parameters?: IDataObject;
	method?: string;
	body?: unknown;
	query?: IDataObject;
	headers?: Record<string, string>;
	/** The body is never complete. */
	hangs?: boolean;
	mode?: string;
}

/** A webhook call as n8n hands it to a trigger, and what its caller got. */
export function webhookCall(options: CallOptions = {}) {
	const { parameters = {}, method = 'POST', body, query = {}, headers = {}, hangs = false } = options;
	const sent: { status: number; body: string; headers: Record<string, unknown> }[] = [];
	const logged: string[] = [];
	const response = new ServerResponse(new IncomingMessage(new Socket()));
	// What really goes out: whoever takes the response over puts this back to send.
	response.end = (chunk?: unknown) => {
		sent.push({ status: response.statusCode, body: String(chunk), headers: response.getHeaders() });
		return response;
	};
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? {});
	const request = {
		method,
		ip: '203.0.113.7',
		headers: { 'content-type': 'application/json', ...headers },
		rawBody: undefined as Buffer | undefined,
		readRawBody: async () => {
			if (hangs) await new Promise(() => undefined);
			request.rawBody = Buffer.from(text);
		},
	};
	const context = {
		getNode: () => ({ id: 'node', name: 'Trigger', parameters }),
		getWorkflow: () => ({ id: 'workflow' }),
		getMode: () => options.mode ?? 'webhook',
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getRequestObject: () => request,
		getResponseObject: () => response,
		getQueryData: () => query,
		logger: { warn: (line: string) => logged.push(line) },
	};
	return { context: context as unknown as IWebhookFunctions, response, sent, logged };
}
