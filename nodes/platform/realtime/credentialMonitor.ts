/** One credential's live events in our words: one connection, one state and one memory, however many listen. */
import type { VoicenterError } from '../http/errors';
import { createWatching, type ToldConditions, type Watched, type WatchedConditions } from './conditions';
import { deferred } from './connection/deferred';
import type { openSession, Session, SessionOptions, SessionState } from './connection/session';
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
import type { GapFiller, GapTimings } from './gap/gapFiller';
import { createRecovery, type HeardBefore, type Listener } from './gap/recovery';
import { accountOf } from './identity';
import { createTurns } from './inTurn';
import type { ConnectionChange, WireMessage } from './messages';

/** What a monitor is made of. */
export interface MonitorOptions extends SessionOptions {
	gapTimings?: Partial<GapTimings> | undefined;
	summaryTimes?: Partial<SummaryTimes> | undefined;
	/** How often to look which calls are over, in milliseconds; once a second unless told. */
	tickMs?: number | undefined;
	/** Hears that something takes a while; `log` hears of trouble. */
	progress?: ((message: string) => void) | undefined;
}

/** Hears events. An exception of a subscriber is logged, and changes nothing for others. */
export interface MonitorSubscriber {
	onEvent: (event: RealTimeEvent) => void;
	/** The credentials are wrong, now or no longer right. Nothing comes after it. */
	onRefused: (error: VoicenterError) => void;
	/** Whether the Call Log is to be asked for the calls that ended in gaps. */
	recoverFromCallLog?: boolean | undefined;
	/** Which events it needs; all without it. */
	wants?: ReadonlySet<RealTimeEventName> | undefined;
	/** What it watches besides. */
	conditions?: WatchedConditions | undefined;
	/** What this one heard in an earlier process: the time since then is a gap, too. */
	heardBefore?: HeardBefore | undefined;
}

/** A share in a monitor; see `joinMonitor`. In words of its own, for it stands in the package's types. */
export interface SharedMonitor {
	readonly state: SessionState;
	/** Asks the server for the snapshots again; everybody gets them. */
	resync: () => void;
	/** What is to outlast this process, so that the next one knows what it has not heard; nothing while that is nothing. */
	heard: () => HeardBefore | undefined;
	/** The conditions that it was told of and that are not over; nothing where it watches none. */
	told: () => ToldConditions | undefined;
	/** Hears nothing more from now on. The last one to leave closes the connection; resolves when it is closed. */
	leave: () => Promise<void>;
}

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

/** Is joined through the pool in `monitor.ts`. */
export class Monitor {
	readonly #listeners = new Map<Listener, MonitorSubscriber>();
	readonly #reader = createEventReader();
	readonly #state = createAccountState();
	readonly #summaries;
	/** What the server says, one after the other: a long list is told in several goes, and nothing comes in between. */
	readonly #turns = createTurns((error) => this.#logFailure(error));
	readonly #recovery;
	/** Conditions of those who want the Call Log to be asked, and of the others: they hear of gaps at other times. */
	readonly #watching;
	readonly #ticking: NodeJS.Timeout;
	#refreshing: NodeJS.Timeout | undefined;
	readonly #session: Session;
	/** Resolves when it is connected, or trying on; rejects when the credentials are refused. */
	readonly #decision = deferred<undefined>();
	readonly #snapshots = new Map<RealTimeEventName, RealTimeEvent>();
	#present: ConnectionChange | undefined;
	#closing: Promise<void> | undefined;

	constructor(
		private readonly options: MonitorOptions,
		open: typeof openSession,
		filler: GapFiller,
		private readonly onOver: (monitor: Monitor) => void,
	) {
		// Every subscriber hears of it.
		this.#decision.promise.catch(() => undefined);
		this.#summaries = createCallSummaries({ ...SUMMARY_TIMES, ...options.summaryTimes });
		this.#recovery = createRecovery({
			account: accountOf(options.account),
			filler,
			timings: options.gapTimings,
			complete: (event) => this.#state.complete(event),
			log: (message) => options.log?.(message),
		});
		const watching = (wantsCallLog: boolean) =>
			createWatching((take) => {
				const tell = (event: RealTimeEvent) => this.#tell(() => take(event));
				const listener = this.#recovery.welcome({ wantsCallLog, tell }, undefined);
				return () => void this.#recovery.dismiss(listener);
			});
		this.#watching = { withCallLog: watching(true), without: watching(false) };
		this.#ticking = setInterval(() => this.#turns.take(this.#tick()), options.tickMs ?? TICK_MS);
		this.#session = open(options, {
			onEvent: (message) => this.#turns.take(this.#read(message)),
			onConnection: (change) => this.#turns.take(this.#onConnection(change)),
			onRefused: (error) => {
				this.onOver(this);
				this.#decision.reject(error);
				for (const subscriber of [...this.#listeners.values()]) {
					this.#tell(() => subscriber.onRefused(error));
				}
			},
		});
	}

	/** Set when the last one has left; resolves when the connection is closed. */
	get closing(): Promise<void> | undefined {
		return this.#closing;
	}

	async subscribe(subscriber: MonitorSubscriber): Promise<SharedMonitor> {
		// A user login sees that user's calls; the Call Log has everybody's.
		const wantsCallLog = subscriber.recoverFromCallLog === true && this.options.login.by !== 'user';
		const listener = this.#recovery.welcome(
			{
				wantsCallLog,
				wants: subscriber.wants,
				tell: (event) => this.#tell(() => subscriber.onEvent(event)),
			},
			subscriber.heardBefore,
		);
		if (this.#present) this.#recovery.hand(listener, connectionEvent(asJoined(this.#present)));
		for (const event of this.#snapshots.values()) this.#recovery.hand(listener, event);
		this.#listeners.set(listener, subscriber);
		const watched = this.#watch(subscriber.conditions, wantsCallLog);
		const leave = async () => {
			watched?.leave();
			await this.#leave(listener);
		};
		const session = this.#session;
		try {
			await this.#decision.promise;
		} catch (error) {
			await leave();
			throw error;
		}
		return {
			get state() {
				return session.state;
			},
			resync: () => session.resync(),
			heard: () => this.#recovery.heard(listener),
			told: () => watched?.told(),
			leave,
		};
	}

	#watch(conditions: WatchedConditions | undefined, wantsCallLog: boolean): Watched | undefined {
		if (!conditions) return undefined;
		const { take } = conditions;
		const watch = wantsCallLog ? this.#watching.withCallLog : this.#watching.without;
		return watch({ ...conditions, take: (event) => this.#tell(() => take(event)) });
	}

	async #leave(listener: Listener): Promise<void> {
		if (!this.#listeners.delete(listener)) return;
		const dismissed = this.#recovery.dismiss(listener);
		if (this.#listeners.size === 0) {
			clearInterval(this.#ticking);
			clearTimeout(this.#refreshing);
			this.#closing = Promise.all([dismissed, this.#session.close()]).then(() => this.onOver(this));
		}
		await (this.#closing ?? dismissed);
	}

	*#tick(): Iterator<unknown> {
		const now = performance.now();
		for (const event of this.#summaries.tick(now)) {
			this.#publish(event);
			yield;
		}
		if (this.#summaries.needsLists(now)) this.#refreshSoon();
	}

	*#read(message: WireMessage): Iterator<unknown> {
		for (const event of this.#reader.read(message)) {
			yield;
			yield* this.#follow(event);
		}
	}

	*#onConnection(change: ConnectionChange): Iterator<unknown> {
		this.#present = change;
		// Snapshots of a lost connection are no longer true.
		if (change.state === 'lost') this.#snapshots.clear();
		this.#recovery.onConnection(change);
		yield* this.#follow(connectionEvent(change));
		if (change.state !== 'lost') this.#decision.resolve(undefined);
	}

	/**
	 * Asks for the lists: as Voicenter's own SDK does after a change, for names would stay the old ones otherwise; and when
	 * a call has been silent for long.
	 */
	#refreshSoon(): void {
		this.#refreshing ??= setTimeout(() => {
			this.#refreshing = undefined;
			this.#session.resync();
		}, REFRESH_AFTER_MS);
	}

	*#follow(read: RealTimeEvent): Generator {
		if (LIST_CHANGES.includes(read.event)) this.#refreshSoon();
		for (const event of this.#state.steps(read)) {
			this.#publish(event);
			for (const finished of this.#summaries.apply(event, performance.now())) this.#publish(finished);
			yield;
		}
	}

	#publish(event: RealTimeEvent): void {
		if (KEPT.includes(event.event)) this.#snapshots.set(event.event, event);
		this.#recovery.publish(event);
	}

	#tell(hand: () => void): void {
		try {
			hand();
		} catch (error) {
			this.#logFailure(error);
		}
	}

	#logFailure(error: unknown): void {
		const reason = error instanceof Error ? error.message : String(error);
		this.options.log?.(`Live events: a listener failed (${reason})`);
	}
}

/** What one who joins is told of the past: a connection that was once lost and recovered is a connection. */
function asJoined(change: ConnectionChange): ConnectionChange {
	if (change.state === 'recovered') return { state: 'connected', at: change.at, server: change.server };
	if (change.state === 'lost') return { state: 'waiting', at: change.at, reason: change.reason };
	return change;
}
