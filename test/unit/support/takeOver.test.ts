import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { type Outgoing, takeOver, type Written } from '../../../nodes/support/webhook/takeOver';

let server: Server;
let url: string;
let handle: (response: ServerResponse) => void;

beforeAll(async () => {
	server = createServer((_request, response) => handle(response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const ANSWER: Outgoing = {
	status: 200,
	body: '{"STATUS":1}',
	headers: { 'Content-Type': 'application/json' },
};

/** Takes over the response of one request, lets `write` do its worst, and sends the answer unless told not to. */
async function answered(
	write: (response: ServerResponse) => void | Promise<void>,
	before: (response: ServerResponse) => void = () => undefined,
): Promise<{ response: Response; text: string; written: Written[] }> {
	const written: Written[] = [];
	handle = (response) => {
		before(response);
		const send = takeOver(response, (one) => written.push(one));
		void Promise.resolve(write(response)).then(() => send(ANSWER));
	};
	const response = await fetch(url);
	return { response, text: await response.text(), written };
}

describe('a response that has been taken over', () => {
	it('sends what it is told to and nothing that others write: no status, no header, no body', async () => {
		const { response, text, written } = await answered((theirs) => {
			theirs.statusCode = 500;
			theirs.setHeader('Content-Type', 'text/html');
			theirs.setHeaders(new Map([['X-Theirs', '1']]));
			theirs.writeHead(503, { 'X-Theirs': '2' });
			theirs.flushHeaders();
			theirs.write('Error ');
			theirs.end('in workflow');
		});
		expect(response.status).toBe(200);
		expect(text).toBe(ANSWER.body);
		expect(response.headers.get('content-type')).toBe('application/json');
		expect(response.headers.get('content-length')).toBe('12');
		expect(response.headers.get('x-theirs')).toBeNull();
		expect(written.map(({ status, body }) => [status, body.toString()])).toEqual([
			[503, 'Error in workflow'],
		]);
	});

	it('keeps what was set before: CORS is for n8n to say', async () => {
		const { response } = await answered(
			() => undefined,
			(theirs) => theirs.setHeader('Access-Control-Allow-Origin', 'https://a.example'),
		);
		expect(response.headers.get('access-control-allow-origin')).toBe('https://a.example');
	});

	it('hears only the first complete answer', async () => {
		const { written } = await answered((theirs) => {
			theirs.end('one');
			theirs.end('two');
			theirs.write('three');
			theirs.end();
		});
		expect(written.map(({ body }) => body.toString())).toEqual(['one']);
	});

	it('hears streams, bytes and encodings, and calls back as a response does', async () => {
		const { written } = await answered(async (theirs) => {
			const source = Readable.from([Buffer.from('{"user"'), Buffer.from(':["שלום"]}')]);
			source.pipe(theirs, { end: false });
			await new Promise((resolve) => source.once('end', resolve));
			await new Promise<void>((resolve) => theirs.write('IA==', 'base64', () => resolve()));
			await new Promise<void>((resolve) => theirs.end(resolve));
		});
		expect(written.map(({ body }) => body.toString())).toEqual(['{"user":["שלום"]} ']);
	});

	it('takes more than anybody could mean for nothing', async () => {
		const { written } = await answered((theirs) => {
			theirs.write(Buffer.alloc(1024 * 1024));
			theirs.end('x');
		});
		expect(written.map(({ body }) => body.length)).toEqual([0]);
	});

	it('takes what is just not too much as it is', async () => {
		const { written } = await answered((theirs) => void theirs.end(Buffer.alloc(1024 * 1024, 'x')));
		expect(written.map(({ body }) => body.length)).toEqual([1024 * 1024]);
	});

	it('hears nothing in what is no text and no bytes, in no encoding, or in no status', async () => {
		const { written } = await answered((theirs) => {
			const write = theirs.write.bind(theirs) as (chunk: unknown, encoding?: unknown) => boolean;
			expect([write('a', 'klingon'), write(7), write(new Uint8Array([98])), write('63', 'hex')]).toEqual(
				Array(4).fill(true),
			);
			(theirs.writeHead as (status: unknown) => void)('503');
			theirs.end(null);
		});
		expect(written.map(({ status, body }) => [status, body.toString()])).toEqual([[200, 'abc']]);
	});

	it('that has begun already is left as it is', async () => {
		handle = (response) => {
			response.write('begun');
			const send = takeOver(response, () => undefined);
			expect(() => send(ANSWER)).not.toThrow();
			response.socket?.end();
		};
		await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
	});

	it('is not harmed by what comes later, and tells it', async () => {
		const written: Written[] = [];
		let late: ServerResponse | undefined;
		handle = (response) => {
			late = response;
			const send = takeOver(response, (one) => written.push(one));
			send(ANSWER);
			send({ ...ANSWER, body: 'again' });
		};
		expect(await (await fetch(url)).text()).toBe(ANSWER.body);
		expect(() => {
			late?.setHeader('Content-Type', 'text/html');
			late?.writeHead(500);
			late?.write('late ');
			late?.end('answer');
		}).not.toThrow();
		expect(written.map(({ body }) => body.toString())).toEqual(['late answer']);
	});

	it('whose caller has hung up sends nothing and throws nothing', async () => {
		const gone = new Promise<ServerResponse>((resolve) => {
			handle = (response) => {
				const send = takeOver(response, () => undefined);
				response.once('close', () => {
					send(ANSWER);
					response.end('late');
					resolve(response);
				});
			};
		});
		await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/abort|timeout/i);
		expect((await gone).headersSent).toBe(false);
	});

	it('sends through what other layers have put around it', async () => {
		const seen: unknown[] = [];
		const { text } = await answered(
			(theirs) => void theirs.end('x'),
			(theirs) => {
				// As n8n's compression does.
				const end = theirs.end.bind(theirs);
				theirs.end = (chunk?: unknown) => {
					seen.push(chunk);
					return end(chunk);
				};
			},
		);
		expect(text).toBe(ANSWER.body);
		expect(seen).toEqual([ANSWER.body]);
	});
});
