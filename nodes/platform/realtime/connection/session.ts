/** A connection for live events that stays up: a state machine with named states (voicenter-api.md §13). */
import { VoicenterError } from '../../http/errors';
import { isOutage } from '../login';
import { loginService } from '../loginService';
import type { ConnectionChange } from '../messages';
import { type Dial, dial } from './dial';
import type { Link } from './link';
import { LinkError } from './linkError';
import { stayLive } from './live';
import { pause } from './pause';
import { backoff, nextTry } from './retryPolicy';
import { serversOf } from './servers';
import type { Session, SessionListener, SessionOptions, SessionState } from './sessionTypes';
import { createTickets, type LoginService, type Tickets } from './tickets';
import { DEFAULT_TIMINGS, type SessionTimings } from './timings';

export type { RealTimeLogin } from '../login';
export type * from './sessionTypes';

/** What a session uses; tests have their own. */
export interface SessionParts {
	dial: Dial;
	/** Makes the login service; `signal` ends its requests, `secrets` is to grow with every token. */
	loginService: (options: SessionOptions, signal: AbortSignal) => LoginService;
	random: () => number;
}

const OWN_PARTS: SessionParts = { dial, loginService, random: Math.random };

/** A login that worked before may be refused while Voicenter has trouble; after so many times in a row it is believed. */
const REFUSALS_BELIEVED = 10;

type Running = Exclude<SessionState, 'refused' | 'closed'>;

/**
 * Opens a session. It logs in, connects, and stays connected until it is closed or the credentials are refused.
 *
 * @param options the account and its real-time login
 * @param listener hears events and what happens to the connection, nothing before this function returns
 */
export function openSession(
	options: SessionOptions,
	listener: SessionListener,
	parts: SessionParts = OWN_PARTS,
): Session {
	return new RealTimeSession(options, listener, parts);
}

class RealTimeSession implements Session {
	#state: SessionState = 'loggingIn';
	readonly #timings: SessionTimings;
	readonly #tickets: Tickets;
	readonly #ending = new AbortController();
	readonly #running: Promise<void>;

	#link: Link | undefined;
	/** What earlier connections have still under way. */
	readonly #leftovers = new Set<Promise<unknown>>();
	#servers: string[] = [];
	/** Which server of the list is tried, or used. */
	#index = 0;
	/** Servers that could not be used, one after the other. */
	#failures = 0;
	#loginFailures = 0;
	#refusals = 0;
	#wasLive = false;
	#lostAt: Date | undefined;
	/** Why it is waiting, each reason told since it was live: with several servers they come in turn. */
	readonly #told = new Set<string>();
	#pause: { waitMs: number; next: Running } = { waitMs: 0, next: 'loggingIn' };

	constructor(
		private readonly options: SessionOptions,
		private readonly listener: SessionListener,
		private readonly parts: SessionParts,
	) {
		this.#timings = { ...DEFAULT_TIMINGS, ...options.timings };
		this.#tickets = createTickets(parts.loginService(options, this.#ending.signal), this.#timings);
		this.#running = this.#run();
	}

	get state(): SessionState {
		return this.#state;
	}

	resync(): void {
		if (this.#state === 'live') this.#link?.send('resync', { cache: false });
	}

	async close(): Promise<void> {
		this.#ending.abort();
		await this.#running;
	}

	readonly #steps: Record<Running, () => Promise<SessionState>> = {
		loggingIn: () => this.#logIn(),
		connecting: () => this.#connect(),
		live: () => this.#live(),
		waiting: () => this.#wait(),
	};

	async #run(): Promise<void> {
		// Nobody is to hear anything before openSession has returned.
		await Promise.resolve();
		while (this.#state !== 'refused' && this.#state !== 'closed') {
			try {
				this.#state = await this.#steps[this.#state]();
			} catch (error) {
				this.#log(`Live events: something unexpected went wrong (${String(error)})`);
				this.#failures += 1;
				this.#state = this.#nextServer('something unexpected went wrong');
			}
			// A connection that was just made is for the live state to close.
			const isOver = this.#state === 'refused' || this.#state === 'live';
			if (this.#ending.signal.aborted && !isOver) this.#state = 'closed';
		}
		await Promise.all(this.#leftovers);
	}

	async #logIn(): Promise<SessionState> {
		try {
			const ticket = await this.#tickets.get();
			const servers = serversOf(ticket.servers, this.options.account.baseUrl);
			if (servers.join() !== this.#servers.join()) this.#index = 0;
			this.#servers = servers;
			this.#loginFailures = 0;
			this.#refusals = 0;
			return 'connecting';
		} catch (error) {
			if (this.#ending.signal.aborted) return 'closed';
			return this.#loginFailed(error);
		}
	}

	#loginFailed(error: unknown): SessionState {
		if (!(error instanceof VoicenterError)) throw error;
		if (!isOutage(error)) {
			this.#refusals += 1;
			if (!this.#wasLive || this.#refusals >= REFUSALS_BELIEVED) {
				this.#tell(() => this.listener.onRefused(error));
				return 'refused';
			}
		}
		this.#loginFailures += 1;
		const waitMs = backoff(this.#loginFailures, this.#timings, this.parts.random());
		return this.#pauseBefore('loggingIn', waitMs, error.message);
	}

	async #connect(): Promise<SessionState> {
		const ticket = this.#tickets.current;
		const server = this.#servers[this.#index];
		if (!ticket || server === undefined || !this.#tickets.isUsable) return 'loggingIn';
		try {
			this.#link = await this.#dial(server, this.#ending.signal);
			return 'live';
		} catch (error) {
			if (this.#ending.signal.aborted) return 'closed';
			if (!(error instanceof LinkError)) throw error;
			const reason = `${new URL(server).host}: ${error.message}`;
			this.#failures += 1;
			if (error.kind !== 'tokenRejected') return this.#nextServer(reason);
			this.#tickets.doubt();
			return this.#afterFailures('loggingIn', reason);
		}
	}

	#dial(server: string, signal: AbortSignal): Promise<Link> {
		const { token = '' } = this.#tickets.current ?? {};
		return this.parts.dial({ server, token, timings: this.#timings, signal });
	}

	async #live(): Promise<SessionState> {
		const link = this.#link;
		if (!link) return 'connecting';
		const since = performance.now();
		this.#tickets.trust();
		this.#announce(link.server);
		const ended = await stayLive({
			link,
			timings: this.#timings,
			signal: this.#ending.signal,
			token: () => this.#tickets.current?.token ?? '',
			onEvent: (event) => this.#tell(() => this.listener.onEvent(event)),
			keepFresh: (signal, onRenewed) =>
				this.#tickets.keepFresh(signal, onRenewed, (trouble) => this.#log(trouble)),
			preferred: () => (this.#index > 0 ? this.#servers[0] : undefined),
			dial: (server, signal) => this.#dial(server, signal),
			onMoved: (moved) => {
				this.#link = moved;
				this.#index = 0;
			},
		});
		const rest = ended.rest.finally(() => this.#leftovers.delete(rest));
		this.#leftovers.add(rest);
		return this.#ending.signal.aborted ? 'closed' : this.#lost(ended.link, ended.error, since);
	}

	#announce(server: string): void {
		const at = new Date();
		const change: ConnectionChange = this.#lostAt
			? { state: 'recovered', at, lostAt: this.#lostAt, server }
			: { state: 'connected', at, server };
		this.#wasLive = true;
		this.#lostAt = undefined;
		this.#told.clear();
		this.#tell(() => this.listener.onConnection(change));
	}

	#lost({ server, lastHeardAt }: Link, { kind, message: reason }: LinkError, since: number): SessionState {
		this.#lostAt = lastHeardAt;
		this.#tell(() =>
			this.listener.onConnection({ state: 'lost', at: new Date(), lastHeardAt, server, reason }),
		);
		if (performance.now() - since >= this.#timings.stableMs) this.#failures = 0;
		else this.#failures += 1;
		if (kind === 'tokenRejected') {
			this.#tickets.doubt();
			return this.#afterFailures('loggingIn', reason);
		}
		return this.#nextServer(reason);
	}

	/** The next server of the list, at once or after a while. */
	#nextServer(reason: string): SessionState {
		this.#index = (this.#index + 1) % Math.max(this.#servers.length, 1);
		return this.#afterFailures('connecting', reason);
	}

	#afterFailures(next: Running, reason: string): SessionState {
		const { waitMs, logInFirst } = nextTry(
			{ count: this.#failures, servers: this.#servers.length },
			this.#timings,
			this.parts.random(),
		);
		if (logInFirst) this.#tickets.doubt();
		return this.#pauseBefore(logInFirst ? 'loggingIn' : next, waitMs, reason);
	}

	#pauseBefore(next: Running, waitMs: number, reason: string): SessionState {
		if (waitMs <= 0) return next;
		this.#pause = { waitMs, next };
		if (!this.#told.has(reason)) {
			this.#told.add(reason);
			this.#tell(() => this.listener.onConnection({ state: 'waiting', at: new Date(), reason }));
		}
		return 'waiting';
	}

	async #wait(): Promise<SessionState> {
		const { waitMs, next } = this.#pause;
		await pause(waitMs, this.#ending.signal);
		return next;
	}

	#tell(hand: () => void): void {
		try {
			hand();
		} catch (error) {
			this.#log(`Live events: a listener failed (${error instanceof Error ? error.message : String(error)})`);
		}
	}

	#log(message: string): void {
		this.options.log?.(message);
	}
}
