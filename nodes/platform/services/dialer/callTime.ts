import { DateTime } from 'luxon';

/** A workflow may run a little late; what is further back is a mistake, and would be called at once. */
const LATEST_HOURS = 1;

/** A date and a time of day, with or without a zone: a date alone would mean midnight, a time alone today. */
const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}/;

/** Below this, a number counts seconds; above, milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * When a target is to be called.
 *
 * @param value a date and time as text (`2026-11-23 15:00`, ISO 8601), a Date, a luxon DateTime, or an epoch; a text
 *   that names no zone is meant in `timeZone`
 * @param timeZone such as `Asia/Jerusalem`
 * @param issue where to say what is wrong
 * @returns the moment; undefined when something is wrong
 */
export function callTime(
	value: unknown,
	timeZone: string,
	issue: (message: string) => void,
): DateTime<true> | undefined {
	const moment = read(value, timeZone);
	if (!isValid(moment)) {
		issue(
			`${JSON.stringify(value)} is not a date and time. Right would be 2026-11-23 15:00, which is read in the workflow’s time zone (${timeZone}), or 2026-11-23T15:00:00+02:00.`,
		);
		return undefined;
	}
	if (moment < DateTime.now().minus({ hours: LATEST_HOURS })) {
		issue(
			`${moment.setZone(timeZone).toFormat('yyyy-MM-dd HH:mm')} has passed. Give a time to come, or leave this out to call as soon as possible.`,
		);
		return undefined;
	}
	return moment;
}

function isValid(moment: DateTime | undefined): moment is DateTime<true> {
	return moment?.isValid === true;
}

function read(value: unknown, zone: string): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (isDateTime(value)) return DateTime.fromMillis(value.toMillis());
	if (typeof value === 'number') {
		return value < FIRST_MILLISECONDS ? DateTime.fromSeconds(value) : DateTime.fromMillis(value);
	}
	if (typeof value !== 'string' || !DATE_AND_TIME.test(value.trim())) return undefined;
	const text = value.trim();
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

/** The program around us has a luxon of its own, so its DateTime is told by what it can do. */
function isDateTime(value: unknown): value is { toMillis: () => number } {
	return typeof value === 'object' && value !== null && 'toMillis' in value;
}
