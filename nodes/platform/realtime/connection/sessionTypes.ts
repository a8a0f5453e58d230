/** What a session is to those who use it. */
import type { Account } from '../../request/account';
import type { VoicenterError } from '../../http/errors';
import type { ConnectionChange, WireMessage } from '../messages';
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

/** Hears what a session brings. An exception of a listener is logged, and changes nothing. */
export interface SessionListener {
	/** Everything the server sends, in order; the answers to our own keepalive excepted. */
	onEvent: (message: WireMessage) => void;
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
