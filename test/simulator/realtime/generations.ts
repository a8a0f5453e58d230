import type { Server } from 'node:http';

/** The Socket.IO servers that there are: what Voicenter's run (1.x, 2.x), and what newer ones may. */
export const GENERATIONS = ['1.4.8', '2.5.1', '4'] as const;
export type Generation = (typeof GENERATIONS)[number];

/** The parts of an Engine.IO connection that all generations have. */
export interface EngineSocket {
	readonly transport: {
		readonly name: string;
		discard: () => void;
		/** Of a polling one that waits for the next request to say that it closes: closes now. */
		readonly shouldClose?: (() => void) | null;
	};
	/** Sends a text that is a Socket.IO packet already. */
	write: (packet: string) => unknown;
	/** flush: what was written goes to the transport now. */
	on: (event: 'flush' | 'close', listener: () => void) => unknown;
	onClose: (reason: string) => void;
}

/** The parts of a Socket.IO connection that all generations have. */
export interface ServerSocket {
	readonly id: string;
	readonly handshake: { readonly query: Readonly<Record<string, unknown>> };
	readonly conn: EngineSocket;
	emit: (name: string, payload: unknown) => unknown;
	on: (name: string, listener: (argument?: unknown) => void) => unknown;
	/** true: closes the connection too, once all is sent. */
	disconnect: (close: boolean) => unknown;
}

/** The parts of a Socket.IO server that all generations have. */
export interface SocketServer {
	/** clients: every Engine.IO connection by its id, also those that Socket.IO does not know of yet. */
	readonly engine: { readonly clients: Readonly<Record<string, EngineSocket>> };
	on: (event: 'connection', listener: (socket: ServerSocket) => void) => unknown;
}

/** Ends a connection at once, without a word to the other side. */
export function forget(conn: EngineSocket): void {
	conn.transport.discard();
	conn.transport.shouldClose?.();
	conn.onClose('transport close');
}

/** Milliseconds. */
export interface Heartbeat {
	readonly pingInterval: number;
	readonly pingTimeout: number;
}

/** Puts a real Socket.IO server of a generation behind an HTTP server. Each is loaded when first asked for. */
export async function attachSocketIo(
	generation: Generation,
	http: Server,
	heartbeat: Heartbeat,
): Promise<SocketServer> {
	// Compression would only cost: everything stays on this machine.
	const options = { ...heartbeat, serveClient: false, perMessageDeflate: false, httpCompression: false };
	switch (generation) {
		case '1.4.8':
			return (await import('socket.io-v1')).default(http, options);
		case '2.5.1':
			return (await import('socket.io-v2')).default(http, options);
		case '4': {
			const { Server: SocketIo } = await import('socket.io');
			// Its types hide onClose, which is there as in the older ones.
			return new SocketIo(http, options) as unknown as SocketServer;
		}
	}
}
