import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

/** The account's time zone: every seeded account is Israeli. */
export const ACCOUNT_TIME_ZONE = 'Asia/Jerusalem';

const CALL_ID_ALPHABET = 'abcdefghijkmnopqrstuvwxyz0123456789';
const CALL_ID_LENGTH = 32;

/**
 * The epoch that a CDR carries in `time`, in seconds: the account's wall clock read as if it were UTC
 * (voicenter-api.md §1, "CDR `time` is an epoch in the account's local time zone").
 * 12:00 in Jerusalem is 12:00Z here, not 09:00Z.
 */
export function localEpochSeconds(at: Date): number {
	return Math.floor(at.getTime() / 1000) + offsetMinutes(at) * 60;
}

// A call log of a million records asks often, and a zone's offset only changes on the hour.
const offsets = new Map<number, number>();

function offsetMinutes(at: Date): number {
	const hour = Math.floor(at.getTime() / 3_600_000);
	const offset = offsets.get(hour) ?? DateTime.fromJSDate(at, { zone: ACCOUNT_TIME_ZONE }).offset;
	offsets.set(hour, offset);
	return offset;
}

/** The account's wall clock as yyyyMMddHHmmss, which a call id begins with. */
export function localClock(at: Date): string {
	const clock = new Date(localEpochSeconds(at) * 1000).toISOString();
	return clock.slice(0, 19).replace(/\D/g, '');
}

/**
 * A new call id: 32 characters, beginning with the local wall clock as yyyyMMddHHmmss, as in the document's
 * samples (`202110101204550233243ghff3189e5c` for a call at 09:04:58 GMT).
 */
export function newCallId(at: Date): string {
	const clock = localClock(at);
	const rest = [...randomBytes(CALL_ID_LENGTH - clock.length)]
		.map((byte) => CALL_ID_ALPHABET.charAt(byte % CALL_ID_ALPHABET.length))
		.join('');
	return clock + rest;
}

/** `at` moved by a number of seconds, which may be negative. */
export function shiftSeconds(at: Date, seconds: number): Date {
	return new Date(at.getTime() + seconds * 1000);
}

/** The instant of an epoch whose reading is the account's wall clock: the opposite of {@link localEpochSeconds}. */
export function fromLocalEpochSeconds(epoch: number): Date {
	return DateTime.fromSeconds(epoch, { zone: 'utc' })
		.setZone(ACCOUNT_TIME_ZONE, { keepLocalTime: true })
		.toJSDate();
}

/** A command's instant: a Date, or ISO 8601 (GMT unless it says otherwise). */
export const instant = z.union([z.date(), z.string()]).transform((value, context) => {
	const at = typeof value === 'string' ? DateTime.fromISO(value, { zone: 'utc' }).toJSDate() : value;
	if (!Number.isNaN(at.getTime())) return at;
	context.addIssue('is no time in ISO 8601');
	return z.NEVER;
});
