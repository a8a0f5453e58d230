import type { IncomingHttpHeaders } from 'node:http';
import { createStore } from '../store';

/** A request that reached one of Voicenter's services (or an address that Voicenter does not have). */
export interface RecordedRequest {
	readonly at: Date;
	readonly method: string;
	/** Without the query, spelled as it came. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly headers: IncomingHttpHeaders;
	/** As it came; empty without one. */
	readonly body: string;
	/** The body read as JSON, when it is JSON. */
	readonly json?: unknown;
	readonly remoteAddress: string;
	/** The caller's port: as many different ones, as many connections. */
	readonly remotePort: number;
}

/** Every request since the last clear, oldest first. */
export interface RequestLog {
	all(): readonly RecordedRequest[];
	add(request: RecordedRequest): void;
	reset(): void;
}

/** An empty log. */
export function createRequestLog(): RequestLog {
	const store = createStore<readonly RecordedRequest[]>(() => []);
	return {
		all: store.get,
		add: (request) => store.update((requests) => [...requests, request]),
		reset: store.reset,
	};
}
