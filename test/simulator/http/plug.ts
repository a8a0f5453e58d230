import type { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { listenOn } from '../realtime/ports';

/** Takes the simulator's HTTP port away for a while. */
export interface Plug {
	/** The server that listens, once it does, and what ends its connections. */
	attach: (server: Server, port: number, closeConnections: () => void) => void;
	/**
	 * From now on the port refuses and all connections are closed, control's too; what the simulator remembers stays.
	 * @returns when it listens again
	 */
	pull: (milliseconds: number) => Promise<void>;
	/** A pulled plug is put back at once. */
	reset: () => void;
	/** A pulled plug stays so, unless it is being put back already: then this waits for it. */
	stop: () => Promise<void>;
}

/** A plug that holds nothing yet. */
export function createPlug(): Plug {
	let stopped = false;
	let back = new AbortController();
	let pulled: Promise<void> = Promise.resolve();
	let attached: { server: Server; port: number; closeConnections: () => void } | undefined;

	async function pull(milliseconds: number): Promise<void> {
		if (!attached?.server.listening) return;
		const { server, port, closeConnections } = attached;
		server.close();
		closeConnections();
		back = new AbortController();
		// Both an end of the time and a call back are the end of the wait.
		await wait(milliseconds, undefined, { signal: back.signal }).catch(() => undefined);
		if (!stopped) await listenOn(server, port);
	}

	return {
		attach(server, port, closeConnections) {
			attached = { server, port, closeConnections };
		},
		pull: (milliseconds) => (pulled = pull(milliseconds)),
		reset: () => back.abort(),
		async stop() {
			stopped = true;
			back.abort();
			// Whoever pulled it has heard that it could not be put back.
			await pulled.catch(() => undefined);
		},
	};
}
