/**
 * Calls of two legs: click to call and the dialers ring two parties, and each leg is a record of its own with the
 * call's ID (voicenter-api.md §1). Here the two find each other.
 */
import { present } from '../vocabulary/absent';
import type { CallRecord } from '../vocabulary/callRecord';
import type { CdrNotification } from './cdr';

/** What the leg that came first gets: nobody came, or the other leg goes on with both. */
export type FirstLeg<Outcome> = { joined: false } | { joined: true; outcome: Promise<Outcome> };

/** The leg that came first, and how to tell it what became of both. */
interface OtherLeg<Outcome> {
	notification: CdrNotification;
	settle: (outcome: Outcome) => void;
}

/** A leg that waits, and how to tell it that its other has come. */
interface Waiting<Outcome> {
	notification: CdrNotification;
	meet: (outcome: Promise<Outcome>) => void;
}

/** The legs that wait for their other; see {@link createLegs}. */
export interface Legs<Outcome> {
	/** Takes the other leg, when it waits: from now on its outcome is this one's. */
	take: (notification: CdrNotification) => OtherLeg<Outcome> | undefined;
	/** Waits for the other leg, for so long. */
	wait: (notification: CdrNotification, forMs: number) => Promise<FirstLeg<Outcome>>;
}

/** Nobody waits yet. */
export function createLegs<Outcome>(): Legs<Outcome> {
	const waiting = new Map<string, Waiting<Outcome>>();

	return {
		take({ record }) {
			const other = waiting.get(nameOf(record, record.leg === 1 ? 2 : 1));
			if (!other) return undefined;
			waiting.delete(nameOf(other.notification.record, other.notification.record.leg));
			let settle: (outcome: Outcome) => void = () => undefined;
			other.meet(new Promise((resolve) => (settle = resolve)));
			return { notification: other.notification, settle };
		},
		wait: (notification, forMs) =>
			new Promise((resolve) => {
				const name = nameOf(notification.record, notification.record.leg);
				const timer = setTimeout(() => {
					// Where repeats are let through, another of the same name may wait in its place.
					if (waiting.get(name) === own) waiting.delete(name);
					resolve({ joined: false });
				}, forMs);
				timer.unref();
				const own: Waiting<Outcome> = {
					notification,
					meet(outcome) {
						clearTimeout(timer);
						resolve({ joined: true, outcome });
					},
				};
				waiting.set(name, own);
			}),
	};
}

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

/** A transfer's legs are not those of the click to call that was transferred. */
function nameOf({ callId, direction }: CallRecord, leg: 1 | 2 | undefined): string {
	return JSON.stringify([callId, direction, leg]);
}
