import { SimulatorError } from '../errors';
import type { Connection } from './connection';
import type { Generation, Heartbeat } from './generations';
import type { Journal } from './journal';
import { type RealTimeServer, startRealTimeServer, type Tls } from './server';

/** The heartbeat in the document's "initial message". */
export const DOCUMENTED_HEARTBEAT: Heartbeat = { pingInterval: 60_000, pingTimeout: 180_000 };

/** Connections of clients to the real-time servers. */
export interface RealTimeConnectionCounts {
	/** Since the start, or the last reset. */
	readonly opened: number;
	readonly open: number;
	/** The most that were open at the same time since the start, or the last reset. */
	readonly mostOpen: number;
}

/** A server to be. */
export interface NewServer {
	readonly generation: Generation;
	readonly heartbeat: Heartbeat;
	/** It is still there after a reset. */
	readonly lasting: boolean;
}

/** The real-time servers, in the order in which a login lists them. */
export interface RealTimeServers {
	all: () => readonly RealTimeServer[];
	/** @throws SimulatorError when there is no such server */
	get: (id: string) => RealTimeServer;
	add: (options: NewServer) => Promise<RealTimeServer>;
	/** Servers added from now on are https: PEM. */
	useTls: (tls: Tls) => void;
	remove: (id: string) => Promise<void>;
	counts: () => RealTimeConnectionCounts;
	/** Resolves when what reset began is done: a killed server has its port again. */
	settled: () => Promise<void>;
	/** Lasting servers are as at the start, the others go. */
	reset: () => void;
	stop: () => Promise<void>;
}

/** No server yet. `onConnection` is what they do for a client. */
export function createServers(
	journal: Journal,
	onConnection: (connection: Connection) => void,
): RealTimeServers {
	let servers: readonly (RealTimeServer & { readonly lasting: boolean })[] = [];
	let tls: Tls | undefined;
	let began = 0;
	let opened = 0;
	let mostOpen = 0;
	let settled: Promise<unknown> = Promise.resolve();
	const open = () => servers.reduce((sum, server) => sum + server.connections().length, 0);
	const get = (id: string) => {
		const server = servers.find((one) => one.id === id);
		if (server) return server;
		const known = servers.map((one) => one.id).join(', ');
		throw new SimulatorError(`There is no real-time server ${id}; there are: ${known || 'none'}`);
	};
	return {
		all: () => servers,
		get,
		useTls: (own) => (tls = own),
		async add({ generation, heartbeat, lasting }) {
			const server = await startRealTimeServer({
				id: `rt${++began}`,
				generation,
				heartbeat,
				journal,
				tls,
				onConnection(connection) {
					opened++;
					mostOpen = Math.max(mostOpen, open());
					onConnection(connection);
				},
			});
			servers = [...servers, { ...server, lasting }];
			return server;
		},
		async remove(id) {
			const server = get(id);
			servers = servers.filter((one) => one !== server);
			await server.kill();
		},
		counts: () => ({ opened, open: open(), mostOpen }),
		async settled() {
			await settled;
		},
		reset() {
			const gone = servers.filter(({ lasting }) => !lasting);
			servers = servers.filter(({ lasting }) => lasting);
			settled = Promise.all([
				settled,
				...gone.map((server) => server.kill()),
				...servers.map((server) => server.restore()),
			]);
			opened = 0;
			mostOpen = open();
		},
		async stop() {
			const all = servers;
			servers = [];
			await settled;
			await Promise.all(all.map((server) => server.kill()));
		},
	};
}
