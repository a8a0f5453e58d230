/** Live events in our words: one connection, one state and one memory a credential, however many listen. */
import { createHash } from 'node:crypto';

import type { VoicenterError } from '../http/errors';
import { deferred } from './connection/deferred';
import { openSession, type Session, type SessionOptions, type SessionState } from './connection/session';
import {
	connectionEvent,
	createAccountState,
	createCallSummaries,
	createEventReader,
	type RealTimeEvent,
	type RealTimeEventName,
	SUMMARY_TIMES,
	type SummaryTimes,
} from './events';
import { BoundedMap } from './events/bounded';
import type { Gap } from './gap/gapCalls';
import { createGapFiller, GAP_TIMINGS, type GapTimings } from './gap/gapFiller';
import { readCallLog } from './gap/readCallLog';
import { createReportedCalls } from './gap/reportedCalls';
import type { ConnectionChange } from './messages';

/** What a monitor is made of. */
export interface MonitorOptions extends SessionOptions {
	gapTimings?: Partial<GapTimings> | undefined;
	summaryTimes?: Partial<SummaryTimes> | undefined;
}

/** Hears events. An exception of a subscriber is logged, and changes nothing for others. */
export interface MonitorSubscriber {
	onEvent: (event: RealTimeEvent) => void;
	/** The credentials are wrong, now or no longer right. Nothing comes after it. */
	onRefused: (error: VoicenterError) => void;
	/** Whether the Call Log is to be asked for the abandoned and missed calls of gaps. */
	recoverFromCallLog?: boolean | undefined;
}

/** A share in a monitor; see {@link joinMonitor}. */
export interface SharedMonitor {
	readonly state: SessionState;
	/** Asks the server for the snapshots again; everybody gets them. */
	resync: () => void;
	/** Hears nothing more from now on. The last one to leave closes the connection; resolves when it is closed. */
	leave: () => Promise<void>;
}

/** Joins monitors; see {@link createMonitors}. */
export type JoinMonitor = (options: MonitorOptions, subscriber: MonitorSubscriber) => Promise<SharedMonitor>;

/** What one who joins late is given first, the last of each. */
const KEPT: readonly RealTimeEventName[] = [
	'extensionsSnapshot',
	'queuesSnapshot',
	'dialersSnapshot',
	'usersSnapshot',
];

/** Word that a list has changed, without the list. */
const LIST_CHANGES: readonly RealTimeEventName[] = ['extensionsUpdated', 'queuesUpdated', 'dialersUpdated'];

/** Changes come in bursts, and the answer is the whole account each time. */
const REFRESH_AFTER_MS = 10_000;

const TICK_MS = 1_000;

/**
 * Makes a pool of monitors.
 *
 * @param open opens a session
 * @param read reads the Call Log
 */
export function createMonitors(
	open: typeof openSession = openSession,
	read: typeof readCallLog = readCallLog,
): JoinMonitor {
	const pool = new Map<string, Monitor>();
	return async (options, subscriber) => {
		const key = identityOf(options);
		// Whoever comes while the last one leaves waits until all is closed, so that there are never two connections.
		for (let last = pool.get(key); last?.closing; last = pool.get(key)) await last.closing;
		const forget = (over: Monitor): void => {
			if (pool.get(key) === over) pool.delete(key);
		};
		const monitor = pool.get(key) ?? new Monitor(options, open, read, forget);
		pool.set(key, monitor);
		return monitor.subscribe(subscriber);
	};
}

/**
 * Joins the monitor of a credential, which is started for the first one who joins.
 *
 * Events are told from the beginning, also before the promise resolves: first how the connection is, then, for one who
 * joins late, the last snapshots; their `at` says how old they are.
 *
 * @param options the account and its real-time login; timings and log of the first one who joins count
 * @returns when it is connected, or cannot connect at the moment and goes on trying
 * @throws VoicenterError when the credentials are refused
 */
export const joinMonitor: JoinMonitor = createMonitors();

interface Subscription {
	subscriber: MonitorSubscriber;
	since: number;
}

/** More calls than are missed in the gaps of a day. */
const MOST_RECOVERED = 10_000;

class Monitor {
	readonly #subscriptions = new Set<Subscription>();
	readonly #reader = createEventReader();
	readonly #state = createAccountState();
	readonly #summaries;
	readonly #reported = createReportedCalls();
	readonly #filler;
	readonly #ticking: NodeJS.Timeout;
	#refreshing: NodeJS.Timeout | undefined;
	readonly #session: Session;
	/** Resolves when it is connected, or trying on; rejects when the credentials are refused. */
	readonly #decision = deferred<undefined>();
	readonly #snapshots = new Map<RealTimeEventName, RealTimeEvent>();
	/** What the Call Log told, and of which gap. */
	readonly #recovered = new BoundedMap<string, Gap>(MOST_RECOVERED);
	#present: ConnectionChange | undefined;
	#heardSince = Infinity;
	#closing: Promise<void> | undefined;

	constructor(
		private readonly options: MonitorOptions,
		open: typeof openSession,
		read: typeof readCallLog,
		private readonly onOver: (monitor: Monitor) => void,
	) {
		const { account, log = () => undefined } = options;
		// Every subscriber hears of it.
		this.#decision.promise.catch(() => undefined);
		this.#summaries = createCallSummaries({ ...SUMMARY_TIMES, ...options.summaryTimes });
		this.#filler = createGapFiller({
			read: (period, signal) => read(account, period, { signal, log }),
			reported: this.#reported,
			publish: (event, gap) => this.#publishMissed(event, gap),
			heardSince: () => this.#heardSince,
			timings: { ...GAP_TIMINGS, ...options.gapTimings },
			log,
		});
		this.#ticking = setInterval(() => {
			for (const event of this.#summaries.tick(Date.now())) this.#publish(event);
		}, TICK_MS);
		this.#session = open(options, {
			onEvent: (message) => {
				for (const event of this.#reader.read(message)) this.#follow(event);
			},
			onConnection: (change) => this.#onConnection(change),
			onRefused: (error) => {
				this.onOver(this);
				this.#decision.reject(error);
				for (const { subscriber } of [...this.#subscriptions]) this.#tell(() => subscriber.onRefused(error));
			},
		});
	}

	/** Set when the last one has left; resolves when the connection is closed. */
	get closing(): Promise<void> | undefined {
		return this.#closing;
	}

	async subscribe(subscriber: MonitorSubscriber): Promise<SharedMonitor> {
		const subscription: Subscription = { subscriber, since: Date.now() };
		const hand = (event: RealTimeEvent): void => this.#tell(() => subscriber.onEvent(event));
		if (this.#present) hand(connectionEvent(asJoined(this.#present)));
		for (const event of this.#snapshots.values()) hand(event);
		this.#subscriptions.add(subscription);
		const session = this.#session;
		try {
			await this.#decision.promise;
		} catch (error) {
			await this.#leave(subscription);
			throw error;
		}
		return {
			get state() {
				return session.state;
			},
			resync: () => session.resync(),
			leave: () => this.#leave(subscription),
		};
	}

	async #leave(subscription: Subscription): Promise<void> {
		if (!this.#subscriptions.delete(subscription) || this.#subscriptions.size > 0) return;
		clearInterval(this.#ticking);
		clearTimeout(this.#refreshing);
		this.#closing = Promise.all([this.#filler.stop(), this.#session.close()]).then(() => this.onOver(this));
		await this.#closing;
	}

	#onConnection(change: ConnectionChange): void {
		this.#present = change;
		if (change.state === 'connected') this.#heardSince = change.at.getTime();
		// Snapshots of a lost connection are no longer true.
		if (change.state === 'lost') this.#snapshots.clear();
		this.#follow(connectionEvent(change));
		if (change.state !== 'lost') this.#decision.resolve(undefined);
		if (change.state !== 'recovered' || !this.#asksCallLog()) return;
		this.#filler.add({ from: change.lostAt, to: change.at });
	}

	/** A user login sees that user's calls; the Call Log has everybody's. */
	#asksCallLog(): boolean {
		if (this.options.login.by === 'user') return false;
		return [...this.#subscriptions].some(({ subscriber }) => subscriber.recoverFromCallLog);
	}

	/** As Voicenter's own SDK does: names of queues and extensions would stay the old ones otherwise. */
	#refreshSoon(): void {
		this.#refreshing ??= setTimeout(() => {
			this.#refreshing = undefined;
			this.#session.resync();
		}, REFRESH_AFTER_MS);
	}

	#follow(read: RealTimeEvent): void {
		if (LIST_CHANGES.includes(read.event)) this.#refreshSoon();
		for (const event of this.#state.apply(read)) {
			this.#publish(event);
			for (const finished of this.#summaries.apply(event, Date.now())) this.#publish(finished);
		}
	}

	#publish(event: RealTimeEvent): void {
		this.#reported.note(event);
		if (KEPT.includes(event.event)) this.#snapshots.set(event.event, event);
		// A connection that stalls may say at last what the Call Log has said already.
		const gap = event.callId === undefined ? undefined : this.#recovered.get(nameOf(event));
		for (const subscription of [...this.#subscriptions]) {
			if (gap && wants(subscription, gap)) continue;
			this.#tell(() => subscription.subscriber.onEvent(event));
		}
	}

	#publishMissed(missed: RealTimeEvent, gap: Gap): void {
		const event = this.#state.complete(missed);
		this.#recovered.set(nameOf(event), gap);
		for (const subscription of [...this.#subscriptions]) {
			if (wants(subscription, gap)) this.#tell(() => subscription.subscriber.onEvent(event));
		}
	}

	#tell(hand: () => void): void {
		try {
			hand();
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.options.log?.(`Live events: a listener failed (${reason})`);
		}
	}
}

/** What happened before a subscriber came is not for that subscriber. */
function wants({ subscriber, since }: Subscription, gap: Gap): boolean {
	return subscriber.recoverFromCallLog === true && since <= gap.to.getTime();
}

function nameOf({ event, callId }: RealTimeEvent): string {
	return `${event} ${callId ?? ''}`;
}

/** What one who joins is told of the past: a connection that was once lost and recovered is a connection. */
function asJoined(change: ConnectionChange): ConnectionChange {
	if (change.state === 'recovered') return { state: 'connected', at: change.at, server: change.server };
	if (change.state === 'lost') return { state: 'waiting', at: change.at, reason: change.reason };
	return change;
}

/** The same account and login at the same place have the same connection. It is a hash: a name may turn up anywhere. */
function identityOf({ account: { code, baseUrl }, login }: SessionOptions): string {
	const place = baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).origin : '';
	const secret =
		login.by === 'token'
			? [login.token]
			: [login.by === 'account' ? login.username : login.email, login.password];
	return createHash('sha256')
		.update(JSON.stringify([code, place, login.by, ...secret]))
		.digest('base64url');
}
