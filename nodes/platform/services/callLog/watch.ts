/**
 * Reads the Call Log again and again for calls whose records are still to come. However many they are, one reading asks
 * for all of them: the organisation has 30 requests a minute (voicenter-api.md §3).
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { type Account, connect } from '../../request/account';
import type { Pacing } from './pacing';
import { createReader } from './reading';
import { readRow } from './row';

/** Somebody who waits for the records of a call. */
export interface Watcher {
	callId: string;
	/** The call did not begin before, in seconds since 1970. */
	since: number;
	log: (message: string) => void;
	/** Takes the call's records after each reading, as Voicenter has them; none where there are none yet. */
	read: (records: readonly Record<string, unknown>[]) => void;
	/** The log could not be read; it is asked again as long as somebody watches. */
	failed: (error: unknown) => void;
}

/**
 * All who wait for calls of one account. Nothing is asked while nobody watches.
 *
 * @param pauseMs between an answer and the next request; a quarter of it where somebody has not been asked for yet.
 *   A reading that takes several requests is followed by as many pauses.
 * @param account whose log it is
 */
export function createWatch(pacing: Pacing, pauseMs: number, account: Account) {
	const watchers = new Set<Watcher>();
	const newcomers = new Set<Watcher>();
	let isRunning = false;
	/** Of the last reading: when it ended, and how many requests it took. */
	let answeredAt = -Infinity;
	let requests = 0;
	let reading = new AbortController();
	let pausing = new AbortController();
	const { readByTime } = createReader({
		turn(connection) {
			requests += 1;
			return pacing.turn(connection);
		},
		// Asking again is what a watch does anyway.
		patiently: async (_, ask) => ask(),
	});

	/** @returns each call's records, by its ID */
	async function read(asked: readonly Watcher[]): Promise<Map<string, Record<string, unknown>[]>> {
		const ids = new Set(asked.map(({ callId }) => callId));
		const [callId] = ids;
		const log = (message: string) => asked.forEach((watcher) => watcher.log(message));
		const records = new Map<string, Record<string, unknown>[]>();
		reading = new AbortController();
		requests = 0;
		await readByTime(
			connect(account, { signal: reading.signal, log }),
			{
				criteria: ids.size === 1 ? { callId } : { callIds: ids },
				...{ fields: [], simplify: false, country: '', sort: [], returnIncomplete: true },
			},
			{ from: Math.min(...asked.map(({ since }) => since)), to: Math.floor(Date.now() / 1_000) },
			{
				give(rows) {
					for (const { output } of rows) {
						const id = readRow(output).CallID ?? '';
						records.set(id, [...(records.get(id) ?? []), output]);
					}
				},
			},
		);
		return records;
	}

	/** For those who are still there: whoever is told may leave, and so may others. */
	function tell(asked: readonly Watcher[], what: (watcher: Watcher) => void): void {
		for (const watcher of asked) if (watchers.has(watcher)) what(watcher);
	}

	async function run(): Promise<void> {
		for (;;) {
			await pause();
			if (watchers.size === 0) break;
			const asked = [...watchers];
			newcomers.clear();
			try {
				const records = await read(asked);
				tell(asked, ({ callId, read: take }) => take(records.get(callId) ?? []));
			} catch (error) {
				tell(asked, ({ failed }) => failed(error));
			}
			answeredAt = performance.now();
		}
		isRunning = false;
	}

	async function pause(): Promise<void> {
		while (watchers.size > 0) {
			const perRequest = newcomers.size > 0 ? pauseMs / 4 : pauseMs;
			const left = answeredAt + perRequest * Math.max(1, requests) - performance.now();
			if (left <= 0) return;
			pausing = new AbortController();
			await sleep(left, undefined, { signal: pausing.signal }).catch(() => undefined);
		}
	}

	return {
		/** @param watcher is told from the next reading on, until it leaves */
		join(watcher: Watcher) {
			watchers.add(watcher);
			newcomers.add(watcher);
			pausing.abort();
			if (isRunning) return;
			isRunning = true;
			void run();
		},
		leave(watcher: Watcher) {
			watchers.delete(watcher);
			newcomers.delete(watcher);
			if (watchers.size > 0) return;
			pausing.abort();
			reading.abort();
		},
	};
}

/** See {@link createWatch}. */
export type Watch = ReturnType<typeof createWatch>;
