import { DateTime, IANAZone } from 'luxon';

/** The time zone of a Voicenter account unless it was set up otherwise. */
export const DEFAULT_TIME_ZONE = 'Asia/Jerusalem';

/** Whether a name is a time zone, such as `Asia/Jerusalem`. */
export function isTimeZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}

/** How far a clock of Voicenter's may be ahead of ours. */
const AHEAD_MS = 60_000;

/**
 * A CDR's `time` counts seconds to the account's wall clock, as if that clock showed UTC (voicenter-api.md §1).
 *
 * @param localEpoch seconds
 * @param timeZone the account's time zone
 * @param toldAt when it was told, in milliseconds since 1970: in the hour that is repeated when summer time ends, the
 *   later of the two moments counts if it was over by then
 * @returns the moment
 */
export function fromLocalEpoch(
	localEpoch: number,
	timeZone: string,
	toldAt = -Infinity,
): DateTime<true> | undefined {
	const clock = DateTime.fromSeconds(localEpoch, { zone: 'utc' }).setZone(timeZone, { keepLocalTime: true });
	if (!clock.isValid) return undefined;
	const moments = clock.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
	const [earliest = clock] = moments;
	return (moments.findLast((moment) => moment.toMillis() <= toldAt + AHEAD_MS) ?? earliest).toUTC();
}

/**
 * How far an account's clock is ahead of UTC.
 *
 * @param timeZone the account's; of none that there is, 0
 * @param at milliseconds since 1970
 * @returns seconds
 */
export function clockAheadSeconds(timeZone: string, at: number): number {
	return isTimeZone(timeZone) ? IANAZone.create(timeZone).offset(at) * 60 : 0;
}

/**
 * A moment as the account's clock on the wall shows it, for people: `2026-11-30 14:05`.
 *
 * @param moment ISO 8601, with its zone
 * @param timeZone the account's
 * @returns undefined for what is no moment
 */
export function localTime(moment: string, timeZone: string): string | undefined {
	const milliseconds = Date.parse(moment);
	if (Number.isNaN(milliseconds)) return undefined;
	// Without a DateTime, which takes ten times as long: there may be a million of them.
	const shifted = milliseconds + IANAZone.create(timeZone).offset(milliseconds) * 60_000;
	const local = new Date(shifted);
	return Number.isNaN(local.getTime()) ? undefined : local.toISOString().slice(0, 16).replace('T', ' ');
}
