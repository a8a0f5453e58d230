import type { Agent } from 'node:http';

/** The two protocols that Socket.IO servers speak, by the client that speaks them: 2 for servers 1.x and 2.x, 4 for 3.x and 4.x. */
export type Generation = 2 | 4;

/** What both generations of the client take. */
export interface ClientOptions {
	transports: [Transport];
	upgrade: false;
	/** The session does it, because it knows the other servers. */
	reconnection: false;
	forceNew: true;
	/** The session sets the deadline. */
	timeout: false;
	/** Node has a WebSocket of its own that knows no proxies; the older client would take it. */
	forceNode: true;
	perMessageDeflate: false;
	agent: Agent;
	query: Record<string, string>;
}

/** How bytes travel: `polling` where something between here and there lets no WebSocket through. */
export type Transport = 'websocket' | 'polling';

/** What is used of a client's socket. */
export interface ClientSocket {
	on: (event: string, listener: (value: unknown) => void) => void;
	off: () => void;
	emit: (event: string, ...values: unknown[]) => void;
	disconnect: () => void;
	connected: boolean;
	nsp: string;
	/** The connection below: it gives every packet, whatever the event is called. */
	io: {
		on: (event: 'packet' | 'ping' | 'pong', listener: (value: unknown) => void) => void;
		off: (event: 'packet' | 'ping' | 'pong', listener: (value: unknown) => void) => void;
		/** Everything that the server sends passes here first, by whichever transport; the client asks for it by name. */
		engine: { transport: { onPacket: (packet: unknown) => void } };
		/** Then here, when it has been read; the client asks for it by name as the connection opens. */
		ondecoded: (packet: unknown) => void;
	};
}

type Connect = (url: string, options: ClientOptions) => ClientSocket;

/**
 * Loads the client that speaks a generation's protocol.
 *
 * Both have the members of {@link ClientSocket}; the types of the newer one do not know all that it takes (an agent),
 * the older one has none.
 */
export async function loadClient(generation: Generation): Promise<Connect> {
	const client: unknown =
		generation === 2 ? (await import('socket.io-client-v2')).default : (await import('socket.io-client')).io;
	if (typeof client !== 'function') throw new TypeError('The Socket.IO client could not be loaded');
	return client as Connect;
}
