/** Which records were seen before: a few characters each, and told again when they have been completed meanwhile. */
import { createHash } from 'node:crypto';

import { placeOf } from './identity';

/** A record as far as being new is concerned. */
export interface Seen {
	/** When it began; where it does not say so, about when. */
	second: number;
	/** What tells it from every other, see identity.ts. */
	identity: string;
}

/** All records, those that stay at their place, or none. */
export type Completed = 'all' | 'inPlace' | 'none';

/** The records of one call. */
interface Call {
	/** When the latest of them began. */
	second: number;
	marks: Set<string>;
}

/** 60 bits: among 20,000 calls, one in fifty million million is mistaken for another. */
const CALL_LENGTH = 10;

/** Of a record: its place in the call, and what it says. */
const PLACE_LENGTH = 2;
const MARK_LENGTH = 5;

/** The place of a record that does not say which it is. */
const NOWHERE = '--';

/** Written down together: calls of a quarter of an hour. */
const SPAN_SECONDS = 15 * 60;

const SPAN = /^(-?\d{1,12}):([\w,.-]*)$/;

/** More would not be remembered; hardly anybody has as many calls in the time that is looked back. */
const MOST_CALLS = 200_000;

/**
 * Remembers records.
 *
 * @param written what was written down before; anything else is nothing
 */
export function createSeen<Row extends Seen>(written: unknown) {
	const calls = read(written);
	const keys = new Map<Row, Key>();
	const keyOf = (row: Row): Key => {
		const known = keys.get(row);
		if (known) return known;
		const key = keyFor(row);
		keys.set(row, key);
		return key;
	};

	function byCall(rows: readonly Row[]): Map<string, Row[]> {
		const grouped = new Map<string, Row[]>();
		for (const row of rows) {
			const { call } = keyOf(row);
			const known = grouped.get(call);
			if (known) known.push(row);
			else grouped.set(call, [row]);
		}
		return grouped;
	}

	return {
		/** How many are remembered. */
		size: () => [...calls.values()].reduce((sum, { marks }) => sum + marks.size, 0),
		/**
		 * Finds what is new. What only was completed is known from then on as it is now.
		 *
		 * @param rows what was read
		 * @param completed which records may have been completed: those of which all that can be meant was read
		 */
		unknownOf(rows: readonly Row[], completed: Completed): Set<Row> {
			const unknown = new Set<Row>();
			for (const [name, ofCall] of byCall(rows)) {
				const marks = calls.get(name)?.marks ?? new Set<string>();
				const present = new Set(ofCall.map((row) => keyOf(row).mark));
				const vanished = new Set([...marks].filter((mark) => !present.has(mark)));
				for (const row of ofCall) {
					const { mark } = keyOf(row);
					if (marks.has(mark)) continue;
					// Another one has gone where this one came: it is the same record, completed.
					const former = [...vanished].find((one) => isFormer(one, mark, completed));
					if (former === undefined) {
						unknown.add(row);
						continue;
					}
					vanished.delete(former);
					marks.delete(former);
					marks.add(mark);
				}
			}
			return unknown;
		},
		add(row: Row): void {
			const { call: name, mark } = keyOf(row);
			const known = calls.get(name) ?? { second: -Infinity, marks: new Set() };
			known.second = Math.max(known.second, row.second);
			known.marks.add(mark);
			calls.set(name, known);
		},
		/**
		 * Writes down what is remembered.
		 *
		 * @param rows what was read now, which is kept
		 * @param before what began before that, and was not read now, is forgotten
		 */
		write(rows: readonly Row[], before: number): string {
			const present = new Set(rows.map((row) => keyOf(row).call));
			for (const [name, { second }] of calls) {
				if (second < before && !present.has(name)) calls.delete(name);
			}
			return write(calls);
		},
	};
}

/** A record that lacked its type or its beginning may have got it. */
function isFormer(former: string, mark: string, completed: Completed): boolean {
	const [one, other] = [former, mark].map((each) => each.slice(0, PLACE_LENGTH));
	if (completed === 'none') return false;
	return one === other || (completed === 'all' && (one === NOWHERE || other === NOWHERE));
}

/** What is noted of a record. */
interface Key {
	call: string;
	mark: string;
}

function keyFor({ identity }: Seen): Key {
	const { call, name, isComplete } = placeOf(identity);
	return {
		call: createHash('sha256').update(call).digest('base64url').slice(0, CALL_LENGTH),
		mark:
			(isComplete ? shortHash(name, PLACE_LENGTH) : NOWHERE) +
			shortHash(identity, MARK_LENGTH - PLACE_LENGTH),
	};
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.';

/** FNV-1a, in digits of 6 bits: what is told apart within one call needs no more. */
function shortHash(text: string, length: number): string {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return Array.from({ length }, (_, at) => DIGITS.charAt((hash >>> (6 * at)) & 63)).join('');
}

/** `span:call mark mark,call mark` of each quarter of an hour, without the blanks. */
function write(calls: ReadonlyMap<string, Call>): string {
	const spans = new Map<number, string[]>();
	const latest = [...calls].sort(([, a], [, b]) => b.second - a.second).slice(0, MOST_CALLS);
	for (const [name, { second, marks }] of latest) {
		const span = Math.floor(second / SPAN_SECONDS);
		const entry = name + [...marks].join('');
		const known = spans.get(span);
		if (known) known.push(entry);
		else spans.set(span, [entry]);
	}
	return [...spans].map(([span, entries]) => `${span}:${entries.join(',')}`).join(' ');
}

function read(written: unknown): Map<string, Call> {
	const calls = new Map<string, Call>();
	if (typeof written !== 'string') return calls;
	for (const part of written.split(' ')) {
		const [, span, entries = ''] = SPAN.exec(part) ?? [];
		if (span === undefined) continue;
		// To the end of its quarter of an hour: rather remembered for longer than not at all.
		const second = (Number(span) + 1) * SPAN_SECONDS - 1;
		for (const entry of entries.split(',')) {
			const marks = new Set<string>();
			for (let at = CALL_LENGTH; at + MARK_LENGTH <= entry.length; at += MARK_LENGTH) {
				marks.add(entry.slice(at, at + MARK_LENGTH));
			}
			if (marks.size > 0) calls.set(entry.slice(0, CALL_LENGTH), { second, marks });
		}
	}
	return calls;
}
