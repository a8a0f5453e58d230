import {
	createServer as createHttpServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod/v4';
import { Connection } from './connection';
import { attachSocketIo, forget, type Generation, type Heartbeat } from './generations';
import type { Journal } from './journal';
import { Line } from './line';
import { listenAnywhere, listenOn } from './ports';

/** Trouble at a server's door, as control takes it. */
export const doorSchema = z.strictObject({
	/** Every request for a new connection is answered with this HTTP status; null: none. */
	refuseStatus: z.int().min(400).max(599).nullable().default(null),
	/** How long a new connection waits for its first answer, in milliseconds. */
	handshakeDelayMs: z.int().min(0).default(0),
	/** As a proxy does that knows no WebSocket: such requests get 400, and only polling works. */
	blockWebSocket: z.boolean().default(false),
	/** Whether a login lists it. */
	listed: z.boolean().default(true),
});
export type Door = z.output<typeof doorSchema>;
export type DoorOptions = z.input<typeof doorSchema>;

export type ServerState = 'up' | 'down' | 'frozen';

/** One Socket.IO server on a port of its own. */
export interface RealTimeServer {
	readonly id: string;
	readonly url: string;
	readonly generation: Generation;
	state: () => ServerState;
	door: () => Door;
	setDoor: (door: Door) => void;
	/** Open connections. */
	connections: () => readonly Connection[];
	/** Its port refuses, its connections are reset, and what it knew of them is forgotten. */
	kill: () => Promise<void>;
	/** Listens on its port again after a kill. */
	revive: () => Promise<void>;
	/** As at the start: up, nobody connected, no trouble at the door. */
	restore: () => Promise<void>;
	/** Nothing is read, written or accepted from now on; nobody is told. */
	freeze: () => void;
	/** What was held back goes on, to those who are still there. */
	thaw: () => Promise<void>;
}

/** How long a thawed server reads before it writes: who left while it was frozen is noticed first. */
const NOTICE_MS = 30;
/** In so many turns, each of which reads: a busy machine may let all that time pass in one. */
const NOTICE_TURNS = 5;

/** PEM. */
export interface Tls {
	readonly key: string;
	readonly cert: string;
}

interface Parts {
	readonly id: string;
	readonly generation: Generation;
	readonly heartbeat: Heartbeat;
	readonly journal: Journal;
	/** https instead of http. */
	readonly tls: Tls | undefined;
	readonly onConnection: (connection: Connection) => void;
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startRealTimeServer(parts: Parts): Promise<RealTimeServer> {
	const lines = new Set<Line>();
	const connections = new Set<Connection>();
	let state: ServerState = 'up';
	let door = doorSchema.parse({});

	const http = createHttpServer();
	const io = await attachSocketIo(parts.generation, http, parts.heartbeat);
	guardDoor(http, () => door);
	io.on('connection', (socket) => {
		const connection = new Connection(parts.id, socket, parts.journal);
		connections.add(connection);
		socket.conn.on('close', () => {
			connections.delete(connection);
			// The older ones would still wait for a request, for half a minute.
			socket.conn.transport.shouldClose?.();
		});
		if (state === 'frozen') connection.hold();
		parts.onConnection(connection);
	});

	// TLS is above the line: a frozen server does not even shake hands.
	const secure = parts.tls && createTlsServer(parts.tls, (socket) => http.emit('connection', socket));
	secure?.on('tlsClientError', () => undefined);
	const front = createTcpServer({ allowHalfOpen: true }, (socket) => {
		const line = new Line(socket);
		lines.add(line);
		line.on('close', () => lines.delete(line));
		if (state === 'frozen') line.freeze();
		(secure ?? http).emit('connection', line);
	});
	const port = await listenAnywhere(front);

	const drop = () => {
		for (const line of lines) line.reset();
		for (const conn of Object.values(io.engine.clients)) forget(conn);
	};
	const revive = async () => {
		if (state !== 'down') return;
		await listenOn(front, port);
		state = 'up';
	};

	return {
		id: parts.id,
		url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
		generation: parts.generation,
		state: () => state,
		door: () => door,
		setDoor: (next) => (door = next),
		connections: () => [...connections],
		async kill() {
			if (state === 'down') return;
			state = 'down';
			const closed = close(front);
			drop();
			await closed;
		},
		revive,
		async restore() {
			door = doorSchema.parse({});
			if (state === 'down') {
				await revive();
				return;
			}
			state = 'up';
			drop();
		},
		freeze() {
			if (state !== 'up') return;
			state = 'frozen';
			for (const connection of connections) connection.hold();
			for (const line of lines) line.freeze();
		},
		async thaw() {
			if (state !== 'frozen') return;
			state = 'up';
			for (const line of lines) line.thaw();
			for (let turn = 0; turn < NOTICE_TURNS; turn++) await wait(NOTICE_MS / NOTICE_TURNS);
			// It may have been frozen again, or killed, meanwhile.
			if (is(state, 'up')) for (const connection of connections) connection.release();
		},
	};
}

// What `state` is after an await is not what TypeScript remembers of it.
function is(state: ServerState, wanted: ServerState): boolean {
	return state === wanted;
}

function close(server: TcpServer): Promise<void> {
	return new Promise((closed) => {
		server.close(() => closed());
	});
}

/** Puts the door's trouble before the Socket.IO server. Only new connections are troubled, and upgrades. */
function guardDoor(http: Server, door: () => Door): void {
	const answer = http.listeners('request') as ((
		request: IncomingMessage,
		response: ServerResponse,
	) => void)[];
	const upgrade = http.listeners('upgrade') as ((
		request: IncomingMessage,
		line: Duplex,
		head: Buffer,
	) => void)[];
	http.removeAllListeners('request').removeAllListeners('upgrade');

	http.on('request', (request: IncomingMessage, response: ServerResponse) => {
		const { refuseStatus, handshakeDelayMs } = door();
		const pass = () => {
			for (const listener of answer) listener.call(http, request, response);
		};
		if (!isNew(request)) pass();
		else if (refuseStatus !== null) response.writeHead(refuseStatus, { 'content-length': 0 }).end();
		else later(handshakeDelayMs, pass);
	});
	http.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) => {
		const { refuseStatus, handshakeDelayMs, blockWebSocket } = door();
		const status = isNew(request) && refuseStatus !== null ? refuseStatus : blockWebSocket ? 400 : undefined;
		const pass = () => {
			for (const listener of upgrade) listener.call(http, request, line, head);
		};
		if (status !== undefined) {
			line.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
				line.destroy(),
			);
		} else if (isNew(request)) later(handshakeDelayMs, pass);
		else pass();
	});
}

function isNew(request: IncomingMessage): boolean {
	return !new URL(request.url ?? '/', 'http://localhost').searchParams.has('sid');
}

function later(milliseconds: number, work: () => void): void {
	if (milliseconds === 0) work();
	else setTimeout(work, milliseconds).unref();
}
