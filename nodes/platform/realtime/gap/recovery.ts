/** What one monitor's gaps have hidden, for everybody who listens to it: filled in from the Call Log, each thing told once. */
import { BoundedMap } from '../../vocabulary/bounded';
import { connectionEvent, type RealTimeEvent, type RealTimeEventName } from '../events/index';
import type { ConnectionChange } from '../messages';
import type { Gap } from './gapCalls';
import { GAP_TIMINGS, type GapFiller, type GapTimings } from './gapFiller';
import { createReportedCalls, type EarlierCalls, RECENT_MS, type ReportedTo } from './reportedCalls';
import { createUnclearEndings } from './unclearEndings';

/** What one who listens has heard in an earlier process. */
export interface HeardBefore {
	/** A name of the account: another one's past is not this one's. */
	account: string;
	/** Until when everything was heard, or filled in; ISO 8601, UTC. */
	until: string;
	/** Calls whose end has been told. */
	told: EarlierCalls;
}

/** One who listens. */
export interface Listener {
	/** Whether the Call Log is to be asked for it. */
	wantsCallLog: boolean;
	/** Which events it needs of what the connection says; all without it. */
	wants?: ReadonlySet<RealTimeEventName> | undefined;
	/** By the clock that nobody can set back. */
	since: number;
	tell: (event: RealTimeEvent) => void;
	/** What it was told from the Call Log: a connection that stalls may say it at last. */
	fromCallLog: Map<string, true>;
	/** What it was told in an earlier process, and may be asked for by a later one. */
	toldEarlier: EarlierCalls;
	/** What it has heard in an earlier process, until the connection stands. */
	earlier: { before: HeardBefore; reported: ReportedTo } | undefined;
}

/** What a recovery works with. */
export interface RecoveryParts {
	/** A name of the account. */
	account: string;
	filler: GapFiller;
	timings: Partial<GapTimings> | undefined;
	/** Adds to an event from the Call Log what is known of its call. */
	complete: (event: RealTimeEvent) => RealTimeEvent;
	log: (message: string) => void;
}

/** What lies further back is not filled in after a restart: n8n would be flooded. */
const LONGEST_RESTART_MS = 24 * 3_600_000;

/** More calls than end in the gaps of a day. */
const MOST_RECOVERED = 10_000;

/** A gap that is being filled. */
interface Filling {
	gap: Gap;
	/** Whose gap it is; everybody's who was there without it. */
	of: Listener | undefined;
	stop: () => Promise<void>;
}

/** Fills the gaps of one monitor, which has none yet. */
export function createRecovery({ account, filler, complete, log, ...parts }: RecoveryParts) {
	const timings = { ...GAP_TIMINGS, ...parts.timings };
	const listeners = new Set<Listener>();
	/** Who needs which events: there may be many workflows, and most events are for few of them. */
	const hearing = new Map<RealTimeEventName, readonly Listener[]>();
	const reported = createReportedCalls();
	/** What those know who have been there from the beginning. */
	const reportedToAll = reported.to();
	const unclear = createUnclearEndings();
	const fillings = new Set<Filling>();
	let heardSince = Infinity;
	/** When the connection was heard last that is lost now. */
	let lostAt: Date | undefined;

	const isFillingForAll = (): boolean => [...fillings].some(({ of }) => of === undefined);

	function hearersOf(event: RealTimeEventName): readonly Listener[] {
		const known = hearing.get(event);
		if (known) return known;
		const hearers = [...listeners].filter(({ wants }) => !wants || wants.has(event));
		hearing.set(event, hearers);
		return hearers;
	}

	function fill(from: Date, to: Date, of?: Listener, reportedTo = reportedToAll): void {
		// A clock that was set back does not make a gap end before it begins.
		const gap: Gap = { from: from < to ? from : to, to };
		const longAgo = gap.from.getTime() - timings.lookBackMs;
		const endedAt = performance.now();
		const stop = filler.add({
			gap,
			reported: reportedTo,
			// Of an earlier process it is known what it told, not what it heard.
			heardSince: () => (of ? longAgo : heardSince),
			earliestOpen: () => (of ? longAgo : unclear.earliest()),
			isUnclear: (callId) => !of && unclear.has(callId),
			timings,
			publish: (missed) => {
				const event = complete(of ? missed : unclear.clear(missed));
				reportedTo.note(event);
				if (!of && event.event === 'callFinished') release(event.callId);
				for (const listener of of ? [of] : [...listeners]) {
					const { wantsCallLog, since, fromCallLog } = listener;
					if (!wantsCallLog || since > endedAt || fromCallLog.has(nameOf(event))) continue;
					fromCallLog.set(nameOf(event), true);
					listener.tell(event);
				}
			},
			onFilled: () => {
				fillings.delete(filling);
				if (!isFillingForAll()) release();
			},
			log,
		});
		const filling: Filling = { gap, of, stop };
		fillings.add(filling);
	}

	/** Tells what was kept until the Call Log says more. */
	function release(callId?: string): void {
		for (const event of unclear.release(callId)) {
			reported.note(event);
			for (const listener of [...listeners]) if (listener.wantsCallLog) hand(listener, event);
		}
	}

	/** Tells one of them. */
	function hand(listener: Listener, event: RealTimeEvent): void {
		// A connection that stalls may say at last what the Call Log has said already.
		if (event.callId !== undefined && listener.fromCallLog.has(nameOf(event))) return;
		listener.tell(STANDS.has(event.event) ? resume(listener, event) : event);
	}

	/** The connection stands: for one who listened to another one in an earlier process, again. */
	function resume(listener: Listener, event: RealTimeEvent): RealTimeEvent {
		const { earlier } = listener;
		if (!earlier) return event;
		listener.earlier = undefined;
		const at = new Date(Math.max(Date.parse(event.at), Date.now()));
		const until = new Date(earlier.before.until);
		if (listener.wantsCallLog) {
			const from = new Date(Math.max(until.getTime(), at.getTime() - LONGEST_RESTART_MS));
			fill(from, at, listener, earlier.reported);
		}
		return connectionEvent({ state: 'recovered', at, lostAt: until, server: event.server ?? '' });
	}

	return {
		/** Takes in one who listens from now on. */
		welcome: (
			subscriber: Pick<Listener, 'wantsCallLog' | 'wants' | 'tell'>,
			heardBefore: HeardBefore | undefined,
		): Listener => {
			const before = heardBefore?.account === account ? heardBefore : undefined;
			const listener: Listener = {
				...subscriber,
				since: performance.now(),
				fromCallLog: new BoundedMap(MOST_RECOVERED),
				toldEarlier: before?.told ?? {},
				earlier: before && { before, reported: reported.to(before.told) },
			};
			listeners.add(listener);
			hearing.clear();
			return listener;
		},
		/** It hears nothing more; resolves when nothing is under way for it. */
		dismiss: async (listener: Listener): Promise<void> => {
			listeners.delete(listener);
			hearing.clear();
			const over = [...fillings].filter(({ of }) => listeners.size === 0 || of === listener);
			for (const filling of over) fillings.delete(filling);
			await Promise.all(over.map(({ stop }) => stop()));
		},
		onConnection: (change: ConnectionChange): void => {
			if (change.state === 'connected') heardSince = change.at.getTime();
			if (change.state === 'lost') lostAt = change.lastHeardAt;
			if (change.state !== 'recovered') return;
			lostAt = undefined;
			if ([...listeners].some(({ wantsCallLog }) => wantsCallLog)) fill(change.lostAt, change.at);
		},
		/** Tells everybody what the connection says, or keeps it until the Call Log says more. */
		publish: (event: RealTimeEvent): void => {
			if (event.callId !== undefined && !event.recovered) release(event.callId);
			const isKept = isFillingForAll() && unclear.keep(event);
			// How the call ended is yet to be told.
			if (!isKept || event.event !== 'callFinished') reported.note(event);
			for (const listener of hearersOf(event.event)) {
				if (!isKept || !listener.wantsCallLog) hand(listener, event);
			}
		},
		hand,
		/** What is to outlast this process of what one has heard; nothing while nothing has been heard. */
		heard: (listener: Listener): HeardBefore | undefined => {
			if (listener.earlier) return listener.earlier.before;
			if (heardSince === Infinity) return undefined;
			const begins = [...fillings]
				.filter(({ of }) => of === undefined || of === listener)
				.map(({ gap }) => gap.from.getTime());
			const until = new Date(Math.min(...begins, lostAt?.getTime() ?? Infinity, Date.now()));
			// As long as in this process: after that, no call of then is looked for.
			const isRecent = performance.now() - listener.since < RECENT_MS;
			const told = {
				...(isRecent && listener.toldEarlier),
				...reported.recent(Date.now() - until.getTime()),
			};
			return { account, until: until.toISOString(), told };
		},
	};
}

const STANDS: ReadonlySet<string> = new Set(['connectionConnected', 'connectionRecovered']);

function nameOf({ event, callId }: RealTimeEvent): string {
	return `${event} ${callId ?? ''}`;
}
