/** Asks the Call Log for the calls of gaps. Records appear some minutes late (voicenter-api.md §3), so it asks again. */
import { pause } from '../connection/pause';
import type { RealTimeEvent } from '../events/index';
import { endedIn, type Gap, type LoggedCall, type Period, untoldOf } from './gapCalls';
import type { ReportedTo } from './reportedCalls';

/** When the Call Log is asked; in milliseconds. */
export interface GapTimings {
	/** How long after the end of the gap, time after time. The last of them is when every record has appeared. */
	askAfterMs: readonly number[];
	/** How long before the gap a call may have begun that ended in it, if it was heard of. */
	lookBackMs: number;
	/** The same of a call that was not heard of: the time in an IVR, of which the connection says nothing. */
	unheardMs: number;
	/** Questions that are due so soon after each other are one question. */
	mergeMs: number;
	/** What the Call Log knows is held back so long, for the connection may be about to tell it. */
	settleMs: number;
}

/** What is used unless told otherwise. */
export const GAP_TIMINGS: GapTimings = {
	askAfterMs: [60_000, 150_000, 300_000, 480_000, 690_000, 900_000],
	lookBackMs: 3_600_000,
	unheardMs: 600_000,
	mergeMs: 15_000,
	settleMs: 3_000,
};

/** Lets everything else have its turn. */
const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Records that are looked at without a break. */
const BREAK_EVERY = 100;

/** A gap that is to be filled, for those who are to be told. */
export interface GapToFill {
	gap: Gap;
	reported: Omit<ReportedTo, 'note'>;
	/** From when on everything was heard but for gaps, in milliseconds. */
	heardSince: () => number;
	/** When the earliest call began that may have ended in the gap and is not known to have; in milliseconds. */
	earliestOpen: () => number;
	/** Whether the connection has told of the end of a call, and could not say how it was. */
	isUnclear: (callId: string) => boolean;
	timings: GapTimings;
	/** Gets what nobody has been told yet. */
	publish: (event: RealTimeEvent) => void;
	/** The Call Log will not be asked again. */
	onFilled: () => void;
	log: (message: string) => void;
}

/** Reads the Call Log part by part; `signal` stops it. */
export type ReadPeriod = (period: Period, signal: AbortSignal) => AsyncIterable<readonly LoggedCall[]>;

interface Pending extends GapToFill {
	/** When to ask, in milliseconds by the clock that nobody can set back. */
	due: number[];
	/** Records that need not be looked at again. */
	known: Set<string>;
	/** Calls of which a record from outside of the gap says that they were answered. */
	answered: Set<string>;
	/** When it was last read, as a time of day: every record of calls that had ended long before was there. */
	readAt: number;
}

/** Records of a call, and in which part of what was read the last of them stood. */
interface Found {
	records: LoggedCall[];
	part: number;
}

/** Makes a filler without gaps. All gaps of an account share one, so that the Call Log is read once for all of them. */
export function createGapFiller(read: ReadPeriod) {
	const pending = new Set<Pending>();
	let ending = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	let asking: Promise<void> | undefined;

	function arm(): void {
		clearTimeout(timer);
		const next = Math.min(...[...pending].map(({ due: [first = Infinity] }) => first));
		if (asking || next === Infinity) return;
		timer = setTimeout(
			() => {
				asking = ask().finally(() => {
					asking = undefined;
					arm();
				});
			},
			Math.max(0, next - performance.now()),
		);
	}

	async function ask(): Promise<void> {
		const now = performance.now();
		const asked = [...pending].filter(
			({ due: [first = Infinity], timings }) => first <= now + timings.mergeMs,
		);
		// Timers may be a little early.
		if (asked.length === 0) return;
		for (const one of asked) one.due = one.due.filter((due) => due > now + one.timings.mergeMs);
		const { signal } = ending;
		try {
			await readFor(asked, signal);
		} catch (error) {
			if (signal.aborted) return;
			const reason = error instanceof Error ? error.message : String(error);
			for (const one of asked) {
				if (!pending.has(one)) continue;
				const again = one.due.length === 0 ? '' : ', and will be asked again';
				one.log(`Live events: the Call Log could not be asked for calls of a gap${again}. ${reason}`);
			}
		}
		for (const one of asked) if (one.due.length === 0 && pending.delete(one)) one.onFilled();
	}

	/** Holds no more than it must: what is complete is told, and a record that says nothing of the gaps is let go. */
	async function readFor(asked: readonly Pending[], signal: AbortSignal): Promise<void> {
		const readAt = Date.now();
		const found = new Map(asked.map((one) => [one, new Map<string, Found>()]));
		let part = 0;
		for await (const records of read(periodOf(asked), signal)) {
			part += 1;
			for (const [index, record] of records.entries()) {
				if (index % BREAK_EVERY === BREAK_EVERY - 1) await giveWay();
				for (const [one, calls] of found) collect(one, calls, record, part);
			}
			await giveWay();
			// Records of one call began at much the same time.
			for (const [one, calls] of found) tell(one, calls, part - 2);
		}
		// What ended a moment ago may be on its way here by the connection.
		await pause(Math.max(...asked.map(({ timings }) => timings.settleMs)), signal);
		for (const [one, calls] of found) {
			tell(one, calls, part);
			one.readAt = readAt;
		}
	}

	/** Tells of the calls that are complete, unless nobody is there any more. */
	function tell(one: Pending, calls: Map<string, Found>, lastPart: number): void {
		for (const [callId, { records, part }] of calls) {
			if (part > lastPart) continue;
			calls.delete(callId);
			const call = {
				gap: one.gap,
				records,
				isAnsweredElsewhere: one.answered.has(callId),
				isUnclear: one.isUnclear(callId),
				isLast: one.due.length === 0,
			};
			for (const event of untoldOf(call, one.reported)) if (pending.has(one)) one.publish(event);
			if (one.reported.hasFinished(callId)) for (const { identity } of records) one.known.add(identity);
		}
	}

	return {
		/** @returns stops the filling of this gap; resolves when nothing of it is under way */
		add(gap: GapToFill) {
			const now = performance.now();
			const due = gap.timings.askAfterMs.map((wait) => now + wait);
			const one = { ...gap, due, known: new Set<string>(), answered: new Set<string>(), readAt: -Infinity };
			pending.add(one);
			arm();
			return async () => {
				if (!pending.delete(one)) return;
				arm();
				if (pending.size > 0 || !asking) return;
				ending.abort();
				ending = new AbortController();
				await asking;
			};
		},
	};
}

/** See {@link createGapFiller}. */
export type GapFiller = ReturnType<typeof createGapFiller>;

/** Notes a record for the gap if it says anything of it. */
function collect(one: Pending, calls: Map<string, Found>, call: LoggedCall, part: number): void {
	if (one.known.has(call.identity)) return;
	const { record } = call;
	if (!endedIn(one.gap, record, one.reported, one.heardSince())) {
		if (record.isAnswered) one.answered.add(record.callId);
		// Without an end, whether it counts depends on what will be heard of it.
		if (record.endedAt !== undefined) one.known.add(call.identity);
		return;
	}
	const records = calls.get(record.callId)?.records ?? [];
	records.push(call);
	calls.set(record.callId, { records, part });
}

/**
 * What is to be read for gaps: from when calls may have begun that ended in them, and no longer what an earlier reading
 * had completely.
 */
function periodOf(gaps: readonly Pending[]): Period {
	const begins = gaps.map(({ gap, earliestOpen, readAt, timings }) => {
		const from = gap.from.getTime();
		const unheard = Math.min(from - timings.unheardMs, Math.max(earliestOpen(), from - timings.lookBackMs));
		const latestMs = timings.askAfterMs.at(-1) ?? 0;
		return Math.max(unheard, readAt - latestMs - timings.lookBackMs);
	});
	return {
		from: new Date(Math.min(...begins)),
		to: new Date(Math.max(...gaps.map(({ gap }) => gap.to.getTime()))),
	};
}
