import { EventEmitter } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { Generation } from '../../../../nodes/platform/realtime/connection/clients';
import { createLink, type Link } from '../../../../nodes/platform/realtime/connection/link';
import type { WireMessage } from '../../../../nodes/platform/realtime/messages';
import type { LinkError } from '../../../../nodes/platform/realtime/connection/linkError';
import { openLink } from '../../../../nodes/platform/realtime/connection/openLink';

const TOKEN = 'a-token-that-nobody-may-see';
const HANDSHAKE = `0${JSON.stringify({ sid: '1', upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1e6 })}`;
const LET_IN = '42["loginSuccess",{"errorCode":0}]';

const closers: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closers.splice(0)) await close();
});
// A client that polls says goodbye once more when its server is gone.
afterAll(() => pause(50));

/** A server that says one packet after the other, whatever it is asked, and then nothing more. */
async function serverThatSays(generation: Generation, packets: string[]): Promise<string> {
	const left = [...packets];
	const server = createServer((request, response) => {
		request.resume();
		if (request.method === 'POST') {
			response.end('ok');
			return;
		}
		const packet = left.shift();
		if (packet !== undefined) response.end(generation === 2 ? `${packet.length}:${packet}` : packet);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closers.push(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function connect(generation: Generation, packets: string[]): Promise<Link> {
	const link = await openLink({
		server: await serverThatSays(generation, packets),
		token: TOKEN,
		way: { generation, transport: 'polling' },
		timings: { attemptMs: 2_000, goodbyeMs: 100 },
		signal: new AbortController().signal,
	});
	closers.unshift(() => link.close());
	return link;
}

/** Resolves when the connection has ended. */
function endOf(link: Link, onEvent: (event: WireMessage) => void = () => undefined): Promise<LinkError> {
	return new Promise((resolve) => link.take({ onEvent, onEnd: resolve }));
}

const ODDITIES: Record<Generation, Record<string, string>> = {
	2: {
		'JSON that is cut off': '42["ExtensionEvent",{"reason":',
		'a packet of nothing': '4',
		'attachments that never come': '45-["x"]',
		'more attachments than anybody sends': '4599999999999-["x"]',
	},
	4: {
		'JSON that is cut off': '42["ExtensionEvent",{"reason":',
		'a packet of nothing': '4',
		'an event without a name': '42',
		'a refusal without a reason': '44',
	},
};

describe.each([2, 4] as const)('given a server of generation %s', (generation) => {
	const connected = generation === 2 ? '40' : '40{"sid":"2"}';

	it.each(Object.entries(ODDITIES[generation]))('when it sends %s, the connection ends', async (_, odd) => {
		const link = await connect(generation, [HANDSHAKE, connected, LET_IN, odd]);

		expect((await endOf(link)).kind).toBe('lost');
		expect(link.isOpen).toBe(false);
	});

	it('when it refuses without a reason, there is no connection', async () => {
		await expect(connect(generation, [HANDSHAKE, '44'])).rejects.toMatchObject({ kind: 'failed' });
	});

	it.each(['0', '0{broken', '0null', '0{}'])(
		'when its handshake is %s, there is no connection',
		async (handshake) => {
			await expect(connect(generation, [handshake])).rejects.toMatchObject({ kind: 'failed' });
		},
	);

	it('when it says nothing, or the session is closed meanwhile, there is no connection', async () => {
		const server = await serverThatSays(generation, []);
		const open = (attemptMs: number, signal: AbortSignal) =>
			openLink({
				...{ server, token: TOKEN, way: { generation, transport: 'polling' }, signal },
				timings: { attemptMs, goodbyeMs: 100 },
			});
		await expect(open(50, new AbortController().signal)).rejects.toMatchObject({
			kind: 'silent',
			message: 'it gave no answer within 0.05 seconds',
		});
		await expect(open(60_000, AbortSignal.timeout(50))).rejects.toMatchObject({ kind: 'cancelled' });
		await expect(open(60_000, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
	});

	it('when its refusal is no number, it is a refusal, and what it says is not told', async () => {
		const refusals = [{ toString: 1, valueOf: 1 }, [{ toString: 1 }], `${TOKEN} has run out`];
		for (const errorCode of refusals) {
			const refused = `42${JSON.stringify(['loginSuccess', { errorCode }])}`;
			const error: unknown = await connect(generation, [HANDSHAKE, connected, refused]).catch(
				(reason: unknown) => reason,
			);

			expect(error).toMatchObject({ kind: 'tokenRejected', message: 'it did not let us in (error)' });
		}
	});
});

test.each([
	[2, 'pong', 'ping'],
	[4, 'ping', 'pong'],
] as const)(
	'a server of generation %i is alive when it says %s; %s is our own word',
	(generation, its, ours) => {
		jest.useFakeTimers({ now: 0 });
		try {
			const io = Object.assign(new EventEmitter(), {
				engine: { transport: { onPacket: () => undefined } },
				ondecoded: () => undefined,
			});
			const link = createLink({
				server: 'http://server.test',
				way: { generation, transport: 'websocket' },
				socket: {
					on: () => undefined,
					off: () => undefined,
					emit: () => undefined,
					disconnect: () => undefined,
					connected: true,
					nsp: '/',
					io,
				},
				tracked: { agent: new Agent(), closed: () => Promise.resolve(), destroy: () => undefined },
				goodbyeMs: 0,
			});
			jest.setSystemTime(1_000);
			io.emit(ours);
			expect(link.lastHeardAt).toEqual(new Date(0));
			io.emit(its);
			expect(link.lastHeardAt).toEqual(new Date(1_000));
		} finally {
			jest.useRealTimers();
		}
	},
);
