/**
 * Which records were processed already. Voicenter sends a record again until it is acknowledged (voicenter-api.md
 * §9), and sometimes after that: each is to be processed once.
 */
import { createHash } from 'node:crypto';

/**
 * How long records are remembered, how many at least, and how many of them are written down at least: beyond that the
 * oldest go first.
 */
export interface RepeatOptions {
	windowMs: number;
	limit?: number;
	lasting?: number;
}

/** A record by its name, and what it had with it. */
export interface Processed {
	name: string;
	extras?: number;
}

/** What is known of a record: when it was noted last, by quarters of an hour, and what it had with it. */
interface Mark {
	span: number;
	extras: number;
}

/** The records of a quarter of an hour that had the same with them. */
interface Group {
	span: number;
	/** As it was written down last, and what has come since: put together only when it is asked for. */
	written: string;
	fresh: string[];
}

/**
 * Half of them, the newer ones, are written down, which goes to the database and back with every record: 80 kB make it 4
 * to 7 % dearer, all 160 kB made it 11 to 19 % (BENCHMARKS.md). What a restart cuts off is not ten thousand records ago.
 */
const LIMIT = 20_000;

/** The oldest go when there are so many more than are to be kept, so that it does not happen at each record. */
const SLACK = 1.05;

/** Records are forgotten a quarter of an hour at a time. */
const SPAN_MS = 15 * 60 * 1_000;

/** 48 bits: among 20,000 records, one in fourteen thousand million is mistaken for another. */
const HASH_LENGTH = 8;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A group as it is written down: when, what its records had with them, and their names' hashes one after the other. */
const GROUP = /^(\d{1,12})([\w-]):([\w-]*)$/;

/** Remembers what was processed; nothing yet. */
export function createRepeats({ windowMs, limit = LIMIT, lasting = limit / 2 }: RepeatOptions) {
	const marks = new Map<string, Mark>();
	/** What is written down of them. */
	const groups = new Map<string, Group>();
	/** How many stand in the groups: what a record came to have with it later makes it stand there once more. */
	let noted = 0;

	function groupOf(mark: Mark): Group {
		const head = headOf(mark);
		const group = groups.get(head) ?? { span: mark.span, written: head, fresh: [] };
		groups.set(head, group);
		return group;
	}

	function note(hash: string, { span, extras }: Mark): void {
		const before = marks.get(hash);
		const together = { span: Math.max(before?.span ?? 0, span), extras: (before?.extras ?? 0) | extras };
		if (before?.span === together.span && before.extras === together.extras) return;
		marks.set(hash, together);
		putDown(hash, together);
	}

	function putDown(hash: string, mark: Mark): void {
		groupOf(mark).fresh.push(hash);
		noted++;
	}

	/** A clock that was set back leaves records of the future: they stay, as old as those of now, until their time has passed. */
	function forget(now: number): void {
		const ageOf = ({ span }: Mark) => Math.min(span, spanAt(now));
		const isOver = ({ span }: { span: number }) => span < spanAt(now - windowMs);
		if (noted <= lasting * SLACK && ![...groups.values()].some(isOver)) return;
		const kept = [...marks].filter(([, mark]) => !isOver(mark)).sort(([, a], [, b]) => ageOf(a) - ageOf(b));
		marks.clear();
		groups.clear();
		noted = 0;
		for (const [hash, mark] of kept.slice(-limit)) marks.set(hash, mark);
		for (const [hash, mark] of kept.slice(-lasting)) putDown(hash, mark);
	}

	/** What the record had with it, all times together, as bits; undefined when it was not processed. */
	function extrasOf(name: string, now: number): number | undefined {
		const mark = marks.get(hashOf(name));
		return mark && mark.span >= spanAt(now - windowMs) ? mark.extras : undefined;
	}

	return {
		has: (name: string, now: number) => extrasOf(name, now) !== undefined,
		extrasOf,
		/** @param extras what the record has with it, as six bits */
		add(name: string, now: number, extras = 0): void {
			if (windowMs === 0) return;
			// What is over has nothing with it any more.
			if (extrasOf(name, now) === undefined) marks.delete(hashOf(name));
			note(hashOf(name), { span: spanAt(now), extras });
		},
		/** Takes over what was written down before, here or by another process. */
		learn(written: unknown): void {
			if (!Array.isArray(written)) return;
			for (const text of written) {
				if (typeof text !== 'string') continue;
				const group = groups.get(text.slice(0, text.indexOf(':') + 1));
				const known = group ? textOf(group) : '';
				// Mostly nothing of it is new.
				if (known === text || known.startsWith(text)) continue;
				const [, span, digit = '', all = ''] = GROUP.exec(text) ?? [];
				const mark = { span: Number(span), extras: DIGITS.indexOf(digit) };
				const isMore = group !== undefined && text.startsWith(known);
				for (const hash of hashesIn(isMore ? text.slice(known.length) : all)) note(hash, mark);
			}
		},
		/**
		 * Writes down the latest of what is remembered, in 8 characters a record.
		 *
		 * @param also what is to be written down as if it had been added
		 * @returns short texts
		 */
		write(now: number, also: readonly Processed[] = []): string[] {
			forget(now);
			const added = also.map(({ name, extras = 0 }) => headOf({ span: spanAt(now), extras }) + hashOf(name));
			return [...[...groups.values()].map(textOf), ...added];
		},
		/** How many are remembered. */
		size: () => marks.size,
	};
}

/** See {@link createRepeats}. */
export type Repeats = ReturnType<typeof createRepeats>;

function spanAt(now: number): number {
	return Math.floor(now / SPAN_MS);
}

function headOf({ span, extras }: Mark): string {
	return `${span}${DIGITS[extras] ?? ''}:`;
}

function textOf(group: Group): string {
	// Joined, and not added piece by piece, it is one text to V8 as well, and quick to compare and to write.
	if (group.fresh.length > 0) group.written = [group.written, ...group.fresh.splice(0)].join('');
	return group.written;
}

function hashesIn(text: string): string[] {
	const count = Math.floor(text.length / HASH_LENGTH);
	return Array.from({ length: count }, (_, place) =>
		text.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH),
	);
}

function hashOf(name: string): string {
	return createHash('sha256').update(name).digest('base64url').slice(0, HASH_LENGTH);
}
