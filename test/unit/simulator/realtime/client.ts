import type { Simulator } from '../../../simulator';
import type { Generation } from '../../../simulator/realtime/generations';
import { postJson } from '../support';

export type Fields = Record<string, unknown>;
export type Transport = 'websocket' | 'polling';

export const GENERATIONS: readonly Generation[] = ['1.4.8', '2.5.1', '4'];
export const TRANSPORTS: readonly Transport[] = ['websocket', 'polling'];
/** Every generation by both ways. */
export const WAYS = GENERATIONS.flatMap((generation) =>
	TRANSPORTS.map((transport): [Generation, Transport] => [generation, transport]),
);

const PATIENCE_MS = 10_000;

/** Waits until something holds. @throws when it takes longer than any busy machine needs */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
	for (const until = Date.now() + PATIENCE_MS; !(await holds());) {
		if (Date.now() > until) throw new Error(`it did not happen within ${PATIENCE_MS} ms`);
		await new Promise((tick) => setTimeout(tick, 5));
	}
}

/** What a login says under `Data.Socket`. */
export interface Ticket {
	readonly Url: string;
	readonly URLList: readonly string[];
	readonly Token: string;
	readonly TokenExpiry: string;
	readonly RefreshToken: string;
	readonly RefreshTokenExpiry: string;
	readonly Version?: string;
	readonly Client?: string;
	readonly PersonId: number;
}

interface ClientSocket {
	readonly connected: boolean;
	readonly io: { readonly engine?: { readonly transport: { readonly name: string } } };
	on: (name: string, listener: (value?: unknown) => void) => unknown;
	emit: (name: string, ...values: unknown[]) => unknown;
	close: () => unknown;
}

type Connect = (url: string, options: object) => ClientSocket;

/** Logs in with the account's token, or as told. */
export async function logIn(simulator: Simulator, kind = 'Token', fields?: Fields): Promise<Ticket> {
	const { token } = simulator.account.realTime;
	const answer = await postJson(`${simulator.url}/monitorAPI/Login/${kind}`, fields ?? { token });
	const { Data } = answer.json() as { Data: { Socket: Ticket } };
	return Data.Socket;
}

export interface Received {
	readonly name: string;
	readonly payload: Fields;
}

export interface ConnectOptions {
	readonly client?: '2.5.0' | '4';
	readonly transports?: readonly Transport[];
	readonly upgrade?: boolean;
	/** PEM, of an https server's CA. */
	readonly ca?: string;
}

const EVENTS = [
	'loginSuccess',
	'loginStatus',
	'AllExtensionsStatus',
	'AllDialersStatus',
	'AllUsersStatus',
	'QueueEvent',
	'ExtensionEvent',
	'DialerEvent',
	'ExtensionsUpdated',
	'keepaliveResponse',
];

/** A real client. What it gets is in `received`; what becomes of its connection in `fate`. */
export class TestClient {
	readonly received: Received[] = [];
	readonly fate: string[] = [];
	private readonly socket: ClientSocket;

	constructor(
		url: string,
		readonly token: string,
		options: ConnectOptions = {},
	) {
		const name = options.client === '4' ? 'socket.io-client' : 'socket.io-client-v2';
		const connect: Connect = jest.requireActual(name);
		this.socket = connect(url, {
			transports: options.transports ?? ['websocket'],
			upgrade: options.upgrade ?? false,
			query: { token },
			reconnection: false,
			forceNew: true,
			forceNode: true,
			timeout: 10_000,
			...(options.ca !== undefined && { ca: options.ca }),
		});
		for (const event of EVENTS) {
			this.socket.on(event, (payload) => this.received.push({ name: event, payload: payload as Fields }));
		}
		this.socket.on('connect', () => this.fate.push('connect'));
		this.socket.on('disconnect', (reason) => this.fate.push(`disconnect: ${String(reason)}`));
		this.socket.on('connect_error', (error) => this.fate.push(`connect_error: ${String(error)}`));
	}

	get connected(): boolean {
		return this.socket.connected;
	}

	get transport(): string | undefined {
		return this.socket.io.engine?.transport.name;
	}

	emit(name: string, ...values: unknown[]): void {
		this.socket.emit(name, ...values);
	}

	close(): void {
		this.socket.close();
	}

	/** Payloads of one event. */
	of(name: string): Fields[] {
		return this.received.filter((one) => one.name === name).map(({ payload }) => payload);
	}

	/** Until all snapshots are there. */
	async loggedIn(): Promise<this> {
		await this.until(() => this.of('AllUsersStatus').length > 0);
		return this;
	}

	async until(holds: () => boolean): Promise<void> {
		await eventually(holds);
	}
}

/** A client that speaks a server's generation. */
export const clientOf = (generation: string): '2.5.0' | '4' => (generation === '4' ? '4' : '2.5.0');

/** What an event is, in short: extension or queue, reason, cause. */
export function inShort({ name, payload }: Received): string {
	const data = (payload['data'] ?? {}) as Fields;
	const who = name === 'QueueEvent' ? 'queue' : data['extenUser'];
	return [who, data['reason'] ?? payload['reason'], data['cause'] ?? payload['cause'], payload['dialStatus']]
		.filter((part) => typeof part === 'string' && part !== '')
		.join(' ');
}

/** The calls' events that a client got, in short. */
export function story(client: TestClient): string[] {
	return client.received
		.filter(({ name }) => name === 'QueueEvent' || name === 'ExtensionEvent')
		.map(inShort);
}
