import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** When requests came, on the process's own clock in milliseconds, as long as anybody holds them. */
const arrivals = new WeakMap<object, number>();

const CONTENT_TYPE = 'content-type';

/** Last segments of our webhooks' URLs. */
const ownPaths = new Set<string>();

/**
 * Has Node's HTTP server tell of each request before n8n hears of it. To be called when a webhook node is loaded.
 *
 * - When it came: n8n looks up the workflow and makes ready to run it before a node hears of a request, which takes
 *   a second and more when it is busy; the caller's patience has begun by then.
 * - Its Content-Type, which n8n does not get to see where the webhook is ours, and so leaves the body to us. n8n would
 *   answer a malformed body itself, with a 422 that says nothing to Voicenter, and its XML parser, which all webhooks
 *   share, hangs for good after a malformed document, a good one and another malformed one (seen in n8n 2.41.1). The
 *   other way to keep n8n from parsing, type version 1 with a parameter `options.binaryData`, costs an expression
 *   a request: 6 ms and a quarter of all that n8n does for one (measured in 2.41.1).
 *
 * A process in which no node of ours is loaded yet, as a webhook process is when it has just started, parses its first
 * request as n8n does; nothing else depends on it.
 *
 * @param path the node's own path, which n8n puts last in the URL
 */
export function watchRequests(path: string): void {
	if (ownPaths.size === 0) subscribe('http.server.request.start', (message) => note(message));
	ownPaths.add(path);
}

/**
 * @param request of an HTTP server in this process
 * @returns when it came, in milliseconds of `performance.now()`, which nobody can set back; now, when nobody watched
 */
export function arrivalOf(request: object): number {
	return arrivals.get(request) ?? performance.now();
}

/**
 * @param request of an HTTP server in this process
 * @returns its Content-Type as it was sent; an empty text when it had none
 */
export function contentTypeOf({
	headers,
	rawHeaders = [],
}: Pick<IncomingMessage, 'headers'> & Partial<Pick<IncomingMessage, 'rawHeaders'>>): string {
	// Names and values in turn. They also know what an older copy of this module, before an update, took away.
	const name = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === CONTENT_TYPE);
	return headers[CONTENT_TYPE] ?? (name < 0 ? '' : (rawHeaders[name + 1] ?? ''));
}

function note(message: unknown): void {
	const { request } = message as { request: IncomingMessage };
	arrivals.set(request, performance.now());
	if (ownPaths.has(lastSegment(request.url))) delete request.headers['content-type'];
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
