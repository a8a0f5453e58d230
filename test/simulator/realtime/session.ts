import type { Extension } from '../account';
import type { World } from '../world';
import type { Connection } from './connection';
import type { Handed } from './journal';
import { keepaliveResponse, loginSuccess } from './payloads/connection';
import { allDialersStatus } from './payloads/dialers';
import { allExtensionsStatus, allUsersStatus } from './payloads/extensions';
import { loginStatus } from './payloads/queues';
import { isAlive, type Session } from './tokens';

/** Who an event is for: every login, the logins that see the whole account, or those that see one extension. */
export type Audience = 'everyone' | 'accounts' | Extension;

/** What a server does for a client from its first moment on (voicenter-api.md §13). */
export function openSession(world: World, connection: Connection): void {
	const session = world.realTime.tokens.find(connection.shownToken);
	const good = session !== undefined && isAlive(session);
	tell(connection, 'loginSuccess', loginSuccess(world, good, new Date()));
	if (!good) {
		connection.close();
		return;
	}
	connection.session = session;
	sendSnapshots(world, connection, session);
	watchExpiry(world, connection);
	connection.on('keepalive', (token) => keepAlive(world, connection, token));
	connection.on('resync', () => sendSnapshots(world, connection, session));
	connection.on('closeme', () => connection.close());
}

/** Every connection gets its snapshots, as after a `resync` of its own. */
export function sendSnapshotsToAll(world: World): void {
	for (const server of world.realTime.servers.all()) {
		for (const connection of server.connections()) {
			if (connection.session) sendSnapshots(world, connection, connection.session);
		}
	}
}

/** Sends an event to all connections that it is for, on every server. */
export function broadcast(world: World, event: Handed, audience: Audience): void {
	for (const server of world.realTime.servers.all()) {
		for (const connection of server.connections()) {
			if (sees(connection, audience)) connection.send({ event });
		}
	}
}

/** Whether a connection gets what is for an audience: one that has not logged in gets nothing. */
export function sees({ session }: Connection, audience: Audience): boolean {
	if (!session) return false;
	const { login } = session;
	if (audience === 'everyone' || login.kind !== 'user') return true;
	return audience !== 'accounts' && audience.user.id === login.user.id;
}

/** Ends the connections of expired tokens, when the rules say so. */
export function dropExpired(world: World): void {
	if (world.realTime.rules.get().expiredTokens !== 'disconnect') return;
	for (const server of world.realTime.servers.all()) {
		for (const connection of server.connections()) {
			if (!hasLiveToken(world, connection)) connection.close();
		}
	}
}

/** Whether the token that a connection showed last is still good. */
export function hasLiveToken(world: World, { session }: Connection): boolean {
	const known = session && world.realTime.tokens.find(session.token);
	return known !== undefined && isAlive(known);
}

function sendSnapshots(world: World, connection: Connection, { login }: Session): void {
	const now = new Date();
	const all = world.account.get().extensions;
	const own = login.kind === 'user' ? all.filter(({ user }) => user.id === login.user.id) : all;
	const whole = login.kind !== 'user';
	const queues = whole ? world.account.get().queues : [];
	const campaigns = whole ? world.dialer.campaigns() : [];
	tell(connection, 'loginStatus', loginStatus(world, queues, now));
	tell(connection, 'AllExtensionsStatus', allExtensionsStatus(world, own, now));
	tell(connection, 'AllDialersStatus', allDialersStatus(world, campaigns, now));
	tell(connection, 'AllUsersStatus', allUsersStatus(world, own, now));
}

/** A keepalive that shows a newer token of the same login puts it in the place of the one before. */
function keepAlive(world: World, connection: Connection, token: unknown): void {
	const { keepalive } = world.realTime.rules.get();
	if (keepalive === 'silent') return;
	const session = typeof token === 'string' ? world.realTime.tokens.find(token) : undefined;
	const good = keepalive !== 'refuse' && session !== undefined && isAlive(session);
	tell(connection, 'keepaliveResponse', keepaliveResponse(world, good, new Date()));
	if (!good) return;
	connection.session = session;
	watchExpiry(world, connection);
}

function watchExpiry(world: World, { session }: Connection): void {
	if (!session) return;
	const left = session.expiresAt.getTime() - Date.now();
	setTimeout(() => dropExpired(world), Math.min(left + 1, 2 ** 31 - 1)).unref();
}

function tell(connection: Connection, name: string, payload: unknown): void {
	connection.send({ event: { name, payload } });
}
