/** What was read for a list of calls. */
import { DateTime } from 'luxon';

import type { Range } from './range';
import type { Row } from './reading';

/** The time that calls are of. */
export interface Period {
	/** ISO 8601, by the account's clock. */
	from: string;
	to: string;
	/** False where the limit left calls out. */
	isComplete: boolean;
}

/** Calls, and the time that they are of. */
export interface Found {
	calls: Record<string, unknown>[];
	period: Period;
}

/**
 * @param range what was read
 * @param timeZone by whose clock a person reads it
 * @param isComplete false where there are more calls than were given
 */
export function periodOf(range: Range, timeZone: string, isComplete = true): Period {
	const at = (second: number) =>
		DateTime.fromSeconds(second, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? '';
	return { from: at(range.from), to: at(range.to), isComplete };
}

/**
 * @param rows what came of it
 * @param range what was read
 * @param timeZone by whose clock a person reads it
 * @param isComplete false where there are more calls than rows
 */
export function found(rows: readonly Row[], range: Range, timeZone: string, isComplete: boolean): Found {
	return { calls: rows.map(({ output }) => output), period: periodOf(range, timeZone, isComplete) };
}
