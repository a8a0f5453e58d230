import type { IncomingHttpHeaders } from 'node:http';

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
	/** The body read as JSON; undefined when it is none. */
	readonly json: unknown;
	readonly remoteAddress: string;
	/** The caller's port: as many different ones, as many connections. */
	readonly remotePort: number;
}
