import type { Socket } from 'node:net';

/** Connections to the simulator, the control interface's included. */
export interface ConnectionCounts {
	/** Since the start, or the last reset. */
	readonly opened: number;
	/** Open at the moment. */
	readonly open: number;
	/** The most that were open at the same time since the start, or the last reset. */
	readonly mostOpen: number;
}

/** Counts connections. */
export interface ConnectionCounter {
	counts: () => ConnectionCounts;
	add: (socket: Socket) => void;
	/** Those that are open stay so. */
	reset: () => void;
}

/** No connection yet. */
export function createConnectionCounter(): ConnectionCounter {
	let opened = 0;
	let open = 0;
	let mostOpen = 0;
	return {
		counts: () => ({ opened, open, mostOpen }),
		add(socket) {
			opened++;
			open++;
			mostOpen = Math.max(mostOpen, open);
			socket.once('close', () => open--);
		},
		reset() {
			opened = 0;
			mostOpen = open;
		},
	};
}
