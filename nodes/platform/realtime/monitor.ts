/** Live events, by credential: whoever joins shares the connection of those who are there. */
import { openSession } from './connection/session';
import {
	Monitor,
	type MonitorOptions,
	type MonitorSubscriber,
	type SharedMonitor,
} from './credentialMonitor';
import { createGapFiller, type GapFiller } from './gap/gapFiller';
import { readCallLog } from './gap/readCallLog';
import { accountOf, identityOf } from './identity';

export type { MonitorOptions, MonitorSubscriber, SharedMonitor } from './credentialMonitor';
export type { HeardBefore } from './gap/recovery';

/** Joins monitors; see {@link createMonitors}. */
export type JoinMonitor = (options: MonitorOptions, subscriber: MonitorSubscriber) => Promise<SharedMonitor>;

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
	/** One an account: its logins share what is read from its Call Log. */
	const fillers = new Map<string, GapFiller>();
	const fillerOf = ({ account, progress = () => undefined }: MonitorOptions): GapFiller => {
		const key = accountOf(account);
		const filler =
			fillers.get(key) ??
			createGapFiller((period, signal) => read(account, period, { signal, log: progress }));
		fillers.set(key, filler);
		return filler;
	};
	return async (options, subscriber) => {
		const key = identityOf(options);
		// Whoever comes while the last one leaves waits until all is closed, so that there are never two connections.
		for (let last = pool.get(key); last?.closing; last = pool.get(key)) await last.closing;
		const forget = (over: Monitor): void => {
			if (pool.get(key) === over) pool.delete(key);
		};
		const monitor = pool.get(key) ?? new Monitor(options, open, fillerOf(options), forget);
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
