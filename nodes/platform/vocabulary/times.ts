import { DateTime, IANAZone } from 'luxon';

/** The time zone of a Voicenter account unless it was set up otherwise. */
export const DEFAULT_TIME_ZONE = 'Asia/Jerusalem';

/** Whether a name is a time zone, such as `Asia/Jerusalem`. */
export function isTimeZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}

/**
 * A CDR's `time` counts seconds to the account's wall clock, as if that clock showed UTC (voicenter-api.md §1).
 *
 * @param localEpoch seconds
 * @param timeZone the account's time zone
 * @returns the moment; in the repeated hour when summer time ends, the earlier of the two
 */
export function fromLocalEpoch(localEpoch: number, timeZone: string): DateTime<true> | undefined {
	const clock = DateTime.fromSeconds(localEpoch, { zone: 'utc' }).setZone(timeZone, { keepLocalTime: true });
	if (!clock.isValid) return undefined;
	const [first = clock, ...others] = clock.getPossibleOffsets();
	return DateTime.min(first, ...others).toUTC();
}
