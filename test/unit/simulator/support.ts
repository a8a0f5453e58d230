import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the receiver of CDRs got. */
export interface Received {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export interface Answer {
	readonly status?: number;
	readonly type?: string;
	readonly body: string;
}

/** A receiver on loopback that answers each request with the next answer, and the last one from then on. */
export async function startReceiver(...answers: readonly Answer[]) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			const answer = answers[Math.min(received.length, answers.length - 1)] ?? { body: '' };
			received.push({ headers: request.headers, body });
			response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/json' });
			response.end(answer.body);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/cdr`,
		received,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

/** POSTs JSON and reads the answer's status, type and text. */
export async function postJson(url: string, body: unknown, method = 'POST') {
	const response = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return read(response);
}

/** GETs with a query and reads the answer. */
export async function get(url: string, query: Record<string, string> = {}) {
	const search = new URLSearchParams(query).toString();
	return read(await fetch(search ? `${url}?${search}` : url));
}

async function read(response: Response) {
	const text = await response.text();
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? '',
		text,
		/** @throws when the answer is not JSON */
		json: () => JSON.parse(text) as Record<string, unknown>,
	};
}

/** Waits until something holds. @throws after two seconds */
export async function eventually(holds: () => boolean): Promise<void> {
	for (const until = Date.now() + 2000; !holds();) {
		if (Date.now() > until) throw new Error('it did not happen within two seconds');
		await new Promise((tick) => setTimeout(tick, 5));
	}
}

// Jest's own matchers are typed `any`; these are the same, as something unknown.

/** Any value made by this constructor. */
export const any = (constructor: unknown): unknown => expect.any(constructor);
/** Any text that holds this one. */
export const containing = (text: string): unknown => expect.stringContaining(text);
/** Any text of this shape. */
export const matching = (shape: RegExp): unknown => expect.stringMatching(shape);
