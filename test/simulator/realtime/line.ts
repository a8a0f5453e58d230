import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

type Done = (error?: Error | null) => void;

/**
 * A TCP connection that can be frozen: nothing is read and nothing written, and the other side is not told. The HTTP
 * server above it sees a connection on which nothing happens.
 */
export class Line extends Duplex {
	#frozen = false;
	#held: (() => void) | undefined;

	constructor(private readonly socket: Socket) {
		super({ allowHalfOpen: true });
		socket.setNoDelay(true);
		socket.pause();
		socket.on('data', (chunk: Buffer) => {
			if (!this.push(chunk)) socket.pause();
		});
		socket.on('end', () => this.push(null));
		socket.on('error', (error) => this.destroy(error));
		socket.on('close', () => this.destroy());
		// A connection that is reset is nothing to complain of here.
		this.on('error', () => undefined);
	}

	get remoteAddress(): string | undefined {
		return this.socket.remoteAddress;
	}

	get remotePort(): number | undefined {
		return this.socket.remotePort;
	}

	/** Nothing passes from now on, in either direction. */
	freeze(): void {
		this.#frozen = true;
		this.socket.pause();
	}

	/** What was held back passes. */
	thaw(): void {
		this.#frozen = false;
		if (!this.isPaused()) this.socket.resume();
		const held = this.#held;
		this.#held = undefined;
		held?.();
	}

	/** Ends it as a host does whose process was killed: with a reset. */
	reset(): void {
		this.socket.resetAndDestroy();
		this.destroy();
	}

	// What HTTP and WebSocket servers call on a TCP socket.
	setNoDelay(): this {
		return this;
	}
	setKeepAlive(): this {
		return this;
	}
	setTimeout(): this {
		return this;
	}

	override _read(): void {
		if (!this.#frozen) this.socket.resume();
	}

	override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
		this.#whenThawed(() => {
			// At once, as a TCP socket does: a server may write a last word and close without waiting.
			if (this.socket.write(chunk)) done();
			else this.socket.once('drain', done);
		});
	}

	override _final(done: Done): void {
		this.#whenThawed(() => this.socket.end(() => done()));
	}

	override _destroy(error: Error | null, done: Done): void {
		this.#held = undefined;
		this.socket.destroy();
		done(error);
	}

	#whenThawed(work: () => void): void {
		if (this.#frozen) this.#held = work;
		else work();
	}
}
