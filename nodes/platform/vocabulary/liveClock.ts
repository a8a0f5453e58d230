/** The clock of live calls (voicenter-api.md §8 and §11, which do not say what its epochs count from). */
import { DateTime } from 'luxon';

import { fromLocalEpoch } from './times';

/** One time as an answer carries it, with what may tell how it is meant. Epochs are in seconds. */
export interface LiveTime {
	epoch: number | undefined;
	/** The call's ID: it begins with the account's wall clock, as yyyyMMddHHmmss. */
	callId: string | undefined;
	/** How long ago it was, where the answer says so itself. */
	secondsAgo?: number | undefined;
}

/** Far more than clocks differ, and far less than Israel's two or three hours. */
const NEAR_SECONDS = 3_600;

/** A live call cannot have begun later than now, save for what clocks differ. */
const AHEAD_SECONDS = 300;

/**
 * Finds out how an answer writes its times. Voicenter's samples (and its socket events) count to the account's
 * wall clock as if that showed UTC, as a CDR does; its descriptions say no more than "epoch". So the answer is
 * asked: the clock that a call's ID begins with, a waiting time that is given beside it, and that nothing live
 * can begin in the future tell the two apart.
 *
 * @param times every time of the answer
 * @param timeZone the account's
 * @param now seconds, UTC
 * @returns writes an epoch of that answer in ISO 8601, UTC; absent for one that is absent or 0
 */
export function liveClock(
	times: readonly LiveTime[],
	timeZone: string,
	now: number,
): (epoch: number | undefined) => string | undefined {
	const given = times.filter(({ epoch }) => epoch);
	const isLocal =
		given.map((time) => clueOf(time, timeZone, now)).find((clue) => clue !== undefined) ??
		given.some(({ epoch = 0 }) => epoch > now + AHEAD_SECONDS);
	return (epoch) => {
		if (!epoch) return undefined;
		const moment = isLocal ? fromLocalEpoch(epoch, timeZone) : DateTime.fromSeconds(epoch, { zone: 'utc' });
		return moment?.isValid ? moment.toISO() : undefined;
	};
}

/** Whether a time is the account's wall clock; undefined when it cannot be told from this one. */
function clueOf({ epoch = 0, callId, secondsAgo }: LiveTime, timeZone: string, now: number) {
	if (secondsAgo !== undefined) {
		const ahead = epoch + secondsAgo - now;
		if (Math.abs(ahead) < NEAR_SECONDS) return false;
		if (Math.abs(ahead - offsetSeconds(now, timeZone)) < NEAR_SECONDS) return true;
	}
	const clock = DateTime.fromFormat(callId?.slice(0, 14) ?? '', 'yyyyMMddHHmmss', { zone: 'utc' });
	if (!clock.isValid) return undefined;
	const began = clock.toSeconds();
	if (Math.abs(epoch - began) < NEAR_SECONDS) return true;
	return Math.abs(epoch - (began - offsetSeconds(began, timeZone))) < NEAR_SECONDS ? false : undefined;
}

function offsetSeconds(at: number, timeZone: string): number {
	return DateTime.fromSeconds(at, { zone: timeZone }).offset * 60;
}
