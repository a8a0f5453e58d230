import { z } from 'zod/v4';
import { localEpochSeconds } from '../times';

export const liveTimesSchema = z.enum(['utc', 'wallClock'], {
	error: 'live times are in "utc" or of the account\'s "wallClock"',
});
/**
 * What the epochs of Active Calls count. voicenter-api.md §8 gives them without a word; the events of the same calls
 * count the account's wall clock as if it were UTC (§1).
 */
export type LiveTimes = z.output<typeof liveTimesSchema>;

/** A live call's time, in seconds. */
export function liveEpoch(times: LiveTimes, at: Date): number {
	return times === 'wallClock' ? localEpochSeconds(at) : Math.floor(at.getTime() / 1000);
}
