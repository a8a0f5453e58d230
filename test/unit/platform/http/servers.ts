import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type RequestListener,
} from 'node:http';
import {
	type AddressInfo,
	connect,
	createServer as createTcpServer,
	type Server as TcpServer,
	type Socket,
} from 'node:net';

/** For fake timers, where only what waits with setTimeout is to wait for the test. */
export const ALL_BUT_TIMEOUTS = [
	...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
	...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
];

/** Lets what goes over loopback go on, where timers stand still. */
export async function othersTurns(): Promise<void> {
	for (let turns = 0; turns < 20; turns += 1) await new Promise((next) => setImmediate(next));
}

/** A request as it reached the server. */
export interface Received {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: string;
	/** As many different ones, as many connections. */
	port: number;
}

export interface TestServer {
	url: string;
	received: Received[];
	stop(): Promise<void>;
}

/** Answers the request with this number, from 1. */
export type Answer = (number: number, ...listener: Parameters<RequestListener>) => void;

const running: (() => Promise<void>)[] = [];

/** Stops everything that the helpers below have started. */
export async function stopServers(): Promise<void> {
	await Promise.all(running.splice(0).map((stop) => stop()));
}

/** A real HTTP server on loopback that notes what it gets. */
export async function startServer(answer: Answer): Promise<TestServer> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			const { method = '', url = '', headers, socket } = request;
			received.push({ method, path: url, headers, body, port: socket.remotePort ?? 0 });
			answer(received.length, request, response);
		});
	});
	const port = await listen(server);
	return { url: `http://127.0.0.1:${port}`, received, stop: stopLater(server) };
}

/**
 * What a proxy does with the wish for a tunnel, beside opening one: says no with a status, hangs up, says nothing, opens
 * one and breaks it at once, or lets whoever asks wait for the promise.
 */
export type ProxyTrouble = number | 'hangsUp' | 'saysNothing' | 'breaks' | Promise<void>;

/** A proxy on loopback, and what it saw. */
export interface TestProxy {
	url: string;
	/** The hosts that tunnels were asked for. */
	tunnels: string[];
	/** How many connections there were. */
	connections: () => number;
}

/** A proxy on loopback that opens tunnels to wherever it is asked, or does not. */
export async function startProxy(trouble?: ProxyTrouble): Promise<TestProxy> {
	const tunnels: string[] = [];
	let connections = 0;
	const server = createServer((_request, response) => response.writeHead(501).end());
	server.on('connection', (socket: Socket) => {
		connections += 1;
		socket.on('error', () => socket.destroy());
	});
	server.on('connect', (request, client: Socket, head: Buffer) => {
		tunnels.push(request.url ?? '');
		if (typeof trouble === 'number') client.end(`HTTP/1.1 ${trouble} Refused\r\n\r\n`);
		else if (trouble === 'hangsUp') client.destroy();
		else if (trouble === 'breaks') client.end('HTTP/1.1 200 Connection established\r\n\r\n');
		else if (trouble !== 'saysNothing') void Promise.resolve(trouble).then(() => join(request, client, head));
	});
	const port = await listen(server);
	stopLater(server);
	return { url: `http://127.0.0.1:${port}`, tunnels, connections: () => connections };
}

function join({ url = '' }: IncomingMessage, client: Socket, head: Buffer): void {
	const [host, port] = url.split(':');
	const upstream = connect(Number(port), host, () => {
		client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		upstream.write(head);
		upstream.pipe(client).pipe(upstream);
	});
	upstream.on('error', () => client.destroy());
	client.on('error', () => upstream.destroy());
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
	const server = createTcpServer();
	const port = await listen(server);
	await new Promise((closed) => server.close(closed));
	return port;
}

async function listen(server: TcpServer): Promise<number> {
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return (server.address() as AddressInfo).port;
}

function stopLater(server: TcpServer): () => Promise<void> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	const stop = async () => {
		for (const socket of sockets) socket.destroy();
		await new Promise((closed) => server.close(closed));
	};
	running.push(stop);
	return stop;
}
