import { getEventListeners } from 'node:events';
import { text } from 'node:stream/consumers';

import { Agent } from 'undici';

import { createHttpClient, type HttpRequest } from '../../../../nodes/platform/http/client';
import type { VoicenterError } from '../../../../nodes/platform/http/errors';
import { JsonText } from '../../../../nodes/platform/wire/json';
import { ALL_BUT_TIMEOUTS, closedPort, startServer, stopServers } from './servers';

const CODE = 'TopSecretCode99';
const agent = new Agent();
afterEach(stopServers);
afterAll(() => agent.destroy());

const read: HttpRequest = {
	operation: 'Get extensions',
	url: 'https://monitor.voicenter.co.il/Comet/api/GetExtensions?lang=he',
	json: { code: CODE, showAll: 1 },
	repeatable: true,
};
const call: HttpRequest = { ...read, operation: 'Click to call', repeatable: false };

const EVERYTHING_BUT_THE_DATE = [
	...ALL_BUT_TIMEOUTS.filter((name) => name !== 'Date'),
	...(['setTimeout', 'clearTimeout'] as const),
];

const client = (baseUrl: string, signal?: AbortSignal) =>
	createHttpClient({ baseUrl, secrets: [CODE], signal, dispatcher: agent });

/** What went wrong; fails when nothing did. */
async function failure(sending: Promise<unknown>): Promise<VoicenterError> {
	const outcome = await sending.then(
		() => 'it succeeded',
		(error: unknown) => error as VoicenterError,
	);
	expect(outcome).toMatchObject({ name: 'VoicenterError' });
	expect(JSON.stringify([(outcome as Error).message, (outcome as Error).stack])).not.toContain(CODE);
	return outcome as VoicenterError;
}

describe('a request', () => {
	it('goes as JSON to the base URL, its path and query unchanged', async () => {
		const server = await startServer((_n, _request, response) => response.end('{"ERR":0}'));

		await expect(client(server.url).send(read, (answer) => answer)).resolves.toEqual({
			status: 200,
			body: { ERR: 0 },
		});
		expect(server.received).toMatchObject([
			{
				method: 'POST',
				path: '/Comet/api/GetExtensions?lang=he',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ code: CODE, showAll: 1 }),
			},
		]);
	});

	it('goes to its own address where there is no base URL', async () => {
		const server = await startServer((_n, _request, response) => response.end('{}'));
		const { send } = createHttpClient({ secrets: [], dispatcher: agent });
		await expect(send({ ...call, url: `${server.url}/own?a=b` }, () => 'sent')).resolves.toBe('sent');
		expect(server.received).toMatchObject([{ path: '/own?a=b' }]);
		await expect(send({ ...call, url: 'ftp://voicenter/x' }, () => 'sent')).rejects.toThrow(
			'"ftp://voicenter/x" is not an address',
		);
	});

	it('without a body is a GET, and says nothing that it does not have', async () => {
		const server = await startServer((_n, _request, response) => response.end('{}'));
		await client(server.url).send({ ...read, json: undefined }, () => 'sent');
		expect(server.received).toMatchObject([{ method: 'GET', body: '' }]);
		expect(Object.keys(server.received[0]?.headers ?? {})).toEqual(['host', 'connection']);
	});

	it('may have its JSON written already, and a token', async () => {
		const server = await startServer((_n, _request, response) => response.end('{}'));
		await client(server.url).send({ ...call, json: new JsonText('[1, 2]'), bearer: 'a-token' }, () => 'sent');
		expect(server.received).toMatchObject([
			{ method: 'POST', headers: { authorization: 'Bearer a-token' }, body: '[1, 2]' },
		]);
	});

	it('waits for its turn, and says when its turn is over, however it ended', async () => {
		const server = await startServer((_n, request, response) =>
			request.url === '/good' ? response.end('{}') : request.socket.destroy(),
		);
		const told: string[] = [];
		const turn = async () => {
			await new Promise((next) => setImmediate(next));
			told.push(`begins after ${server.received.length}`);
			return () => told.push('is over');
		};
		const url = 'https://api.voicenter.com/good';
		await client(server.url).send({ ...call, url, turn }, () => 'sent');
		await failure(client(server.url).send({ ...call, turn }, () => 'sent'));
		expect(told).toEqual(['begins after 0', 'is over', 'begins after 1', 'is over']);
	});

	it('leaves no listener behind on what could have stopped it', async () => {
		const made = jest.spyOn(AbortSignal, 'any');
		const { signal } = new AbortController();
		const server = await startServer((_n, _request, response) => response.end('{}'));
		await client(server.url, signal).send(call, () => 'sent');
		const [both] = made.mock.results.map(({ value }) => value as AbortSignal);
		expect([signal, both].map((one) => one && getEventListeners(one, 'abort'))).toEqual([[], []]);
		made.mockRestore();
	});

	it('may have its answer as it comes in, with its headers, whatever its status', async () => {
		const server = await startServer((_n, _request, response) =>
			response.writeHead(404, { 'content-type': 'audio/mpeg', 'set-cookie': ['a=1', 'b=2'] }).end('sound'),
		);
		const streamed = client(server.url).stream(read, async ({ status, contentType, header, body }) => ({
			...{ status, contentType, cookie: header('set-cookie'), none: header('retry-after') },
			body: await text(body),
		}));
		await expect(streamed).resolves.toEqual({
			...{ status: 404, contentType: 'audio/mpeg', cookie: 'a=1', none: undefined, body: 'sound' },
		});
	});

	it.each(['//127.0.0.1:9/file', '/\\127.0.0.1:9/file', '/.//127.0.0.1:9/file'])(
		'stays at the base URL when its path looks like another host: %s',
		async (path) => {
			const server = await startServer((_n, _request, response) => response.end('{}'));
			const url = `https://cpanel.voicenter.co.il${path}`;

			await client(server.url).send({ ...call, url }, () => 'sent');
			expect(server.received).toMatchObject([{ path: '//127.0.0.1:9/file' }]);
		},
	);

	it('uses a connection again that is there', async () => {
		const server = await startServer((_n, _request, response) => response.end('{}'));
		for (let i = 0; i < 20; i++) await client(server.url).send(call, () => i);

		expect(server.received).toHaveLength(20);
		// A second one is opened when a request starts while the end of the last answer is still being handled.
		expect(new Set(server.received.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
	});

	it.each(['htp://user:Passw0rd@proxy.example', 'user:Pass@w0rd@proxy.example'])(
		'with a base URL that is none (%s) does not tell the password in it',
		async (baseUrl) => {
			const { message } = await failure(client(baseUrl).send(call, () => 'sent'));
			expect(message).toContain('proxy.example');
			expect(message).not.toMatch(/Pass|w0rd/);
		},
	);

	it.each([
		['127.0.0.1:4010'],
		['localhost:4010'],
		['voicenter'],
		['ftp://voicenter'],
		['shttp://voicenter'],
	])('with a base URL that is none (%s) says so, and not that somebody stopped it', async (baseUrl) => {
		const error = await failure(client(baseUrl).send(call, () => 'sent'));

		expect(error.kind).toBe('invalidAddress');
		expect(error.message).toBe(`Click to call: "${baseUrl}" is not an address that requests can be sent to`);
		expect(`${error.message} ${error.hint ?? ''}`).toMatch(/Base URL/i);
		expect(error.hint).not.toMatch(/may have acted/);
	});
});

describe('a deadline', () => {
	it('ends a request that gets no answer, and says that Voicenter may have acted', async () => {
		const server = await startServer(() => undefined);
		const error = await failure(client(server.url).send({ ...call, deadlineMs: 150 }, () => 'answered'));

		expect(error.kind).toBe('timeout');
		expect(error.message).toMatch(/^Click to call: .*within 0\.15 seconds$/);
		expect(error.hint).toMatch(/may have acted/);
		expect(server.received).toHaveLength(1);
	});

	it('ends it also where the execution could be stopped, and is not', async () => {
		const server = await startServer(() => undefined);
		const { signal } = new AbortController();
		const error = await failure(
			client(server.url, signal).send({ ...call, deadlineMs: 150 }, () => 'answered'),
		);
		expect(error.kind).toBe('timeout');
	});

	it('does not care for a clock that is set back, and neither do the waits of a read that is sent again', async () => {
		jest.useFakeTimers({ now: Date.now(), doNotFake: [...EVERYTHING_BUT_THE_DATE] });
		try {
			const server = await startServer(() => jest.setSystemTime(Date.now() - 3_600_000));
			const error = await failure(client(server.url).send({ ...read, deadlineMs: 50 }, () => 'answered'));
			expect(error.kind).toBe('timeout');
			expect(server.received).toHaveLength(4);
		} finally {
			jest.useRealTimers();
		}
	}, 15_000);

	it('ends an answer that never ends', async () => {
		const server = await startServer((_n, _request, response) => {
			response.write('{"a":"');
			const drip = setInterval(() => response.write('x'), 20);
			response.on('close', () => clearInterval(drip));
		});
		const error = await failure(client(server.url).send({ ...call, deadlineMs: 200 }, () => 'answered'));
		expect(error.kind).toBe('timeout');
	});

	it('starts anew with each attempt of a read', async () => {
		const server = await startServer((number, _request, response) => {
			if (number > 1) response.end('{"n":2}');
		});
		await expect(client(server.url).send({ ...read, deadlineMs: 150 }, ({ body }) => body)).resolves.toEqual({
			n: 2,
		});
	});
});

describe('a bound', () => {
	it.each([
		['announced', true],
		['not announced', false],
	])('refuses an answer that is longer, %s, and reads no further', async (_how, announced) => {
		let sent = 0;
		const server = await startServer((_n, _request, response) => {
			const piece = ' '.repeat(64 * 1024);
			if (announced) response.setHeader('content-length', String(piece.length * 1000));
			const pump = () => {
				while (sent < 1000 && !response.destroyed) {
					sent += 1;
					if (!response.write(piece)) {
						response.once('drain', pump);
						return;
					}
				}
			};
			pump();
		});
		const error = await failure(client(server.url).send({ ...read, maxBytes: 1_048_576 }, () => 'read'));

		expect(error.kind).toBe('unreadable');
		expect(error.message).toMatch(/longer than 1 MB/);
		expect(sent).toBeLessThan(1000);
		expect(server.received).toHaveLength(1);
	});

	it('lets an answer through that is just so long', async () => {
		const server = await startServer((_n, _request, response) => response.end('{"long":"answer"}'));
		const longest = (maxBytes: number) => client(server.url).send({ ...call, maxBytes }, ({ body }) => body);
		await expect(longest(17)).resolves.toEqual({ long: 'answer' });
		expect(await failure(longest(16))).toMatchObject({ kind: 'unreadable' });
	});
});

describe('stopping the execution', () => {
	it('sends nothing when it was stopped before', async () => {
		const server = await startServer((_n, _request, response) => response.end('{}'));
		const error = await failure(client(server.url, AbortSignal.abort()).send(call, () => 'sent'));

		expect(error.kind).toBe('cancelled');
		expect(error.message).toBe('Click to call: stopped, because the execution was stopped');
		expect(server.received).toHaveLength(0);
	});

	it('ends one that waits for ten others to the same host, and so does its deadline: it is never begun', async () => {
		const server = await startServer(() => undefined);
		const stop = new AbortController();
		const to = client(server.url);
		const ended: string[] = [];
		const sent = [
			...Array.from({ length: 10 }, () => to.send({ ...call, deadlineMs: 1_500 }, () => 'answered')),
			to.send({ ...call, deadlineMs: 300 }, () => 'answered'),
			client(server.url, stop.signal).send(
				{ ...call, turn: () => Promise.resolve(() => undefined).finally(() => stop.abort()) },
				() => 'answered',
			),
		].map(async (sending, place) => {
			const { kind } = await failure(sending);
			ended.push(place < 10 ? 'one of ten' : kind);
		});
		await Promise.all(sent);
		expect(ended).toEqual(['cancelled', 'timeout', ...new Array<string>(10).fill('one of ten')]);
		expect(server.received.length).toBeLessThanOrEqual(10);
	});

	it('ends a request under way, and closes its connection', async () => {
		const stop = new AbortController();
		let closed: () => void;
		const gone = new Promise<void>((resolve) => (closed = resolve));
		const server = await startServer((_n, request) => {
			request.socket.on('close', closed);
			stop.abort();
		});
		const error = await failure(client(server.url, stop.signal).send(read, () => 'answered'));
		await gone;

		expect(error.kind).toBe('cancelled');
		expect(server.received).toHaveLength(1);
	});

	it('ends the wait between two attempts', async () => {
		// So that the wait does not end by itself.
		jest.useFakeTimers({ doNotFake: [...ALL_BUT_TIMEOUTS] });
		try {
			const stop = new AbortController();
			const server = await startServer((_n, request) => request.socket.destroy());
			const turn = () => Promise.resolve(() => setImmediate(() => stop.abort()));
			const error = await failure(client(server.url, stop.signal).send({ ...read, turn }, () => 'answered'));
			expect(error.kind).toBe('cancelled');
			expect(server.received).toHaveLength(1);
		} finally {
			jest.useRealTimers();
		}
	});
});

it('a token that no header can carry is not sent, and is what is named', async () => {
	const server = await startServer((_n, _request, response) => response.end('{}'));
	const error = await failure(client(server.url).send({ ...call, bearer: 'two\nlines' }, () => 'sent'));

	expect(error.kind).toBe('invalidAddress');
	expect(error.hint).toMatch(/^Nothing was sent.*token/);
	expect(server.received).toHaveLength(0);
});

it('a host that refuses connections is named, with what to do', async () => {
	const port = await closedPort();
	const error = await failure(client(`http://127.0.0.1:${port}`).send(call, () => 'sent'));

	expect(error.kind).toBe('unreachable');
	expect(error.message).toBe(
		`Click to call: 127.0.0.1:${port} could not be reached: it refused the connection`,
	);
	expect(error.hint).toMatch(/^Nothing was sent\. .*firewall.*Base URL/);
});

it('so is a host that has no name', async () => {
	const error = await failure(client('http://voicenter.invalid').send(call, () => 'sent'));
	expect(error.kind).toBe('unreachable');
	expect(error.message).toMatch(/voicenter\.invalid could not be reached: its name could not be/);
});
