import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Socket } from 'node:net';
import { useSimulator } from '../../../useSimulator';
import { useServers } from '../../../useServers';

/** A simulator for all tests of a file, as new for each, and servers that end with the test. */
export function bench() {
	const simulator = useSimulator();
	const kept = useServers();
	return {
		control: () => simulator.control,
		url: () => simulator.url,
		server: (...answers: readonly (Handler | Body)[]) => kept(startServer(...answers)),
		twiceServer: (body: object, apart: 'together' | 'later') => kept(startTwiceServer(body, apart)),
	};
}

/** A request as it reached a test's own server. */
export interface Got {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
	/** @throws when the body is not JSON */
	json(): unknown;
}

/** Answers one request; a value instead of a function is sent as JSON. */
export type Handler = (got: Got, response: ServerResponse) => void;

/** JSON, or text that goes out as it is. */
export type Body = Readonly<Record<string, unknown>> | string;

/** A server on loopback: each request gets the next answer, and the last one from then on. */
export async function startServer(...answers: readonly (Handler | Body)[]) {
	const received: Got[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			const answer = answers[Math.min(received.length, answers.length - 1)] ?? {};
			const { method = '', url = '', headers } = request;
			const got: Got = { method, url, headers, body, json: () => JSON.parse(body) as unknown };
			received.push(got);
			if (typeof answer === 'function') answer(got, response);
			else send(response, answer);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/ask`,
		received,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

/** 200 with JSON; text goes out as it is. */
export function send(response: ServerResponse, body: Body, headers: Record<string, string> = {}) {
	response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** No answer at all while the test lasts. */
export const never: Handler = () => undefined;

/** Closes the connection instead of answering. */
export const reset: Handler = (_got, response) => response.destroy();

/** A server that gives two whole answers to each request: the second with the first, or a moment after it. */
export async function startTwiceServer(body: object, apart: 'together' | 'later') {
	const text = JSON.stringify(body);
	const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
	const sockets = new Set<Socket>();
	const server = createRawServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('data', () => {
			socket.write(apart === 'together' ? answer + answer : answer);
			if (apart === 'later') setTimeout(() => socket.write(answer), 20);
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/ask`,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}
