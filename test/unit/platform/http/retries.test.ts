import { createServer as createTcpServer } from 'node:net';

import { Agent } from 'undici';

import { createHttpClient, type HttpRequest } from '../../../../nodes/platform/http/client';
import type { HttpAnswer } from '../../../../nodes/platform/http/answer';
import { ALL_BUT_TIMEOUTS, type Answer, closedPort, othersTurns, startServer, stopServers } from './servers';

jest.setTimeout(20_000);
const agent = new Agent();
afterEach(stopServers);
afterAll(() => agent.destroy());

const READ: HttpRequest = {
	operation: 'Get extensions',
	url: 'https://monitor.voicenter.co.il/x',
	json: {},
	repeatable: true,
	deadlineMs: 300,
};
const CALL: HttpRequest = { ...READ, operation: 'Click to call', repeatable: false };

/** Makes errors of HTTP errors, as a service does. */
async function send(baseUrl: string, request: HttpRequest): Promise<unknown> {
	const client = createHttpClient({ baseUrl, secrets: [], dispatcher: agent });
	return client.send(request, ({ status, body }: HttpAnswer) => {
		if (status < 400) return body;
		throw client.fail({ operation: request.operation, kind: 'http', httpStatus: status, text: 'HTTP error' });
	});
}

const troubles: [string, Answer][] = [
	['closes the connection before the answer', (_n, request) => request.socket.destroy()],
	['resets the connection', (_n, request) => request.socket.resetAndDestroy()],
	[
		'closes the connection in the middle of the answer',
		(_n, request, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('{"a":', () => request.socket.destroy());
		},
	],
	['says nothing until the deadline', () => undefined],
	['answers 500', (_n, _request, response) => response.writeHead(500).end('oops')],
	['answers 503', (_n, _request, response) => response.writeHead(503).end()],
	['answers 429', (_n, _request, response) => response.writeHead(429).end()],
];

describe.each(troubles)('the server %s', (_what, trouble) => {
	it('once: a read is sent again, and succeeds', async () => {
		const server = await startServer((number, request, response) =>
			number === 1 ? trouble(number, request, response) : response.end('{"ok":1}'),
		);
		await expect(send(server.url, READ)).resolves.toEqual({ ok: 1 });
		expect(server.received).toHaveLength(2);
	});

	it('once: a call is not sent again', async () => {
		const server = await startServer((number, request, response) =>
			number === 1 ? trouble(number, request, response) : response.end('{"ok":1}'),
		);
		await expect(send(server.url, CALL)).rejects.toMatchObject({ name: 'VoicenterError' });
		await new Promise((wait) => setTimeout(wait, 700));
		expect(server.received).toHaveLength(1);
	});
});

it.each([
	[0, [250, 500, 1_000]],
	[0.5, [375, 750, 1_500]],
])(
	'a read is given up after four attempts, each later than the one before (%d)',
	async (chance, expected) => {
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		jest.useFakeTimers({ doNotFake: [...ALL_BUT_TIMEOUTS] });
		try {
			const server = await startServer((_n, request) => request.socket.destroy());
			const waits: number[] = [];
			const attempt = { isUnderWay: true };
			const turn = () => {
				attempt.isUnderWay = true;
				return Promise.resolve(() => {
					attempt.isUnderWay = false;
					waits.push(0);
				});
			};
			const sending = send(server.url, { ...READ, turn }).catch((error: unknown) => error);
			while (waits.length < 4) {
				await othersTurns();
				if (attempt.isUnderWay || waits.length === 4) continue;
				jest.advanceTimersByTime(25);
				waits.push((waits.pop() ?? 0) + 25);
			}
			await expect(sending).resolves.toMatchObject({ kind: 'interrupted' });
			expect(waits).toEqual([...expected, 0]);
			expect(server.received).toHaveLength(4);
		} finally {
			jest.useRealTimers();
			jest.restoreAllMocks();
		}
	},
);

it('what a service makes of an answer is what is thrown', async () => {
	const server = await startServer((_n, _request, response) => response.writeHead(400).end());
	await expect(send(server.url, CALL)).rejects.toMatchObject({
		kind: 'http',
		httpStatus: 400,
		message: 'Click to call: HTTP error',
	});
});

it('an answer that makes no sense is not asked for again: Voicenter has acted', async () => {
	const server = await startServer((_n, _request, response) => response.end('<html>Runtime Error</html>'));
	await expect(send(server.url, READ)).rejects.toMatchObject({ kind: 'unreadable' });
	expect(server.received).toHaveLength(1);
});

it('a call is sent again when the first attempt reached nobody, and only once it has', async () => {
	const port = await closedPort();
	const sending = send(`http://127.0.0.1:${port}`, CALL);
	let requests = 0;
	const late = createTcpServer((socket) => {
		socket.on('data', () => {
			requests += 1;
			socket.end('HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{"ok":1}');
		});
		socket.on('error', () => socket.destroy());
	});
	await new Promise((wait) => setTimeout(wait, 100));
	await new Promise<void>((listening) => late.listen(port, '127.0.0.1', listening));

	try {
		await expect(sending).resolves.toEqual({ ok: 1 });
		expect(requests).toBe(1);
	} finally {
		await new Promise((closed) => late.close(closed));
	}
});
