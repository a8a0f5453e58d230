/** Asks the Call Log for the calls of gaps. Records appear some minutes late (voicenter-api.md §3), so it asks again. */
import { type Gap, type LoggedCall, missedInGap, type Period } from './gapCalls';
import type { RealTimeEvent } from '../events/index';
import { pause } from '../connection/pause';
import type { ReportedCalls } from './reportedCalls';

/** When the Call Log is asked; in milliseconds. */
export interface GapTimings {
	/** How long after the end of the gap, time after time. */
	askAfterMs: readonly number[];
	/** How long before the gap a call may have begun that ended in it. */
	lookBackMs: number;
	/** Questions that are due so soon after each other are one question. */
	mergeMs: number;
	/** What the Call Log knows is held back so long, for the connection may be about to tell it. */
	settleMs: number;
}

/** What is used unless told otherwise. */
export const GAP_TIMINGS: GapTimings = {
	askAfterMs: [60_000, 150_000, 300_000, 480_000, 690_000, 900_000],
	lookBackMs: 3_600_000,
	mergeMs: 15_000,
	settleMs: 3_000,
};

/** What a gap filler works with. */
export interface GapFillerParts {
	/** Reads the Call Log; `signal` stops it. */
	read: (period: Period, signal: AbortSignal) => Promise<LoggedCall[]>;
	reported: ReportedCalls;
	/** Gets each missed call once, and the gap that it is from. */
	publish: (event: RealTimeEvent, gap: Gap) => void;
	/** From when on everything was heard but for gaps, in milliseconds. */
	heardSince: () => number;
	timings: GapTimings;
	log: (message: string) => void;
}

/** Fills gaps; see {@link createGapFiller}. */
export interface GapFiller {
	add: (gap: Gap) => void;
	/** Resolves when nothing is under way. */
	stop: () => Promise<void>;
}

interface Pending {
	gap: Gap;
	/** When to ask, in milliseconds. */
	due: number[];
}

/** Makes a filler without gaps. */
export function createGapFiller(parts: GapFillerParts): GapFiller {
	const { read, reported, publish, heardSince, timings, log } = parts;
	const pending = new Set<Pending>();
	const ending = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let asking: Promise<void> | undefined;

	function arm(): void {
		clearTimeout(timer);
		const next = Math.min(...[...pending].map(({ due: [first = Infinity] }) => first));
		if (asking || ending.signal.aborted || next === Infinity) return;
		timer = setTimeout(
			() => {
				asking = ask().finally(() => {
					asking = undefined;
					arm();
				});
			},
			Math.max(0, next - Date.now()),
		);
	}

	async function ask(): Promise<void> {
		const until = Date.now() + timings.mergeMs;
		const asked = [...pending].filter(({ due: [first = Infinity] }) => first <= until);
		for (const one of asked) one.due = one.due.filter((due) => due > until);
		const period: Period = {
			from: new Date(Math.min(...asked.map(({ gap }) => gap.from.getTime())) - timings.lookBackMs),
			to: new Date(Math.max(...asked.map(({ gap }) => gap.to.getTime()))),
		};
		try {
			const calls = await read(period, ending.signal);
			// What ended a moment ago may be on its way here by the connection.
			await pause(timings.settleMs, ending.signal);
			if (ending.signal.aborted) return;
			for (const { gap } of asked) {
				for (const event of missedInGap(gap, calls, reported, heardSince())) {
					reported.note(event);
					publish(event, gap);
				}
			}
		} catch (error) {
			if (ending.signal.aborted) return;
			const isLast = asked.some(({ due }) => due.length === 0);
			log(
				`Live events: the Call Log could not be asked for calls of a gap${isLast ? '' : ', and will be asked again'}. ${error instanceof Error ? error.message : String(error)}`,
			);
		}
		for (const one of asked) if (one.due.length === 0) pending.delete(one);
	}

	return {
		add(gap) {
			const now = Date.now();
			pending.add({ gap, due: timings.askAfterMs.map((wait) => now + wait) });
			arm();
		},
		async stop() {
			ending.abort();
			clearTimeout(timer);
			await asking;
		},
	};
}
