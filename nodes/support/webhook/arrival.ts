import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

import type { IWebhookDescription } from 'n8n-workflow';

/** When requests came, on the process's own clock in milliseconds, as long as anybody holds them. */
const arrivals = new WeakMap<object, number>();

/** The request that this process is working on, wherever in n8n that is. */
const current = new AsyncLocalStorage<Incoming>();

/** A request as n8n has it: with its type, by which n8n chooses how to parse the body. */
type Incoming = IncomingMessage & { contentType?: string };

let isWatching = false;

/**
 * Describes a webhook of ours whose bodies n8n leaves to us. n8n would answer a malformed one itself, with a 422 that
 * says nothing to Voicenter, and its XML parser, which all webhooks share, hangs for good after a malformed document, a
 * good one and another malformed one (seen in n8n 2.41.1). The other way to keep n8n from parsing, type version 1 with
 * a parameter `options.binaryData`, costs an expression a request, which is a sandbox of its own (30 ms) where n8n is
 * told to make them only when one is needed.
 *
 * Nothing is done to anybody else's request, whatever its URL: n8n reads how a webhook is to be answered after it has
 * found the webhook and before it parses the body, and reads it of this webhook for requests to this webhook alone. Of
 * such a request it does not find the type any more. The header with it stays.
 *
 * A process in which no node of ours is loaded yet, as a webhook process is when it has just started, parses its first
 * request as n8n does; nothing else depends on it.
 *
 * @param webhook its description
 * @returns the same
 */
export function ownWebhook(webhook: IWebhookDescription): IWebhookDescription {
	watchRequests();
	const { path, responseMode } = webhook;
	return Object.defineProperty(webhook, 'responseMode', {
		enumerable: true,
		configurable: true,
		get() {
			const request = current.getStore();
			if (request !== undefined && lastSegment(request.url) === path) delete request.contentType;
			return responseMode;
		},
	});
}

/**
 * @param request of an HTTP server in this process
 * @returns when it came, in milliseconds of `performance.now()`, which nobody can set back; now, when nobody watched.
 *   n8n looks up the workflow and makes ready to run it before a node hears of a request, which takes a second and more
 *   when it is busy; the caller's patience has begun by then.
 */
export function arrivalOf(request: object): number {
	return arrivals.get(request) ?? performance.now();
}

/** Has Node's HTTP server tell of each request before n8n hears of it. */
function watchRequests(): void {
	if (isWatching) return;
	isWatching = true;
	subscribe('http.server.request.start', (message) => {
		const { request } = message as { request: Incoming };
		arrivals.set(request, performance.now());
		current.enterWith(request);
	});
}

/** As n8n's web server finds it: without query and fragment, and characters in hexadecimal are the characters. */
function lastSegment(url = ''): string {
	const [path = ''] = url.split(/[?#]/, 1);
	return decoded(path).replace(/\/$/, '').split('/').at(-1) ?? '';
}

function decoded(path: string): string {
	if (!path.includes('%')) return path;
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
