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
 * One description of a call of two legs. The second leg's words count, since the recording and the call's status are
 * its; what it does not say is the first one's, but for its answer and its end. Both legs are in it, whole.
 */
export function joinLegs(notifications: readonly CdrNotification[]): Record<string, unknown> {
	const legs = [...notifications].sort((a, b) => (a.record.leg ?? 0) - (b.record.leg ?? 0));
	const records = legs.map(({ record }) => record);
	const startedAt = records
		.map((record) => record.startedAt ?? '')
		.filter(Boolean)
		.sort()[0];
	const [first, second] = records;
	const { leg, ...joined } = present({ ...first, ...(second && { ...OF_THE_SECOND, ...second }) });
	return {
		...joined,
		...(startedAt !== undefined && { startedAt }),
		// A leg that came alone is still that leg.
		...(legs.length === 1 && leg !== undefined && { leg }),
		legs: legs.map(({ record, raw }) => ({ ...record, raw })),
		raw: legs.at(-1)?.raw,
	};
}

/** The names of a leg and of the one that it belongs to; undefined for a record that is no leg. */
export function halfOf({ record }: CdrNotification): Half | undefined {
	const { leg } = record;
	return leg && { own: nameOf(record, leg), other: nameOf(record, leg === 1 ? 2 : 1) };
}

/** A transfer's legs are not those of the click to call that was transferred. */
function nameOf({ callId, direction }: CallRecord, leg: 1 | 2): string {
	return JSON.stringify([callId, direction, leg]);
}
