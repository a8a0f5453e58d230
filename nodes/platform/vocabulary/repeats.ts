/**
 * Which records were processed already. Voicenter sends a record again until it is acknowledged (voicenter-api.md
 * §9), and sometimes after that: each is to be processed once.
 */
import { createHash } from 'node:crypto';

/** How long records are remembered, and how many at least: beyond that the oldest are forgotten first. */
export interface RepeatOptions {
	windowMs: number;
	limit?: number;
}

/** Remembers what was processed; see {@link createRepeats}. */
export interface Repeats {
	has: (name: string, now: number) => boolean;
	/** What the record had with it, all times together, as bits; undefined when it was not processed. */
	extrasOf: (name: string, now: number) => number | undefined;
	/** @param extras what the record has with it, as six bits */
	add: (name: string, now: number, extras?: number) => void;
	/** Takes over what was written down before, here or by another process. */
	learn: (written: unknown) => void;
	/**
	 * Writes down what is remembered, in 10 characters a record.
	 *
	 * @param also what is to be written down as if it had been added
	 */
	write: (now: number, also?: readonly Processed[]) => string;
	/** How many are remembered. */
	size: () => number;
}

/** A record by its name, and what it had with it. */
export interface Processed {
	name: string;
	extras?: number;
}

/** A quarter of an hour. */
interface Span {
	marks: Map<string, number>;
	/** The same as it was written down last, and what has come since: put together only when it is asked for. */
	written: string;
	fresh: string[];
}

/** What is written down goes to the database with every record: 200 kB is as much as that may cost. */
const LIMIT = 20_000;

/** The oldest are forgotten when there are so many more than the limit, so that it does not happen at each record. */
const SLACK = 1.05;

/** Records are forgotten a quarter of an hour at a time. */
const SPAN_MS = 15 * 60 * 1_000;

/** 54 bits: among 20,000 records, one in nine hundred thousand million is mistaken for another. */
const HASH_LENGTH = 9;
/** One character more says what the record had with it. */
const MARK_LENGTH = HASH_LENGTH + 1;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const SPAN = /^(\d{1,12}):([\w-]*)$/;

/** A memory with nothing in it. */
export function createRepeats({ windowMs, limit = LIMIT }: RepeatOptions): Repeats {
	const spans = new Map<number, Span>();
	let count = 0;
	let learned = '';

	const spanAt = (now: number) => Math.floor(now / SPAN_MS);

	const spanOf = (number: number): Span => {
		const known = spans.get(number);
		if (known) return known;
		const span = { marks: new Map<string, number>(), written: '', fresh: [] };
		spans.set(number, span);
		return span;
	};

	function note(span: Span, hash: string, extras: number): void {
		const before = span.marks.get(hash);
		const together = (before ?? 0) | extras;
		if (before === together) return;
		if (before === undefined) count++;
		span.marks.set(hash, together);
		// What stands there twice counts together.
		span.fresh.push(hash + (DIGITS[together] ?? ''));
	}

	function learnSpan(number: number, text: string): void {
		const span = spanOf(number);
		const known = textOf(span);
		if (known.startsWith(text)) return;
		const from = text.startsWith(known) ? known.length : 0;
		for (let at = from; at + MARK_LENGTH <= text.length; at += MARK_LENGTH) {
			const extras = DIGITS.indexOf(text.charAt(at + HASH_LENGTH));
			note(span, text.slice(at, at + HASH_LENGTH), Math.max(extras, 0));
		}
	}

	/** A clock that was set back leaves records of the future: they stay until their time has passed. */
	function forget(now: number): void {
		const oldest = spanAt(now - windowMs);
		for (const [number, { marks }] of spans) {
			if (number >= oldest) continue;
			spans.delete(number);
			count -= marks.size;
		}
		if (count <= limit * SLACK) return;
		for (const [number, span] of [...spans].sort(([a], [b]) => a - b)) {
			const excess = count - limit;
			if (excess <= 0) return;
			count -= span.marks.size;
			spans.delete(number);
			if (span.marks.size <= excess) continue;
			const rest = spanOf(number);
			for (const [hash, extras] of [...span.marks].slice(excess)) note(rest, hash, extras);
		}
	}

	function extrasOf(name: string, now: number): number | undefined {
		const hash = hashOf(name);
		const oldest = spanAt(now - windowMs);
		let found: number | undefined;
		for (const [number, { marks }] of spans) {
			const extras = number >= oldest ? marks.get(hash) : undefined;
			if (extras !== undefined) found = (found ?? 0) | extras;
		}
		return found;
	}

	return {
		has: (name, now) => extrasOf(name, now) !== undefined,
		extrasOf,
		add(name, now, extras = 0) {
			if (windowMs > 0) note(spanOf(spanAt(now)), hashOf(name), extras);
		},
		learn(written) {
			if (typeof written !== 'string' || written === learned) return;
			learned = written;
			for (const part of written.split(' ')) {
				const colon = part.indexOf(':');
				// Mostly nothing of it is new.
				const span = spans.get(Number(part.slice(0, colon)));
				if (span && textOf(span) === part.slice(colon + 1)) continue;
				const [, number, marks] = SPAN.exec(part) ?? [];
				if (number !== undefined && marks !== undefined) learnSpan(Number(number), marks);
			}
		},
		write(now, also = []) {
			forget(now);
			const added = also.map(({ name, extras = 0 }) => hashOf(name) + (DIGITS[extras] ?? '')).join('');
			const texts = new Map([...spans].map(([number, span]) => [number, textOf(span)]));
			if (added !== '') texts.set(spanAt(now), (texts.get(spanAt(now)) ?? '') + added);
			const written = [...texts].map(([number, text]) => `${number}:${text}`).join(' ');
			// Nothing of one's own is to be read again.
			if (also.length === 0) learned = written;
			return written;
		},
		size: () => count,
	};
}

function textOf(span: Span): string {
	// Joined, and not added piece by piece, it is one text to V8 as well, and quick to compare and to write.
	if (span.fresh.length > 0) span.written = [span.written, ...span.fresh.splice(0)].join('');
	return span.written;
}

function hashOf(name: string): string {
	return createHash('sha256').update(name).digest('base64url').slice(0, HASH_LENGTH);
}
