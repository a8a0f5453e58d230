/** What a session is to those who use it. */
import type { Account } from '../../request/account';
import type { VoicenterError } from '../../http/errors';
import type { WireEvent } from './link';
import type { RealTimeLogin } from '../login';
import type { SessionTimings } from './timings';

/**
 * - `loggingIn`: asking for a token and for the servers
 * - `connecting`: trying a server
 * - `live`: let in, events come
 * - `waiting`: something failed; trying again after a while
 * - `refused`: the credentials are wrong; over
 * - `closed`: closed by us; over
 */
export type SessionState = 'loggingIn' | 'connecting' | 'live' | 'waiting' | 'refused' | 'closed';

/** What happens to the connection. */
export type ConnectionChange =
	/** Live for the first time. */
	| { state: 'connected'; at: Date; server: string }
	/** A live connection died. It was last heard at `lastHeardAt`; what was sent later may be lost. */
	| { state: 'lost'; at: Date; lastHeardAt: Date; server: string; reason: string }
	/** Live again. Of what happened from `lostAt`, the last sign of life, to `at` nothing was heard. */
	| { state: 'recovered'; at: Date; lostAt: Date; server: string }
	/** Cannot log in or connect at the moment; keeps trying. Told once for each reason. */
	| { state: 'waiting'; at: Date; reason: string };

/** Hears what a session brings. An exception of a listener is logged, and changes nothing. */
export interface SessionListener {
	/** Everything the server sends, in order; the answers to our own keepalive excepted. */
	onEvent: (event: WireEvent) => void;
	onConnection: (change: ConnectionChange) => void;
	/** The credentials are wrong. The session is over. */
	onRefused: (error: VoicenterError) => void;
}

/** What a session is made of. */
export interface SessionOptions {
	account: Account;
	login: RealTimeLogin;
	timings?: Partial<SessionTimings> | undefined;
	/** Where trouble that nobody else hears of is told. */
	log?: ((message: string) => void) | undefined;
}

/** A running session; see {@link openSession}. */
export interface Session {
	readonly state: SessionState;
	/** Asks the server for the snapshots again. Does nothing while there is no connection: they come with the next one. */
	resync: () => void;
	/** Ends the session. Resolves when no timer, connection or promise of it is left. */
	close: () => Promise<void>;
}
