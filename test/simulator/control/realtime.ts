import { z } from 'zod/v4';
import { GENERATIONS } from '../realtime/generations';
import { scriptFor, scriptSchema } from '../realtime/plays';
import type { RealTimePlay } from '../realtime/plays/play';
import type { RealTimeDelivery } from '../realtime/journal';
import { type RealTimeRules, type RealTimeRulesOptions, realTimeRulesSchema } from '../realtime/rules';
import {
	type Door,
	type DoorOptions,
	doorSchema,
	type RealTimeServer,
	type ServerState,
} from '../realtime/server';
import { DOCUMENTED_HEARTBEAT, type RealTimeConnectionCounts } from '../realtime/servers';
import { broadcast, dropExpired, hasLiveToken, sendSnapshotsToAll } from '../realtime/session';
import {
	type RealTimeStream,
	startStream,
	type StreamFacts,
	type StreamOptions,
	streamSchema,
} from '../realtime/stream';
import type { World } from '../world';
import { check, checkGiven } from './check';
import type { AddCommand } from './command';

const serverSchema = z.strictObject({
	generation: z.enum(GENERATIONS).default('2.5.1'),
	/** Milliseconds, as Engine.IO has them. */
	pingInterval: z.int().min(1).default(DOCUMENTED_HEARTBEAT.pingInterval),
	pingTimeout: z.int().min(1).default(DOCUMENTED_HEARTBEAT.pingTimeout),
});
export type RealTimeServerOptions = z.input<typeof serverSchema>;

const expireSchema = z.strictObject({
	/** The refresh tokens too. */
	refreshTokens: z.boolean().default(false),
});

const eventSchema = z.strictObject({
	name: z.string().min(1),
	payload: z.unknown(),
	/** accounts: a user's connection does not get it. */
	to: z.enum(['everyone', 'accounts']).default('everyone'),
});

const unplugSchema = z.strictObject({ milliseconds: z.coerce.number().int().min(0) });

const paceSchema = z.object({
	/** Plays only when told. */
	stepByStep: z.boolean().default(false),
	/** Milliseconds between two steps; 0: all of it at once. */
	paceMs: z.int().min(0).default(0),
});
/** What is to be played, and how fast. */
export type RealTimePlayOptions = z.input<typeof scriptSchema> & z.input<typeof paceSchema>;

/** A server as it is now. */
export interface RealTimeServerFacts extends Door {
	readonly id: string;
	readonly url: string;
	readonly generation: string;
	readonly state: ServerState;
	readonly connections: number;
}

/** A client's connection as it is now. */
export interface RealTimeConnectionFacts {
	readonly id: string;
	readonly serverId: string;
	readonly generation: string;
	/** websocket or polling. */
	readonly transport: string;
	readonly openedAt: Date;
	/** How it logged in; absent while it has not. */
	readonly login?: 'token' | 'account' | 'user';
	/** The token that it showed last is known and has not expired. */
	readonly tokenValid: boolean;
}

export interface RealTimeControl {
	realTimeServers: () => readonly RealTimeServerFacts[];
	/** One more server, at the list's end, until the next reset. */
	addRealTimeServer: (options?: RealTimeServerOptions) => Promise<RealTimeServerFacts>;
	/** It is gone for good, as after a kill, and no longer listed. */
	removeRealTimeServer: (id: string) => Promise<void>;
	/** Its port refuses, and its connections are reset. */
	killRealTimeServer: (id: string) => Promise<void>;
	/** Listens on the same port again. */
	reviveRealTimeServer: (id: string) => Promise<void>;
	/** Reads, writes and accepts nothing, and closes nothing: half-open. */
	freezeRealTimeServer: (id: string) => void;
	/** What was held back goes on, to those who have not gone away. */
	thawRealTimeServer: (id: string) => Promise<void>;
	/** Trouble for new connections; what is left out stays as it is. */
	setRealTimeDoor: (id: string, door: DoorOptions) => void;
	/** Resolves when the servers that a reset brings back are there. */
	realTimeReady: () => Promise<void>;

	/**
	 * Nobody listens at the simulator's own port for a while: not the login, nor any other service, nor control. The
	 * Socket.IO servers go on. @returns when it listens again
	 */
	unplug: (milliseconds: number) => Promise<void>;
	/** What is left out stays as it is. */
	setRealTimeRules: (rules: RealTimeRulesOptions) => void;
	realTimeRules: () => RealTimeRules;
	/** Every token given so far is expired from now on. */
	expireRealTimeTokens: (options?: z.input<typeof expireSchema>) => void;

	/**
	 * Plays a call, a change of status or a dialer's event: events to who is connected, state for the snapshots, and
	 * at a call's end its records. It goes on whether or not any server is up.
	 */
	playRealTime: (options: RealTimePlayOptions) => RealTimePlay;
	/** A play that was started before. */
	realTimePlay: (id: string) => RealTimePlay;
	/** Load: up to 20,000 events a second. It takes the place of one under way. */
	streamRealTime: (options?: StreamOptions) => RealTimeStream;
	/** The stream under way, or the last one. */
	realTimeStream: () => StreamFacts | undefined;
	stopRealTimeStream: () => void;
	/** An event as it is, to every connection that has logged in. Nothing else happens. */
	emitRealTime: (name: string, payload: unknown, to?: 'everyone' | 'accounts') => void;
	/** Every connection gets the snapshots once more, as after a resync. */
	sendRealTimeSnapshots: () => void;
	/** Every event handed to a connection of a server that was neither frozen nor dead, oldest first. */
	realTimeDeliveries: () => readonly RealTimeDelivery[];
	realTimeConnections: () => RealTimeConnectionCounts & {
		readonly connections: readonly RealTimeConnectionFacts[];
	};
}

/** The real-time side's commands. */
export function realTimeControl(world: World): RealTimeControl {
	const { servers, rules, tokens, journal, plays, stream } = world.realTime;
	return {
		realTimeServers: () => servers.all().map(serverFacts),
		async addRealTimeServer(options = {}) {
			const { generation, ...heartbeat } = check(serverSchema, options);
			return serverFacts(await servers.add({ generation, heartbeat, lasting: false }));
		},
		removeRealTimeServer: (id) => servers.remove(id),
		killRealTimeServer: (id) => servers.get(id).kill(),
		reviveRealTimeServer: (id) => servers.get(id).revive(),
		freezeRealTimeServer: (id) => servers.get(id).freeze(),
		thawRealTimeServer: (id) => servers.get(id).thaw(),
		setRealTimeDoor(id, door) {
			const server = servers.get(id);
			server.setDoor({ ...server.door(), ...checkGiven(doorSchema, door) });
		},
		realTimeReady: servers.settled,

		unplug: (milliseconds) => world.plug.pull(check(z.int().min(0), milliseconds)),
		setRealTimeRules(options) {
			const given = checkGiven(realTimeRulesSchema, options);
			rules.update((current) => ({ ...current, ...given }));
		},
		realTimeRules: rules.get,
		expireRealTimeTokens(options = {}) {
			tokens.expireAll(check(expireSchema, options).refreshTokens);
			dropExpired(world);
		},

		playRealTime({ stepByStep, paceMs, ...options }) {
			const pace = check(paceSchema, { stepByStep, paceMs });
			return plays.start(scriptFor(world, check(scriptSchema, options)), pace);
		},
		realTimePlay: plays.get,
		streamRealTime(options = {}) {
			const checked = check(streamSchema, options);
			stream.get()?.stop();
			const started = startStream(world, checked);
			stream.update(() => started);
			return started;
		},
		realTimeStream: () => stream.get()?.facts(),
		stopRealTimeStream: () => stream.get()?.stop(),
		emitRealTime: (name, payload, to = 'everyone') => broadcast(world, { name, payload }, to),
		sendRealTimeSnapshots: () => sendSnapshotsToAll(world),
		realTimeDeliveries: journal.deliveries,
		realTimeConnections: () => ({ ...servers.counts(), connections: connectionFacts(world) }),
	};
}

function playFacts({ id, callId, remaining }: RealTimePlay): object {
	return { id, callId, remaining };
}

function serverFacts(server: RealTimeServer): RealTimeServerFacts {
	const { id, url, generation } = server;
	return {
		id,
		url,
		generation,
		state: server.state(),
		connections: server.connections().length,
		...server.door(),
	};
}

function connectionFacts(world: World): RealTimeConnectionFacts[] {
	return world.realTime.servers.all().flatMap((server) =>
		server.connections().map((connection) => ({
			id: connection.id,
			serverId: server.id,
			generation: server.generation,
			transport: connection.transport,
			openedAt: connection.openedAt,
			...(connection.session && { login: connection.session.login.kind }),
			tokenValid: hasLiveToken(world, connection),
		})),
	);
}

/** The real-time side's commands over HTTP. */
export function realTimeCommands(add: AddCommand, control: RealTimeControl): void {
	add('GET', '/real-time/servers', () => control.realTimeServers());
	add('POST', '/real-time/servers', ({ body }) => control.addRealTimeServer(body as RealTimeServerOptions));
	add('DELETE', '/real-time/servers/:id', ({ id }) => control.removeRealTimeServer(id));
	add('POST', '/real-time/servers/:id/kill', ({ id }) => control.killRealTimeServer(id));
	add('POST', '/real-time/servers/:id/revive', ({ id }) => control.reviveRealTimeServer(id));
	add('POST', '/real-time/servers/:id/freeze', ({ id }) => control.freezeRealTimeServer(id));
	add('POST', '/real-time/servers/:id/thaw', ({ id }) => control.thawRealTimeServer(id));
	add('PUT', '/real-time/servers/:id/door', ({ id, body }) => {
		control.setRealTimeDoor(id, body as DoorOptions);
	});
	add('POST', '/real-time/ready', () => control.realTimeReady());

	add('POST', '/unplug', ({ query }) => {
		const { milliseconds } = check(unplugSchema, query);
		// Once this is answered.
		setTimeout(() => void control.unplug(milliseconds), 50).unref();
	});
	add('GET', '/real-time/rules', () => control.realTimeRules());
	add('PUT', '/real-time/rules', ({ body }) => control.setRealTimeRules(body as RealTimeRulesOptions));
	add('POST', '/real-time/tokens/expire', ({ body }) =>
		control.expireRealTimeTokens(body as z.input<typeof expireSchema>),
	);

	add('POST', '/real-time/plays', ({ body }) => playFacts(control.playRealTime(body as RealTimePlayOptions)));
	add('GET', '/real-time/plays/:id', ({ id }) => playFacts(control.realTimePlay(id)));
	add('POST', '/real-time/plays/:id/step', ({ id }) => {
		const play = control.realTimePlay(id);
		play.step();
		return playFacts(play);
	});
	add('POST', '/real-time/plays/:id/finish', ({ id }) => {
		const play = control.realTimePlay(id);
		play.finish();
		return playFacts(play);
	});
	add('POST', '/real-time/stream', ({ body }) => control.streamRealTime(body as StreamOptions).facts());
	add('GET', '/real-time/stream', () => control.realTimeStream() ?? { running: false });
	add('DELETE', '/real-time/stream', () => control.stopRealTimeStream());
	add('POST', '/real-time/events', ({ body }) => {
		const { name, payload, to } = check(eventSchema, body);
		control.emitRealTime(name, payload, to);
	});
	add('POST', '/real-time/snapshots', () => control.sendRealTimeSnapshots());
	add('GET', '/real-time/deliveries', () => control.realTimeDeliveries());
	add('GET', '/real-time/connections', () => control.realTimeConnections());
}
