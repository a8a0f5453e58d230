/**
 * What is new since the last run. A record carries the time at which its call began and appears some minutes after
 * the call has ended (voicenter-api.md §3): whoever reads on from where he stopped misses every call that was under
 * way. So each run looks back further than that, and leaves out what an earlier one returned.
 */
import { createHash } from 'node:crypto';

import { z } from 'zod/v4';

import type { Range } from './range';

const SECONDS_OF_FIRST_RUN = 24 * 60 * 60;

/** One node remembers so many different searches; the ones used longest ago are forgotten. */
const MOST_SEARCHES = 20;

const remembered = z.object({
	readTo: z.number(),
	/** What began before that may have been returned and is not noted any more; absent in what older versions noted. */
	since: z.number().optional(),
	/** The second and a hash of each record that was returned and could come again. */
	returned: z.array(z.string()),
});

/** A record as far as remembering it is concerned. */
interface Rememberable {
	second: number;
	identity: string;
}

/** What one search returned before; see {@link recallLastRun}. */
export interface LastRun {
	/** The time to read. */
	range: Range;
	isNew: (row: Rememberable) => boolean;
	/**
	 * Notes what is returned now; the next run begins from there.
	 *
	 * @param rows what is returned, the earliest first
	 * @param isAll false when there is more, which the next run is to return
	 */
	remember: (rows: readonly Rememberable[], isAll: boolean) => void;
}

/**
 * @param memory what lasts from run to run; it is changed by `remember` only
 * @param search what is looked for: each search has a memory of its own
 * @param now the present second
 * @param lookBackSeconds how late a record may come, counted from the beginning of its call
 */
export function recallLastRun(
	memory: Record<string, unknown>,
	search: unknown,
	now: number,
	lookBackSeconds: number,
): LastRun {
	const key = `callLog:${hash(JSON.stringify(search))}`;
	const last = remembered.safeParse(memory[key]).data;
	const from = last ? beginningAfter(last, now, lookBackSeconds) : now - SECONDS_OF_FIRST_RUN;
	const known = new Set(last?.returned);
	return {
		range: { from, to: now },
		isNew: (row) => !known.has(noteOf(row)),
		remember(rows, isAll) {
			// Never backwards: what lies further back than this looks is forgotten, and would be returned again.
			const readTo = isAll ? now : Math.max(rows.at(-1)?.second ?? from, last?.readTo ?? from);
			const returned = [...known, ...rows.map(noteOf)].filter(
				(note) => Number.parseInt(note, 10) >= readTo - lookBackSeconds,
			);
			// Put at the end: the order of the keys is the order of their use.
			Reflect.deleteProperty(memory, key);
			memory[key] = { readTo, since: Math.max(from, readTo - lookBackSeconds), returned };
			const searches = Object.keys(memory).filter((name) => name.startsWith('callLog:'));
			for (const old of searches.slice(0, -MOST_SEARCHES)) Reflect.deleteProperty(memory, old);
		},
	};
}

/** Whoever looks back further than the last run did would find what it has forgotten to have returned. */
function beginningAfter(
	{ readTo, since = -Infinity }: z.output<typeof remembered>,
	now: number,
	lookBackSeconds: number,
): number {
	// This machine's clock was set back: rather a call twice than one not at all.
	if (now < readTo) return now - lookBackSeconds;
	return Math.max(since, readTo - lookBackSeconds);
}

function noteOf({ second, identity }: Rememberable): string {
	return `${second} ${hash(identity)}`;
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
