import type { ServerResponse } from 'node:http';

/** What somebody wrote to a response that has been taken over. */
export interface Written {
	status: number;
	/** Empty when nothing was written, or more than anybody could mean. */
	body: Buffer;
}

/** What really goes out. */
export interface Outgoing {
	status: number;
	body: string;
	headers?: Record<string, string>;
}

/** No answer to Voicenter is longer than a few kilobytes. */
const LONGEST_BODY = 1024 * 1024;

/**
 * Stands between a response and everybody who writes to it: n8n, other nodes, streams. Nothing of theirs goes
 * out, neither status nor headers nor body; what they wrote is handed to `onWritten`, once, and whatever they
 * write later does nothing and harms nothing. What was set before, n8n's CORS headers, stays.
 *
 * @param response of a request that has not been answered
 * @param onWritten gets the first complete answer that somebody wrote, also when another has been sent already
 * @returns the only way to send; it sends the first time and does nothing later
 */
export function takeOver(
	response: ServerResponse,
	onWritten: (written: Written) => void,
): (outgoing: Outgoing) => void {
	let chunks: Buffer[] = [];
	let length = 0;
	let isWritten = false;
	let isSent = false;

	const collect = (chunk: unknown, encoding: unknown) => {
		if (isWritten || !(typeof chunk === 'string' || chunk instanceof Uint8Array)) return;
		const bytes =
			typeof chunk === 'string'
				? Buffer.from(chunk, isEncoding(encoding) ? encoding : 'utf8')
				: Buffer.from(chunk);
		length += bytes.length;
		if (length > LONGEST_BODY) chunks = [];
		else chunks.push(bytes);
	};
	const ignore = () => response;
	const restore = replaceMethods(response, {
		writeHead: (status: unknown) => {
			if (typeof status === 'number') response.statusCode = status;
			return response;
		},
		write: (...given: unknown[]) => {
			collect(given[0], given[1]);
			callBack(given);
			return true;
		},
		end: (...given: unknown[]) => {
			collect(given[0], given[1]);
			callBack(given);
			if (!isWritten) {
				isWritten = true;
				const body = Buffer.concat(chunks);
				chunks = [];
				onWritten({ status: response.statusCode, body });
			}
			return response;
		},
		flushHeaders: ignore,
		setHeader: ignore,
		setHeaders: ignore,
		appendHeader: ignore,
		removeHeader: ignore,
	});

	return ({ status, body, headers = {} }) => {
		if (isSent) return;
		isSent = true;
		// The caller may have hung up.
		if (response.destroyed || response.headersSent) return;
		const standInAgain = restore();
		response.statusCode = status;
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		response.setHeader('Content-Length', Buffer.byteLength(body));
		response.end(body);
		standInAgain();
	};
}

/**
 * Puts methods of an object's own in place of those it has, which may be its class's or its own already: n8n's
 * middlewares replace some.
 *
 * @returns puts the former ones back, and gives a function that replaces them again
 */
function replaceMethods(target: object, methods: Record<string, unknown>): () => () => void {
	const former = Object.keys(methods).map(
		(name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const,
	);
	const replace = () => {
		for (const [name, value] of Object.entries(methods)) {
			Object.defineProperty(target, name, { value, configurable: true, writable: true });
		}
	};
	replace();
	return () => {
		for (const [name, descriptor] of former) {
			if (descriptor) Object.defineProperty(target, name, descriptor);
			else Reflect.deleteProperty(target, name);
		}
		return replace;
	};
}

/** Streams and promises wait for it. */
function callBack(given: unknown[]): void {
	const callback = given.find((argument) => typeof argument === 'function');
	if (callback) process.nextTick(callback);
}

function isEncoding(value: unknown): value is BufferEncoding {
	return typeof value === 'string' && Buffer.isEncoding(value);
}
