/** One session a credential and process, however many use it. */
import { createHash } from 'node:crypto';

import type { WireEvent } from './connection/link';
import { deferred } from './connection/deferred';
import {
	type ConnectionChange,
	openSession,
	type Session,
	type SessionListener,
	type SessionOptions,
	type SessionState,
} from './connection/session';

/** A share in a session; see {@link joinSession}. */
export interface SharedSession {
	readonly state: SessionState;
	/** Asks the server for the snapshots again; everybody who shares the session gets them. */
	resync: () => void;
	/** Hears nothing more from now on. The last one to leave closes the connection; resolves when it is closed. */
	leave: () => Promise<void>;
}

/** Snapshots that a server sends to a new connection (voicenter-api.md §13), and that a late joiner is given. */
const SNAPSHOTS = [
	'loginSuccess',
	'loginStatus',
	'AllExtensionsStatus',
	'AllExtensionStatus',
	'AllDialersStatus',
	'AllUsersStatus',
];

interface Shared {
	session: Session;
	listeners: Set<SessionListener>;
	/** The last of each, in the order in which they came. */
	snapshots: Map<string, WireEvent>;
	/** What a late joiner is told first: connected, or waiting. */
	present: ConnectionChange | undefined;
	/** Resolves when it is connected, or trying on; rejects when the credentials are refused. */
	decided: Promise<unknown>;
}

/** Joins sessions; see {@link createSessions}. */
export type JoinSession = (options: SessionOptions, listener: SessionListener) => Promise<SharedSession>;

/**
 * Makes a pool of sessions.
 *
 * @param open opens a session; a test's own, perhaps
 */
export function createSessions(open: typeof openSession = openSession): JoinSession {
	const pool = new Map<string, Shared>();
	/** The next session of a credential waits for these, so that there are never two. */
	const farewells = new Map<string, Promise<void>>();

	function start(key: string, options: SessionOptions): Shared {
		const listeners = new Set<SessionListener>();
		const snapshots = new Map<string, WireEvent>();
		const decision = deferred<undefined>();
		// Every joiner waits for it; one that has left does not.
		decision.promise.catch(() => undefined);

		/** Each listener is for itself: what one throws does not keep an event from the others. */
		const tellAll = (tell: (listener: SessionListener) => void): void => {
			for (const listener of [...listeners]) tellOne(options, () => tell(listener));
		};
		const session = open(options, {
			onEvent(event) {
				if (SNAPSHOTS.includes(event.name)) {
					snapshots.delete(event.name);
					snapshots.set(event.name, event);
				}
				tellAll((listener) => listener.onEvent(event));
			},
			onConnection(change) {
				// Snapshots of a lost connection are no longer true.
				if (change.state !== 'waiting') snapshots.clear();
				shared.present = change;
				tellAll((listener) => listener.onConnection(change));
				if (change.state !== 'lost') decision.resolve(undefined);
			},
			onRefused(error) {
				if (pool.get(key) === shared) pool.delete(key);
				decision.reject(error);
				tellAll((listener) => listener.onRefused(error));
			},
		});
		const shared: Shared = {
			session,
			listeners,
			snapshots,
			present: undefined,
			decided: decision.promise,
		};
		return shared;
	}

	async function close(key: string, shared: Shared): Promise<void> {
		if (pool.get(key) === shared) pool.delete(key);
		const farewell = shared.session.close().finally(() => {
			if (farewells.get(key) === farewell) farewells.delete(key);
		});
		farewells.set(key, farewell);
		await farewell;
	}

	return async (options, listener) => {
		const key = identityOf(options);
		// Others may do the same meanwhile; the first one to find nobody there starts.
		while (farewells.has(key)) await farewells.get(key);
		const shared = pool.get(key) ?? start(key, options);
		pool.set(key, shared);

		// Leaving is noted at once, so that nothing is heard after it.
		const own: SessionListener = {
			onEvent: (event) => listener.onEvent(event),
			onConnection: (change) => listener.onConnection(change),
			onRefused: (error) => listener.onRefused(error),
		};
		const leave = async (): Promise<void> => {
			if (!shared.listeners.delete(own)) return;
			if (shared.listeners.size === 0) await close(key, shared);
		};
		// Nothing happens between these lines: what came before is given here, what comes later by the session.
		const { present } = shared;
		if (present) tellOne(options, () => own.onConnection(asJoined(present)));
		for (const event of shared.snapshots.values()) tellOne(options, () => own.onEvent(event));
		shared.listeners.add(own);
		try {
			await shared.decided;
		} catch (error) {
			await leave();
			throw error;
		}
		return {
			get state() {
				return shared.session.state;
			},
			resync: () => shared.session.resync(),
			leave,
		};
	};
}

/**
 * Joins the session of a credential, which is opened for the first one who joins.
 *
 * What happens is told from the beginning, also before the promise resolves. One who joins late is told first how the
 * connection is (`connected`, or `waiting`), and given the last snapshots; their `receivedAt` says how old they are.
 *
 * @param options the account and its real-time login; timings and log of the first one who joins count
 * @param listener hears what the session brings
 * @returns when the session is connected, or cannot connect at the moment and goes on trying
 * @throws VoicenterError when the credentials are refused
 */
export const joinSession: JoinSession = createSessions();

function tellOne(options: SessionOptions, tell: () => void): void {
	try {
		tell();
	} catch (error) {
		options.log?.(
			`Live events: a listener failed (${error instanceof Error ? error.message : String(error)})`,
		);
	}
}

/**
 * What one who joins is told of the past: a connection that was once lost and recovered is a connection.
 *
 * @param change the last that happened to the connection
 */
export function asJoined(change: ConnectionChange): ConnectionChange {
	if (change.state === 'recovered') return { state: 'connected', at: change.at, server: change.server };
	if (change.state === 'lost') return { state: 'waiting', at: change.at, reason: change.reason };
	return change;
}

/**
 * Names the session of a credential: the same login at the same place is the same session. It is a hash, because a
 * name may turn up anywhere.
 */
export function identityOf({ account: { baseUrl }, login }: SessionOptions): string {
	const place = baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).origin : '';
	const secret =
		login.by === 'token'
			? [login.token]
			: [login.by === 'account' ? login.username : login.email, login.password];
	return createHash('sha256')
		.update(JSON.stringify([login.by, place, ...secret]))
		.digest('base64url');
}
