/** One call as its events tell it, until it is over. */
import { secondsBetween } from '../../vocabulary/duration';
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
	/** It ended in a gap: whether it was answered before is not known. */
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
	raw: Record<string, unknown>;
	mutedSince?: string;
	mutedSeconds?: number;
	hasGap: boolean;
	continued: boolean;
	/** Milliseconds, by the clock that the summaries are given. */
	heardAt: number;
}

/** Rings of a call that waits for hours: the oldest without an answer go. */
const MOST_PARTS = 200;

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

/** Whether anybody has talked in it. */
export function wasAnswered({ phones }: CallSummary): boolean {
	return phones.some((part) => part.isAnswered);
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

const ENDINGS: ReadonlySet<string> = new Set(['hangUp', 'queueExit', 'queueAbandoned']);

/** Adds an event to its call's summary. */
export function extend(summary: CallSummary, event: RealTimeEvent): void {
	summary.lastAt = event.at > summary.lastAt ? event.at : summary.lastAt;
	// Only of an ending, which may be the last: what the server sends is large.
	summary.raw = ENDINGS.has(event.event) ? event.raw : {};
	summary.hasGap ||= event.recovered === true;
	addFacts(summary, event);
	followMute(summary, event);
	switch (event.event) {
		case 'newCall':
			ring(summary, event);
			break;
		case 'answered':
			answer(summary, event);
			break;
		case 'hold':
			openPart(summary, event).heldSince ??= event.at;
			break;
		case 'unhold':
			endHold(openPart(summary, event), event.at);
			break;
		case 'hangUp':
			hangUp(summary, event);
			break;
		case 'queueJoin':
			join(summary, event);
			break;
		case 'queueExit':
		case 'queueAbandoned':
			leave(summary, event);
			break;
		default:
	}
}

/** The first word on a matter counts; for the queue the last, because a call may go through several. */
function addFacts(summary: CallSummary, event: RealTimeEvent): void {
	const { direction, callerNumber, callerName, target, did, recordingFile, campaignId, customData } = event;
	const said = { direction, callerNumber, callerName, target, did, recordingFile, campaignId, customData };
	summary.facts = { ...present(said), ...summary.facts, ...present({ queue: event.queue }) };
	if (campaignId !== undefined && direction === 'dialer') summary.facts.direction = 'dialer';
	for (const time of [event.joinedAt, event.startedAt, event.at]) {
		if (time !== undefined && (summary.startedAt === undefined || time < summary.startedAt))
			summary.startedAt = time;
	}
}

/** Muting has no event of its own: it shows in the events that come by. */
function followMute(summary: CallSummary, { isMuted, at }: RealTimeEvent): void {
	if (isMuted === true) summary.mutedSince ??= at;
	else if (isMuted === false) endMute(summary, at);
}

/** Counts the time since the recording was seen muted, if it was. */
export function endMute(summary: CallSummary, at: string): void {
	if (summary.mutedSince === undefined) return;
	summary.mutedSeconds = (summary.mutedSeconds ?? 0) + (secondsBetween(summary.mutedSince, at) ?? 0);
	delete summary.mutedSince;
}

function ring(summary: CallSummary, event: RealTimeEvent): void {
	const part = openPart(summary, event);
	// A second leg says when the first began.
	part.rangAt ??= (event.leg === 2 ? undefined : event.startedAt) ?? event.at;
}

function answer(summary: CallSummary, event: RealTimeEvent): void {
	const part = openPart(summary, event);
	part.isAnswered = true;
	const answeredAt = event.answeredAt ?? (event.recovered ? undefined : event.at);
	if (answeredAt !== undefined) part.answeredAt ??= answeredAt;
	if (event.leg !== 2 && event.startedAt !== undefined) part.rangAt ??= event.startedAt;
	// Whoever is answered waits no longer, whether or not the queue says so afterwards.
	for (const stay of summary.queues.values()) if (stay.isOpen) endStay(stay, answeredAt);
}

function endStay(stay: QueuePart, leftAt: string | undefined): void {
	stay.isOpen = false;
	if (leftAt !== undefined) stay.leftAt = leftAt;
}

/** The open part that an event is about; a new one where there is none, or where the last one has ended. */
function openPart(summary: CallSummary, event: RealTimeEvent): PhonePart {
	const key = keyOf(event);
	const known = summary.parts.get(key);
	const { extension, agent, direction, leg } = event;
	if (known?.isOpen) return Object.assign(known, present({ extension, agent, direction }));
	const part: PhonePart = {
		sip: extension?.sip ?? '',
		...present({ extension, agent, direction, leg }),
		isAnswered: false,
		isOpen: true,
		endedUnseen: false,
		heldSeconds: 0,
	};
	summary.parts.set(key, part);
	summary.phones.push(part);
	if (summary.phones.length > MOST_PARTS) {
		const oldest = summary.phones.findIndex((old) => !old.isAnswered && !old.isOpen);
		if (oldest >= 0) summary.phones.splice(oldest, 1);
	}
	return part;
}

/** An extension that hangs up is out of the call, with both legs if it had two. */
function hangUp(summary: CallSummary, event: RealTimeEvent): void {
	const sip = event.extension?.sip ?? '';
	// A hang-up of a phone that was never heard of tells that it took part.
	if (!summary.phones.some((part) => part.sip === sip)) openPart(summary, event);
	for (const part of summary.parts.values()) {
		if (part.sip !== sip || !part.isOpen) continue;
		part.isOpen = false;
		part.endedUnseen = event.recovered === true;
		const saysAnswered = event.isAnswered === true && event.cause?.toLowerCase() !== ANSWERED_ELSEWHERE;
		if (part.leg === event.leg && saysAnswered) {
			part.isAnswered = true;
			if (event.answeredAt !== undefined) part.answeredAt ??= event.answeredAt;
			if (event.leg !== 2 && event.startedAt !== undefined) part.rangAt ??= event.startedAt;
		}
		const endedAt = event.endedAt ?? (event.recovered ? undefined : event.at);
		if (endedAt !== undefined) part.endedAt = endedAt;
		if (event.cause !== undefined) part.cause = event.cause;
		endHold(part, endedAt);
	}
}

/** How a phone's part ends when another phone has answered. */
export const ANSWERED_ELSEWHERE = 'answered elsewhere';

function endHold(part: PhonePart, at: string | undefined): void {
	part.heldSeconds += secondsBetween(part.heldSince, at) ?? 0;
	delete part.heldSince;
}

function join(summary: CallSummary, event: RealTimeEvent): void {
	const key = keyOf(event);
	if (summary.queues.get(key)?.isOpen) return;
	const stay: QueuePart = { joinedAt: event.joinedAt ?? event.at, isOpen: true, wasAbandoned: false };
	summary.queues.set(key, stay);
	summary.stays.push(stay);
}

function leave(summary: CallSummary, event: RealTimeEvent): void {
	let stay = summary.queues.get(keyOf(event));
	if (!stay) {
		stay = { ...present({ joinedAt: event.joinedAt }), isOpen: true, wasAbandoned: false };
		summary.queues.set(keyOf(event), stay);
		summary.stays.push(stay);
	}
	if (stay.isOpen) endStay(stay, event.recovered ? undefined : event.at);
	stay.wasAbandoned = event.event === 'queueAbandoned';
}
