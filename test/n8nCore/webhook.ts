/** A webhook call on n8n-core's WebhookContext, with a request and a response of Express, as n8n's server has them. */
import './environment';

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import express, { type Request, type Response } from 'express';
import { WebhookContext } from 'n8n-core';
import type { IWebhookFunctions, WorkflowExecuteMode } from 'n8n-workflow';
import { stringify } from 'qs';
import readAll from 'raw-body';

import { keepLog } from './log';
import { type Stage, stage, type WorkflowSetup } from './workflow';

/** What a request comes with. */
export interface RequestSetup {
	method?: string;
	/** A text as it is, anything else as JSON. */
	body?: unknown;
	query?: object;
	headers?: Record<string, string>;
	ip?: string;
	/** The body is never complete. */
	hangs?: boolean;
}

/** What went out. */
export interface Sent {
	status: number;
	body: string;
	headers: Record<string, unknown>;
}

/** n8n's own: it reads any query, and the body only when a node asks. */
export function expressApp() {
	const app = express();
	app.disable('x-powered-by');
	app.set('query parser', 'extended');
	return app;
}

/** What n8n's first middleware adds to a request (rawBodyReader of its server). */
export function readsRawBody(request: Request): void {
	request.readRawBody = async () => {
		if (Buffer.isBuffer(request.rawBody)) return;
		const length = request.headers['content-length'] ?? null;
		request.rawBody = await readAll(request, { length, limit: '16mb' });
	};
}

const app = expressApp();

/** The request and the response, without a network: nobody waits for either. */
function exchange({ method = 'POST', body, query = {}, headers = {}, ip, hangs }: RequestSetup) {
	const socket = new Socket();
	Object.defineProperty(socket, 'remoteAddress', { value: ip ?? '203.0.113.7' });
	const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
	const incoming = new IncomingMessage(socket);
	const search = stringify(query);
	const all = { 'content-type': 'application/json', 'content-length': String(bytes.length), ...headers };
	Object.assign(incoming, { method, url: search ? `/?${search}` : '/' });
	for (const [name, value] of Object.entries(all)) incoming.headers[name.toLowerCase()] = value;
	if (!hangs) {
		incoming.push(bytes);
		incoming.push(null);
	}
	const outgoing = new ServerResponse(incoming);
	const sent: Sent[] = [];
	// What really goes out: whoever takes the response over puts this back to send.
	outgoing.end = (chunk?: unknown) => {
		const text = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk.toString() : '';
		sent.push({ status: outgoing.statusCode, body: text, headers: outgoing.getHeaders() });
		return outgoing;
	};
	const request = Object.setPrototypeOf(incoming, app.request) as Request;
	const response = Object.setPrototypeOf(outgoing, app.response) as Response;
	readsRawBody(Object.assign(request, { res: response }));
	Object.assign(response, { req: request });
	return { request, response, sent };
}

/** n8n's view of a call that has come in for a node. */
export function contextOf(
	{ workflow, node, additionalData }: Stage,
	{ request, response }: { request: Request; response: Response },
	mode: WorkflowExecuteMode = 'webhook',
) {
	const { webhooks = [] } = workflow.nodeTypes.getByNameAndVersion(node.type).description;
	const [webhookDescription] = webhooks;
	if (!webhookDescription) throw new Error(`${node.type} has no webhook`);
	const its = { ...additionalData, httpRequest: request, httpResponse: response };
	const webhookData = {
		httpMethod: request.method as 'POST',
		node: node.name,
		path: 'path',
		webhookDescription,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: its,
		isTest: mode === 'manual',
	};
	const context = new WebhookContext(workflow, node, its, mode, webhookData, [], null);
	// n8n's classes and interfaces disagree about what may be absent.
	return { context: context as IWebhookFunctions, ...keepLog(context) };
}

/** A call, and what its caller got. */
export function webhookCall(
	setup: WorkflowSetup & RequestSetup & { mode?: WorkflowExecuteMode; on?: Stage },
) {
	const on = setup.on ?? stage(setup);
	const between = exchange(setup);
	return { ...contextOf(on, between, setup.mode), ...between, stage: on };
}
