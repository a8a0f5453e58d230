import { z } from 'zod/v4';
import { DIAL_STATUSES, type Ending, HANG_UP_CAUSES, type HangUpCause } from '../payloads/extensions';

/** How a call's last hang-up is told, of every call. */
export const endingFields = {
	/** Default: what goes with the outcome. */
	cause: z.enum(HANG_UP_CAUSES).optional(),
	dialStatus: z.enum(DIAL_STATUSES).default(''),
	/** The last hang-up has null for its call. */
	withoutCall: z.boolean().default(false),
};

/** Events that are never sent, although the connection is up all the time. */
export const lostSchema = z.array(z.enum(['hangUp', 'queueExit'])).default([]);

interface EndingOptions {
	readonly cause?: HangUpCause | undefined;
	readonly dialStatus: Ending['dialStatus'];
	readonly withoutCall: boolean;
}

/** The last hang-up's ending. @param usual the cause, where none is told */
export function endingOf({ cause, dialStatus, withoutCall }: EndingOptions, usual: HangUpCause): Ending {
	return { cause: cause ?? usual, ...(dialStatus !== undefined && { dialStatus }), withoutCall };
}

/** Whole seconds between two instants; never less than none. */
export function secondsBetween(from: Date, until: Date): number {
	return Math.max(0, Math.round((until.getTime() - from.getTime()) / 1000));
}
