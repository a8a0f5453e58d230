import { DateTime } from 'luxon';

/** A date and a time of day, with or without a zone: a date alone would mean midnight, a time alone today. */
const DATE_AND_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}/;

const DATE_ALONE = /^\d{4}-\d{2}-\d{2}$/;

/** Below this, a number counts seconds; above, milliseconds. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * The same moment, in 1973. What is above 0 and below this is no epoch: 46354 is a day in a spreadsheet, 20261129 a date.
 * Before 1970, as births may be, there is nothing to confuse.
 */
const FIRST_SECONDS = 100_000_000;

/**
 * Reads a moment as people and expressions give it.
 *
 * @param value a date and time as text (`2026-11-23 15:00`, ISO 8601), a Date, a luxon DateTime, or an epoch
 * @param zone the time zone in which a text that names none is meant, such as `Asia/Jerusalem`
 * @param dateAlone which edge of the day a date without a time stands for; without it, such a text is no moment
 * @returns the moment, or undefined when it is none
 */
export function readMoment(
	value: unknown,
	zone: string,
	dateAlone?: 'start' | 'end',
): DateTime<true> | undefined {
	const moment = read(value, zone, dateAlone);
	return moment && isValid(moment) ? moment : undefined;
}

function isValid(moment: DateTime): moment is DateTime<true> {
	return moment.isValid;
}

function read(value: unknown, zone: string, dateAlone?: 'start' | 'end'): DateTime | undefined {
	if (value instanceof Date) return DateTime.fromJSDate(value);
	if (isDateTime(value)) return DateTime.fromMillis(value.toMillis());
	if (typeof value === 'number') {
		if (value > 0 && value < FIRST_SECONDS) return undefined;
		return value < FIRST_MILLISECONDS ? DateTime.fromSeconds(value) : DateTime.fromMillis(value);
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (dateAlone !== undefined && DATE_ALONE.test(text)) {
		const day = DateTime.fromISO(text, { zone });
		return dateAlone === 'start' ? day.startOf('day') : day.endOf('day');
	}
	if (!DATE_AND_TIME.test(text)) return undefined;
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

/** The program around us has a luxon of its own, so its DateTime is told by what it can do. */
function isDateTime(value: unknown): value is { toMillis: () => number } {
	return typeof value === 'object' && value !== null && 'toMillis' in value;
}
