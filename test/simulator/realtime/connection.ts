import type { ServerSocket } from './generations';
import type { Handed, Journal } from './journal';
import type { Session } from './tokens';

/** An event on its way to connections. */
export interface Outgoing {
	readonly event: Handed;
	/** As a Socket.IO packet already, for streams; else it is the server's own work. */
	readonly packet?: string;
	/** false: it is not noted in the journal. */
	readonly noted?: boolean;
}

/**
 * One client's connection. While its server is frozen, events wait here; once thawed they are handed on, as long as the
 * client has not gone away. What was handed on stands in the journal from the moment it left for the wire: an event
 * that a killed connection still had before it was never handed on.
 */
export class Connection {
	session: Session | undefined;
	readonly openedAt = new Date();
	#open = true;
	#waiting: Outgoing[] | undefined;
	#leaving: Handed[] = [];

	constructor(
		readonly serverId: string,
		private readonly socket: ServerSocket,
		private readonly journal: Journal,
	) {
		socket.conn.on('flush', () => this.#left());
		socket.conn.on('close', () => (this.#open = false));
	}

	get id(): string {
		return this.socket.id;
	}

	get isOpen(): boolean {
		return this.#open;
	}

	/** websocket or polling, as it is now: it may be upgraded. */
	get transport(): string {
		return this.socket.conn.transport.name;
	}

	/** What the client showed in its address. */
	get shownToken(): string {
		const { token } = this.socket.handshake.query;
		return typeof token === 'string' ? token : '';
	}

	on(name: string, listener: (argument: unknown) => void): void {
		this.socket.on(name, listener);
	}

	send(outgoing: Outgoing): void {
		if (!this.#open) return;
		if (this.#waiting) {
			this.#waiting.push(outgoing);
			return;
		}
		const { event, packet } = outgoing;
		if (outgoing.noted !== false) this.#leaving.push(event);
		if (packet === undefined) this.socket.emit(event.name, event.payload);
		else this.socket.conn.write(packet);
	}

	/** Events wait from now on. */
	hold(): void {
		this.#waiting ??= [];
	}

	/** Events that waited, and those to come, go on. */
	release(): void {
		const waiting = this.#waiting ?? [];
		this.#waiting = undefined;
		for (const outgoing of waiting) this.send(outgoing);
	}

	/** The server says goodbye, once all is sent. */
	close(): void {
		this.socket.disconnect(true);
	}

	#left(): void {
		for (const event of this.#leaving) this.journal.add(this.serverId, this.id, event);
		this.#leaving = [];
	}
}
