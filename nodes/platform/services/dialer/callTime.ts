import { DateTime } from 'luxon';

import { readMoment } from '../../vocabulary/moments';

/** A workflow may run a little late; what is further back is a mistake, and would be called at once. */
const LATEST_HOURS = 1;

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
	const moment = readMoment(value, timeZone);
	if (!moment) {
		issue(
			`${JSON.stringify(value)} is not a date and time. Right would be 2026-11-23 15:00, which is read in the workflow’s time zone (${timeZone}), or 2026-11-23T15:00:00+02:00.`,
		);
		return undefined;
	}
	if (moment < DateTime.now().minus({ hours: LATEST_HOURS })) {
		issue(
			`${moment.setZone(timeZone).toFormat('yyyy-MM-dd HH:mm')} is in the past. Give a time in the future, or leave this out to call as soon as possible.`,
		);
		return undefined;
	}
	return moment;
}
