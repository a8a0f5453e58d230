/**
 * Which records were processed already. Voicenter sends a record again until it is acknowledged (voicenter-api.md
 * §9), and sometimes after that: each is to be processed once.
 */
import { createHash } from 'node:crypto';

/** How long records are remembered, and how many at most: the oldest are forgotten first. */
export interface RepeatOptions {
	windowMs: number;
	limit?: number;
}

/** Remembers what was processed; see {@link createRepeats}. */
export interface Repeats {
	has: (name: string, now: number) => boolean;
	add: (name: string, now: number) => void;
	/** Takes over what was written down before, here or by another process. */
	learn: (written: unknown) => void;
	/** Writes down what is remembered, in about 10 characters a record. */
	write: (now: number) => string;
	/** Has anything been added since it was written or learned? */
	isUnwritten: () => boolean;
	/** How many are remembered. */
	size: () => number;
}

/** What is written down is written with every record: 200 kB is as much as that may cost. */
const LIMIT = 20_000;

/** Records are forgotten a quarter of an hour at a time. */
const SPAN_MS = 15 * 60 * 1_000;

/** 60 bits: among 20,000 records, one in fifty million million is mistaken for another. */
const MARK_LENGTH = 10;

const SPAN = /^(\d{1,12}):([\w-]*)$/;

/** A memory with nothing in it. */
export function createRepeats({ windowMs, limit = LIMIT }: RepeatOptions): Repeats {
	const spans = new Map<number, Set<string>>();
	let text = '';
	let isUnwritten = false;

	const spanOf = (now: number): Set<string> => {
		const span = Math.floor(now / SPAN_MS);
		const known = spans.get(span);
		if (known) return known;
		const marks = new Set<string>();
		spans.set(span, marks);
		return marks;
	};
	const count = () => [...spans.values()].reduce((sum, { size }) => sum + size, 0);

	/** A clock that was set back leaves records of the future: they stay until their time has passed. */
	function forget(now: number): void {
		const oldest = Math.floor((now - windowMs) / SPAN_MS);
		for (const span of spans.keys()) if (span < oldest) spans.delete(span);
		let left = count() - limit;
		for (const [span, marks] of [...spans].sort(([a], [b]) => a - b)) {
			if (left <= 0) return;
			for (const mark of marks) {
				if (left-- <= 0) break;
				marks.delete(mark);
			}
			if (marks.size === 0) spans.delete(span);
		}
	}

	return {
		has(name, now) {
			const mark = markOf(name);
			const oldest = Math.floor((now - windowMs) / SPAN_MS);
			return [...spans].some(([span, marks]) => span >= oldest && marks.has(mark));
		},
		add(name, now) {
			if (windowMs <= 0) return;
			spanOf(now).add(markOf(name));
			isUnwritten = true;
		},
		learn(written) {
			if (typeof written !== 'string' || written === text) return;
			for (const part of written.split(' ')) {
				const [, span, marks] = SPAN.exec(part) ?? [];
				if (span === undefined || marks === undefined) continue;
				const known = spanOf(Number(span) * SPAN_MS);
				for (let at = 0; at + MARK_LENGTH <= marks.length; at += MARK_LENGTH) {
					known.add(marks.slice(at, at + MARK_LENGTH));
				}
			}
		},
		write(now) {
			forget(now);
			text = [...spans].map(([span, marks]) => `${span}:${[...marks].join('')}`).join(' ');
			isUnwritten = false;
			return text;
		},
		isUnwritten: () => isUnwritten,
		size: count,
	};
}

function markOf(name: string): string {
	return createHash('sha256').update(name).digest('base64url').slice(0, MARK_LENGTH);
}
