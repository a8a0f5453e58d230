/** One call as its events tell it, until it is over. */
import { present } from '../../vocabulary/absent';
import type { CallFacts, RealTimeEvent } from './event';

/** One time that a call was on an extension. Times: ISO 8601, UTC. */
export interface PhonePart {
	sip: string;
	extension?: CallFacts['extension'];
	agent?: CallFacts['agent'];
	direction?: CallFacts['direction'];
	leg?: 1 | 2;
	rangAt?: string;
	answeredAt?: string;
	endedAt?: string;
	cause?: string;
	isAnswered: boolean;
	isOpen: boolean;
	/** Its end was not told as it happened: whether it was answered before is not known. */
	endedUnseen: boolean;
	heldSince?: string;
	heldSeconds: number;
}

/** One stay in a queue. */
export interface QueuePart {
	joinedAt?: string;
	leftAt?: string;
	isOpen: boolean;
	wasAbandoned: boolean;
}

/** What is known of a call so far. */
export interface CallSummary {
	callId: string;
	facts: CallFacts;
	/** The latest of each extension and leg. */
	parts: Map<string, PhonePart>;
	/** All of them, in order. */
	phones: PhonePart[];
	queues: Map<string, QueuePart>;
	stays: QueuePart[];
	startedAt?: string;
	lastAt: string;
	/** Of the hang-up that had one. */
	dialStatus?: string;
	raw: Record<string, unknown>;
	/** The queue said that an agent took the call, when, and perhaps who; whether or not a phone is seen that did. */
	taken?: { at: string; agent?: CallFacts['agent'] };
	/** An answer has been told, of a phone or for want of one. */
	hasTold: boolean;
	mutedSince?: string;
	mutedSeconds?: number;
	hasGap: boolean;
	continued: boolean;
	/** Milliseconds, by the clock that the summaries are given. */
	heardAt: number;
}

/** A call of which nothing is known. */
export function beginSummary(callId: string): CallSummary {
	return {
		callId,
		facts: {},
		parts: new Map(),
		phones: [],
		queues: new Map(),
		stays: [],
		lastAt: '',
		raw: {},
		hasTold: false,
		hasGap: false,
		continued: false,
		heardAt: 0,
	};
}

/** Whether the call is still on an extension or in a queue. */
export function isOpen({ parts, queues }: CallSummary): boolean {
	for (const part of parts.values()) if (part.isOpen) return true;
	for (const stay of queues.values()) if (stay.isOpen) return true;
	return false;
}

/** Whether somebody has talked in it, and it was not passed on. */
export function hasTalked({ phones, dialStatus }: CallSummary): boolean {
	return dialStatus === undefined && phones.some((part) => part.isAnswered);
}

/** The calls of a snapshot, as the events that would have told them. */
export function openFromSnapshot(
	snapshot: RealTimeEvent,
): { callId: string; key: string; event: RealTimeEvent }[] {
	const { at } = snapshot;
	const onPhones = (snapshot.extensions ?? []).flatMap(({ extension, agent, calls }) =>
		calls.map((call) => {
			const event = call.isAnswered ? ('answered' as const) : ('newCall' as const);
			return { event, at, ...call, ...present({ extension, agent }), raw: {} };
		}),
	);
	const inQueues = (snapshot.queues ?? []).flatMap(({ queue, calls }) =>
		calls.map((call) => ({ event: 'queueJoin' as const, at, ...call, ...present({ queue }), raw: {} })),
	);
	return [...onPhones, ...inQueues].flatMap((event) =>
		event.callId === undefined ? [] : [{ callId: event.callId, key: keyOf(event), event }],
	);
}

/** The key of an event's part, among the phones or the queues of its call. */
export function keyOf({ extension, leg, queue, event }: RealTimeEvent): string {
	return event.startsWith('queue') ? (queue?.id ?? '') : `${extension?.sip ?? ''} ${leg ?? ''}`;
}
