/** What a connection makes of what the client's socket says, whichever client it is. */
import { EventEmitter } from 'node:events';
import { Agent } from 'node:http';

import { deferred } from '../../../../nodes/platform/realtime/connection/deferred';
import { createLink } from '../../../../nodes/platform/realtime/connection/link';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());
const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);

const GOODBYE_MS = 500;

function stage() {
	const did: string[] = [];
	const passed: unknown[] = [];
	const heard = new Map<string, ((value: unknown) => void)[]>();
	const closed = deferred<undefined>();
	const read = (packet: unknown) => {
		if (packet === 'nonsense') throw new Error('nonsense');
		passed.push(packet);
	};
	const io = Object.assign(new EventEmitter(), {
		engine: { transport: { onPacket: read } },
		ondecoded: (packet: unknown) => void passed.push(packet),
	});
	const socket = {
		on: (event: string, listener: (value: unknown) => void) =>
			void heard.set(event, [...(heard.get(event) ?? []), listener]),
		off: () => heard.clear(),
		emit: (...values: unknown[]) => void did.push(['emit', ...values].join(' ')),
		disconnect: () => void did.push('disconnect'),
		connected: true,
		...{ nsp: '/', io },
	};
	const link = createLink({
		server: 'http://server.test',
		way: { generation: 4, transport: 'websocket' },
		socket,
		tracked: { agent: new Agent(), closed: () => closed.promise, destroy: () => void did.push('destroy') },
		goodbyeMs: GOODBYE_MS,
	});
	const told: string[] = [];
	let letIn: unknown = 'not yet';
	link.letIn.then(
		() => (letIn = true),
		(error: unknown) => (letIn = error),
	);
	return {
		...{ did, passed, socket, io, link, told },
		letIn: () => letIn,
		take: () =>
			link.take({
				onEvent: ({ name, payload, receivedAt }) =>
					told.push(`${name} ${JSON.stringify(payload)} ${receivedAt.getTime()}`),
				onEnd: ({ kind, message }) => told.push(`${kind}: ${message}`),
			}),
		/** What the socket says of itself. */
		say: (event: string, value?: unknown) => heard.get(event)?.forEach((listener) => listener(value)),
		/** A packet of the server's. */
		packet: (...data: unknown[]) => io.emit('packet', { type: 2, nsp: '/', data }),
		isLeft: () => [...heard.keys(), ...io.eventNames()],
		gone: () => closed.resolve(undefined),
	};
}
const IN = ['loginSuccess', { errorCode: 0 }];

describe('packets', () => {
	it.each<[string, object, string[]]>([
		['an event', { type: 2, nsp: '/', data: ['x', 1] }, ['x 1 0']],
		['one with bytes in it', { type: 5, nsp: '/', data: ['x', 1, 2] }, ['x 1 0']],
		['one of no value', { type: 2, nsp: '/', data: ['x'] }, ['x undefined 0']],
		['an answer', { type: 3, nsp: '/', data: ['x', 1] }, []],
		['another place’s', { type: 2, nsp: '/other', data: ['x', 1] }, []],
		['nothing', { type: 2, nsp: '/' }, []],
		['no list', { type: 2, nsp: '/', data: 'x' }, []],
		['no name', { type: 2, nsp: '/', data: [1, 'x'] }, []],
	])('%s', (_, packet, expected) => {
		const { io, take, told } = stage();
		take();
		io.emit('packet', packet);
		expect(told).toEqual(expected);
	});

	it('before the server has taken the client in do not count', () => {
		const { socket, packet, take, told, link } = stage();
		take();
		socket.connected = false;
		jest.setSystemTime(1_000);
		packet('x', 1);
		expect(told).toEqual([]);
		expect(link.lastHeardAt).toEqual(new Date(0));
		socket.connected = true;
		packet('x', 1);
		expect(told).toEqual(['x 1 1000']);
		expect(link.lastHeardAt).toEqual(new Date(1_000));
	});

	it('are kept until somebody takes them, and given once', () => {
		const { packet, take, told } = stage();
		packet('x', 1);
		packet('y', 2);
		take();
		packet('z', 3);
		expect(told).toEqual(['x 1 0', 'y 2 0', 'z 3 0']);
		take();
		expect(told).toHaveLength(3);
	});
});

describe('the server', () => {
	it('lets us in with loginSuccess, which is handed on', async () => {
		const { packet, take, told, letIn } = stage();
		packet('x');
		await after(0);
		expect(letIn()).toBe('not yet');
		packet(...IN);
		await after(0);
		expect(letIn()).toBe(true);
		take();
		packet(...IN);
		expect(told).toHaveLength(3);
	});

	it('says with an error in it that it does not: nothing comes after that', async () => {
		const { packet, say, take, told, did, letIn, link, isLeft } = stage();
		take();
		packet('loginSuccess', { errorCode: 7 });
		say('disconnect', 'ping timeout');
		packet('x');
		expect(told).toEqual(['tokenRejected: it did not let us in (error 7)']);
		await after(0);
		expect(letIn()).toMatchObject({ kind: 'tokenRejected' });
		expect(link.isOpen).toBe(false);
		expect(did).toEqual(['disconnect', 'destroy']);
		expect(isLeft()).toEqual([]);
	});

	it.each<[string, unknown, string, string | undefined]>([
		['connect_error', new Error('x'), 'failed: the connection broke', 'failed: the connection broke'],
		['error', 'no', 'tokenRejected: it did not let us in', 'tokenRejected: it did not let us in'],
		[
			'disconnect',
			'io server disconnect',
			'tokenRejected: it did not let us in',
			'lost: the server ended the connection',
		],
		['disconnect', 'ping timeout', 'failed: the server fell silent', 'lost: the server fell silent'],
		['disconnect', 'transport close', 'failed: the connection broke', 'lost: the connection broke'],
	])('%s %s: before it lets us in, and after', (event, value, before, later) => {
		for (const [isIn, expected] of [
			[false, before],
			[true, later],
		] as const) {
			const { packet, say, take, told } = stage();
			if (isIn) packet(...IN);
			say(event, value);
			say(event, value);
			take();
			expect(told.slice(isIn ? 1 : 0)).toEqual([expected]);
		}
	});
});

describe('nonsense', () => {
	it.each([
		[false, 'failed: what it sent could not be read'],
		[true, 'lost: what it sent could not be read'],
	])('that the client throws back ends the connection; let in: %s', (isIn, expected) => {
		const { io, packet, passed, take, told } = stage();
		if (isIn) packet(...IN);
		take();
		io.engine.transport.onPacket('sense');
		expect(passed).toEqual(['sense']);
		io.engine.transport.onPacket('nonsense');
		expect(told.slice(isIn ? 1 : 0)).toEqual([expected]);
	});

	it.each<[unknown, boolean]>([
		[{ type: 2, data: ['x'] }, true],
		[{ type: 2, data: { 0: 'x' } }, false],
		[{ type: 5, data: ['x'] }, true],
		[{ type: 5 }, false],
		[{ type: 4, data: { message: 'no' } }, true],
		[{ type: 4, data: null }, false],
		[{ type: 4 }, false],
		[{ type: 0 }, true],
		[{ type: 1 }, true],
		[undefined, true],
	])('%j is whole: %s', (packet, isWhole) => {
		const { io, passed, take, told } = stage();
		take();
		io.ondecoded(packet);
		expect(passed).toEqual(isWhole ? [packet] : []);
		expect(told).toEqual(isWhole ? [] : ['failed: what it sent could not be read']);
	});
});

it('what is sent has a value, or none', () => {
	const { link, socket, did } = stage();
	const emit = jest.spyOn(socket, 'emit');
	link.send('keepalive', 'token');
	link.send('resync');
	expect(did).toEqual(['emit keepalive token', 'emit resync']);
	expect(emit.mock.calls).toEqual([['keepalive', 'token'], ['resync']]);
});

describe('a goodbye', () => {
	it('is waited for half of its time, and the connections for the other half', async () => {
		const { link, did, take, told, isLeft, gone } = stage();
		take();
		let isClosed = false;
		void link.close().then(() => (isClosed = true));
		expect(link.isOpen).toBe(false);
		await after(GOODBYE_MS / 2 - 1);
		expect(did).toEqual(['emit closeme']);
		await after(1);
		expect(did).toEqual(['emit closeme', 'disconnect']);
		await after(GOODBYE_MS / 2 - 1);
		expect(did).toHaveLength(2);
		await after(1);
		expect(did).toEqual(['emit closeme', 'disconnect', 'destroy']);
		expect(isClosed).toBe(false);
		gone();
		await after(0);
		expect(isClosed).toBe(true);
		expect(told).toEqual([]);
		expect(isLeft()).toEqual([]);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('that the server answers is over at once', async () => {
		const { link, did, say, gone } = stage();
		const closing = link.close();
		say('disconnect', 'io server disconnect');
		gone();
		await after(0);
		await closing;
		expect(did).toEqual(['emit closeme', 'disconnect', 'destroy']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('is not said twice, nor where the connection has ended', async () => {
		for (const end of ['close', 'destroy', 'nonsense'] as const) {
			const { link, io, did, gone } = stage();
			gone();
			if (end === 'close') void link.close();
			if (end === 'destroy') link.destroy();
			if (end === 'nonsense') io.engine.transport.onPacket('nonsense');
			await after(GOODBYE_MS);
			const before = did.length;
			await link.close();
			expect(did.slice(before)).toEqual(['destroy']);
		}
	});

	it('is left out when the connection is to be gone at once', () => {
		const { link, did, packet, take, told, isLeft } = stage();
		take();
		link.destroy();
		packet('x');
		expect(did).toEqual(['disconnect', 'destroy']);
		expect([link.isOpen, told, isLeft()]).toEqual([false, [], []]);
	});
});
