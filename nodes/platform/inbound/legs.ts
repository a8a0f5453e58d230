/**
 * Calls of two legs: click to call and the dialers ring two parties, and each leg is a record of its own with the
 * call's ID (voicenter-api.md §1).
 */
import { present } from '../vocabulary/absent';
import type { CallRecord } from '../vocabulary/callRecord';
import type { CdrNotification } from './cdr';
import type { Half } from './pairs';

/** What the second leg alone can say: the first one was answered by whoever makes the call. */
const OF_THE_SECOND = { answeredAt: undefined, endedAt: undefined, durationSeconds: undefined };

/**
 * A call by its legs, as one record. The second leg's words count, since the recording and the call's status are its;
 * what it does not say is the first one's, but for its answer and its end.
 *
 * @param notifications of one call: one leg or both, in any order, or the record of a call without legs
 */
export function callOf(notifications: readonly CdrNotification[]): CallRecord {
	const [first, second] = inOrder(notifications).map(({ record }) => record);
	if (!first || !second) return { ...first } as CallRecord;
	const joined = { ...first, ...OF_THE_SECOND, ...second, leg: undefined };
	const begins = first.startedAt !== undefined && first.startedAt <= (second.startedAt ?? first.startedAt);
	const { startedAt, startedAtLocal } = begins ? first : second;
	return present({ ...joined, startedAt, startedAtLocal });
}

/**
 * As {@link callOf}, with the legs in it, whole, where there are legs.
 *
 * @param includeRaw whether each comes with what Voicenter sent, and the call with its last leg's
 */
export function joinLegs(
	notifications: readonly CdrNotification[],
	{ includeRaw }: { includeRaw: boolean },
): Record<string, unknown> {
	const legs = inOrder(notifications);
	return {
		...callOf(legs),
		...(legs[0]?.record.leg !== undefined && {
			legs: legs.map(({ record, raw }) => ({ ...record, ...(includeRaw && { raw }) })),
		}),
		...(includeRaw && { raw: legs.at(-1)?.raw }),
	};
}

/** The names of a leg and of the one that it belongs to; undefined for a record that is no leg. */
export function halfOf({ record }: CdrNotification): Half | undefined {
	const { leg } = record;
	return leg && { own: nameOf(record, leg), other: nameOf(record, leg === 1 ? 2 : 1) };
}

const inOrder = (notifications: readonly CdrNotification[]): CdrNotification[] =>
	[...notifications].sort((a, b) => (a.record.leg ?? 0) - (b.record.leg ?? 0));

/** A transfer's legs are not those of the click to call that was transferred. */
function nameOf({ callId, direction }: CallRecord, leg: 1 | 2): string {
	return JSON.stringify([callId, direction, leg]);
}
