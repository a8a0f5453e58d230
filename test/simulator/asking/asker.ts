import { isUtf8 } from 'node:buffer';
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/** One request that somebody waits for. */
export interface Question {
	readonly url: string;
	readonly method: 'GET' | 'POST' | 'OPTIONS';
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
	/** How long the one who asks waits for the whole answer; then the connection is closed. */
	readonly deadlineMs: number;
}

/** What came back. */
export interface Reply {
	readonly at: Date;
	/** From the first step of connecting to the answer's last byte, or to giving up. */
	readonly milliseconds: number;
	/** Absent when no answer came, or not the whole of it. */
	readonly status?: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	/** The body is not in UTF-8. */
	readonly notUtf8: boolean;
	/** Nothing, or not everything, had come when the one who asked gave up. */
	readonly late: boolean;
	/** Why there is no answer: the connection was refused, reset, closed in the middle. */
	readonly failure?: string;
	/** HTTP answers seen on the connection. Grows when a second one comes after the first. */
	readonly answers: number;
}

/** Asks over connections that are kept alive, and measures. */
export interface Asker {
	/** Never rejects: what goes wrong is in the reply. */
	ask: (question: Question) => Promise<Reply>;
	/** Aborted by the next reset: what is being asked is given up, and nothing further should be. */
	signal: () => AbortSignal;
	reset: () => void;
	stop: () => void;
}

/** What is seen on a connection between one question and the next. */
interface Watch {
	heard: string;
	finished: boolean;
	answers: number;
	socket?: Socket;
	/** Bytes of the connection that are accounted for, once finished. */
	bytes: number;
}

/**
 * An idle connection is let go after so long: before the receiver does it (Node's servers after 5 s), which would look
 * like a reset to the question that comes at that moment. A connection that is waiting for an answer is not idle.
 */
const IDLE_MS = 3000;

/** No connections yet. */
export function createAsker(): Asker {
	const agents = {
		http: new http.Agent({ keepAlive: true, timeout: IDLE_MS }),
		https: new https.Agent({ keepAlive: true, timeout: IDLE_MS }),
	};
	const watches = new WeakMap<Socket, Watch>();
	let life = new AbortController();

	return {
		ask: (question) => ask(question, agents, watches, life.signal),
		signal: () => life.signal,
		reset() {
			life.abort();
			life = new AbortController();
		},
		stop() {
			life.abort();
			for (const agent of Object.values(agents)) agent.destroy();
		},
	};
}

function ask(
	question: Question,
	agents: { http: http.Agent; https: https.Agent },
	watches: WeakMap<Socket, Watch>,
	signal: AbortSignal,
): Promise<Reply> {
	return new Promise((resolve) => {
		const watch: Watch = { heard: '', finished: false, answers: 0, bytes: 0 };
		const secure = question.url.startsWith('https:');
		const at = new Date();
		const began = performance.now();
		const request = (secure ? https : http).request(question.url, {
			method: question.method,
			headers: {
				...question.headers,
				...(question.body !== undefined && { 'Content-Length': Buffer.byteLength(question.body) }),
			},
			agent: secure ? agents.https : agents.http,
			signal,
		});

		const settle = (outcome: Partial<Reply>, body = Buffer.alloc(0)): void => {
			if (watch.finished) return;
			const milliseconds = performance.now() - began;
			clearTimeout(timer);
			watch.finished = true;
			const text = body.toString('utf8');
			watch.answers += heads(watch.heard) - heads(text);
			watch.heard = '';
			watch.bytes = watch.socket?.bytesRead ?? 0;
			resolve({
				at,
				milliseconds,
				headers: {},
				body: text,
				notUtf8: !isUtf8(body),
				late: false,
				...outcome,
				get answers() {
					return watch.answers;
				},
			});
		};
		const timer = setTimeout(() => {
			settle({ late: true });
			request.destroy();
		}, question.deadlineMs);

		request.on('socket', (socket) => listen(socket, watch, watches));
		request.on('error', (error) => settle({ failure: error.message || error.name }));
		request.on('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', (error) => settle({ failure: `closed in the middle: ${error.message}` }));
			response.on('end', () =>
				settle(
					{ status: response.statusCode ?? 0, headers: textHeaders(response.headers) },
					Buffer.concat(chunks),
				),
			);
		});
		request.end(question.body);
	});
}

/** Hears everything that comes over a connection, also what comes when nothing is asked. */
function listen(socket: Socket, watch: Watch, watches: WeakMap<Socket, Watch>): void {
	const known = watches.has(socket);
	watch.socket = socket;
	watches.set(socket, watch);
	if (known) return;
	socket.on('data', (chunk: Buffer) => {
		const current = watches.get(socket);
		if (!current?.finished) {
			if (current) current.heard += chunk.toString('latin1');
			return;
		}
		current.answers += Math.max(1, heads(chunk.toString('latin1')));
		current.bytes = socket.bytesRead;
	});
	// Newer Nodes close an idle connection that says something, without handing it on.
	socket.on('close', () => {
		const current = watches.get(socket);
		if (current?.finished && socket.bytesRead > current.bytes) current.answers++;
	});
}

/** Status lines of final answers in what came over a connection. */
function heads(text: string): number {
	return text.match(/HTTP\/1\.[01] [2-5]\d\d/g)?.length ?? 0;
}

function textHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}
