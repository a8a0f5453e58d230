import { randomBytes } from 'node:crypto';
import { DateTime } from 'luxon';

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
	const local = DateTime.fromJSDate(at, { zone: ACCOUNT_TIME_ZONE });
	return Math.floor(at.getTime() / 1000) + local.offset * 60;
}

/**
 * A new call id: 32 characters, beginning with the local wall clock as yyyyMMddHHmmss, as in the document's
 * samples (`202110101204550233243ghff3189e5c` for a call at 09:04:58 GMT).
 */
export function newCallId(at: Date): string {
	const clock = DateTime.fromJSDate(at, { zone: ACCOUNT_TIME_ZONE }).toFormat('yyyyMMddHHmmss');
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
