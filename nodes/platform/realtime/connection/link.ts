/** One connection to one server: what it brings, in order, until it ends. */
import type { WireMessage } from '../messages';
import type { TrackedAgent } from './agent';
import type { ClientSocket, Generation, Transport } from './clients';
import { deferred } from './deferred';
import { LinkError, readConnectError, readDisconnect, readErrorCode, readServerError } from './linkError';
import { pause } from './pause';

/** How a server is spoken to. */
export interface Way {
	generation: Generation;
	transport: Transport;
}

/** Hears what a link brings; see {@link Link.take}. */
export interface LinkListener {
	onEvent: (event: WireMessage) => void;
	/** The connection ended, and not by us. Nothing comes after it. */
	onEnd: (error: LinkError) => void;
}

/** What a link is made of. */
export interface LinkParts {
	server: string;
	way: Way;
	socket: ClientSocket;
	tracked: TrackedAgent;
	goodbyeMs: number;
}

/** The two kinds of packets that carry events, in all versions of Socket.IO. */
const EVENT_PACKETS: readonly unknown[] = [2, 5];

/** Makes a link of a client's socket, which is connecting. */
export function createLink({ server, way, socket, tracked, goodbyeMs }: LinkParts) {
	const letIn = deferred<unknown>();
	// Whoever only destroys the link does not wait for it.
	letIn.promise.catch(() => undefined);
	let isIn = false;
	let lastHeardAt = new Date();
	let kept: WireMessage[] = [];
	let listener: LinkListener | undefined;
	let ended: LinkError | undefined;

	// The older client asks and hears `pong`; the newer one is asked, with `ping`.
	const signOfLife = way.generation === 2 ? 'pong' : 'ping';
	const onLife = (): void => {
		lastHeardAt = new Date();
	};

	/** What the client itself listens to stays: it must hear how the connection ends. */
	function detach(): void {
		socket.off();
		socket.io.off('packet', onPacket);
		socket.io.off(signOfLife, onLife);
	}

	function destroy(): void {
		detach();
		socket.disconnect();
		tracked.destroy();
	}

	function end(error: LinkError): void {
		if (ended) return;
		ended = error;
		destroy();
		letIn.reject(error);
		listener?.onEnd(error);
	}

	function onPacket(packet: unknown): void {
		const event = eventOf(packet, socket.nsp);
		// Until the server has taken us in, what comes may be for another protocol.
		if (!event || !socket.connected) return;
		lastHeardAt = event.receivedAt;
		if (event.name === 'loginSuccess') {
			// It may tell of the opposite.
			const error = readErrorCode(event.payload);
			if (error !== undefined) {
				end(new LinkError('tokenRejected', `it did not let us in (${error})`));
				return;
			}
		}
		if (listener) listener.onEvent(event);
		else kept.push(event);
		if (event.name === 'loginSuccess' && !isIn) {
			isIn = true;
			letIn.resolve(undefined);
		}
	}

	surviveNonsense(socket, () =>
		end(new LinkError(isIn ? 'lost' : 'failed', 'what it sent could not be read')),
	);
	socket.io.on('packet', onPacket);
	socket.io.on(signOfLife, onLife);
	socket.on('connect_error', (error) => end(readConnectError(error)));
	socket.on('error', (error) => end(readServerError(error)));
	socket.on('disconnect', (reason) => {
		const error = readDisconnect(reason);
		if (isIn) end(error);
		else if (reason === 'io server disconnect') end(new LinkError('tokenRejected', 'it did not let us in'));
		else end(new LinkError('failed', error.message));
	});

	return {
		server,
		way,
		/** When the server was last heard, be it with an event or a sign of life. All that it sent before has arrived. */
		get lastHeardAt() {
			return lastHeardAt;
		},
		/** False when it has ended, on whichever side. */
		get isOpen() {
			return !ended;
		},
		/** Resolves when the server lets us in; rejects with a LinkError when it does not. */
		letIn: letIn.promise,
		/** Gives everything to a listener: first, at once, what has come so far. */
		take(taker: LinkListener) {
			listener = taker;
			const before = kept;
			kept = [];
			for (const event of before) taker.onEvent(event);
			if (ended) taker.onEnd(ended);
		},
		send(event: string, value?: unknown) {
			if (value === undefined) socket.emit(event);
			else socket.emit(event, value);
		},
		/** Says goodbye; resolves when nothing of the connection is left. */
		async close() {
			detach();
			if (!ended) {
				ended = new LinkError('cancelled', 'the session was closed');
				await sayGoodbye(socket, tracked, goodbyeMs);
			}
			tracked.destroy();
			await tracked.closed();
		},
		/** Ends the connection at once, without a word. */
		destroy() {
			ended ??= new LinkError('cancelled', 'the session was closed');
			destroy();
		},
	};
}

/** See {@link createLink}. */
export type Link = ReturnType<typeof createLink>;

function eventOf(packet: unknown, namespace: string): WireMessage | undefined {
	const { type, nsp, data } = packet as { type?: unknown; nsp?: unknown; data?: unknown };
	if (!EVENT_PACKETS.includes(type) || nsp !== namespace || !Array.isArray(data)) return undefined;
	const [name, payload] = data as unknown[];
	return typeof name === 'string' ? { name, payload, receivedAt: new Date() } : undefined;
}

/** The server is asked to end the connection; if it does not, the client's own way of ending it must do. */
async function sayGoodbye(socket: ClientSocket, tracked: TrackedAgent, goodbyeMs: number): Promise<void> {
	const patience = new AbortController();
	const wait = (ms: number): Promise<void> => pause(ms, patience.signal);
	const gone = deferred<undefined>();
	socket.on('disconnect', () => gone.resolve(undefined));
	socket.emit('closeme');
	await Promise.race([gone.promise, wait(goodbyeMs / 2)]);
	socket.off();
	socket.disconnect();
	await Promise.race([tracked.closed(), wait(goodbyeMs / 2)]);
	patience.abort();
}

/**
 * The clients throw what they cannot make sense of to whoever runs them: the older one every packet, both of them a
 * handshake, and the newer one, a moment later, a packet in which what it must hold is missing. Nobody is there to catch
 * it, and n8n's process would end.
 */
function surviveNonsense({ io }: ClientSocket, onNonsense: () => void): void {
	const { transport } = io.engine;
	const read = transport.onPacket.bind(transport);
	transport.onPacket = (packet) => {
		try {
			read(packet);
		} catch {
			onNonsense();
		}
	};
	const take = io.ondecoded.bind(io);
	io.ondecoded = (packet) => {
		if (isWhole(packet)) take(packet);
		else onNonsense();
	};
}

/** The packet that must hold something besides. */
const REFUSAL = 4;

function isWhole(packet: unknown): boolean {
	const { type, data } = (packet ?? {}) as { type?: unknown; data?: unknown };
	if (EVENT_PACKETS.includes(type)) return Array.isArray(data);
	return type !== REFUSAL || (data !== undefined && data !== null);
}
