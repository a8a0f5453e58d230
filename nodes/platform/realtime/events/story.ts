/** One call as its events tell it, until it is over. */
import { present } from '../../vocabulary/absent';
import type { CallFacts, RealTimeEvent } from './event';
import { secondsBetween } from './values';

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
export interface Story {
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
	/** Milliseconds, by the clock that the stories are given. */
	heardAt: number;
}

/** Rings of a call that waits for hours: the oldest without an answer go. */
const MOST_PARTS = 200;

/** A call of which nothing is known. */
export function beginStory(callId: string): Story {
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
export function isOpen({ parts, queues }: Story): boolean {
	for (const part of parts.values()) if (part.isOpen) return true;
	for (const stay of queues.values()) if (stay.isOpen) return true;
	return false;
}

/** Whether anybody has talked in it. */
export function wasAnswered({ phones }: Story): boolean {
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

/** Adds an event to its call's story. */
export function extend(story: Story, event: RealTimeEvent): void {
	story.lastAt = event.at > story.lastAt ? event.at : story.lastAt;
	// Only of an ending, which may be the last: what the server sends is large.
	story.raw = ENDINGS.has(event.event) ? event.raw : {};
	story.hasGap ||= event.recovered === true;
	addFacts(story, event);
	followMute(story, event);
	switch (event.event) {
		case 'newCall':
			ring(story, event);
			break;
		case 'answered':
			answer(story, event);
			break;
		case 'hold':
			openPart(story, event).heldSince ??= event.at;
			break;
		case 'unhold':
			endHold(openPart(story, event), event.at);
			break;
		case 'hangUp':
			hangUp(story, event);
			break;
		case 'queueJoin':
			join(story, event);
			break;
		case 'queueExit':
		case 'queueAbandoned':
			leave(story, event);
			break;
		default:
	}
}

/** The first word on a matter counts; for the queue the last, because a call may go through several. */
function addFacts(story: Story, event: RealTimeEvent): void {
	const { direction, callerNumber, callerName, target, did, recordingFile, campaignId, customData } = event;
	const said = { direction, callerNumber, callerName, target, did, recordingFile, campaignId, customData };
	story.facts = { ...present(said), ...story.facts, ...present({ queue: event.queue }) };
	if (campaignId !== undefined && direction === 'dialer') story.facts.direction = 'dialer';
	for (const time of [event.joinedAt, event.startedAt, event.at]) {
		if (time !== undefined && (story.startedAt === undefined || time < story.startedAt))
			story.startedAt = time;
	}
}

/** Muting has no event of its own: it shows in the events that come by. */
function followMute(story: Story, { isMuted, at }: RealTimeEvent): void {
	if (isMuted === true) story.mutedSince ??= at;
	else if (isMuted === false) endMute(story, at);
}

/** Counts the time since the recording was seen muted, if it was. */
export function endMute(story: Story, at: string): void {
	if (story.mutedSince === undefined) return;
	story.mutedSeconds = (story.mutedSeconds ?? 0) + (secondsBetween(story.mutedSince, at) ?? 0);
	delete story.mutedSince;
}

function ring(story: Story, event: RealTimeEvent): void {
	const part = openPart(story, event);
	// A second leg says when the first began.
	part.rangAt ??= (event.leg === 2 ? undefined : event.startedAt) ?? event.at;
}

function answer(story: Story, event: RealTimeEvent): void {
	const part = openPart(story, event);
	part.isAnswered = true;
	const answeredAt = event.answeredAt ?? (event.recovered ? undefined : event.at);
	if (answeredAt !== undefined) part.answeredAt ??= answeredAt;
	if (event.leg !== 2 && event.startedAt !== undefined) part.rangAt ??= event.startedAt;
	// Whoever is answered waits no longer, whether or not the queue says so afterwards.
	for (const stay of story.queues.values()) if (stay.isOpen) endStay(stay, answeredAt);
}

function endStay(stay: QueuePart, leftAt: string | undefined): void {
	stay.isOpen = false;
	if (leftAt !== undefined) stay.leftAt = leftAt;
}

/** The open part that an event is about; a new one where there is none, or where the last one has ended. */
function openPart(story: Story, event: RealTimeEvent): PhonePart {
	const key = keyOf(event);
	const known = story.parts.get(key);
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
	story.parts.set(key, part);
	story.phones.push(part);
	if (story.phones.length > MOST_PARTS) {
		const oldest = story.phones.findIndex((old) => !old.isAnswered && !old.isOpen);
		if (oldest >= 0) story.phones.splice(oldest, 1);
	}
	return part;
}

/** An extension that hangs up is out of the call, with both legs if it had two. */
function hangUp(story: Story, event: RealTimeEvent): void {
	const sip = event.extension?.sip ?? '';
	// A hang-up of a phone that was never heard of tells that it took part.
	if (!story.phones.some((part) => part.sip === sip)) openPart(story, event);
	for (const part of story.parts.values()) {
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

function join(story: Story, event: RealTimeEvent): void {
	const key = keyOf(event);
	if (story.queues.get(key)?.isOpen) return;
	const stay: QueuePart = { joinedAt: event.joinedAt ?? event.at, isOpen: true, wasAbandoned: false };
	story.queues.set(key, stay);
	story.stays.push(stay);
}

function leave(story: Story, event: RealTimeEvent): void {
	let stay = story.queues.get(keyOf(event));
	if (!stay) {
		stay = { ...present({ joinedAt: event.joinedAt }), isOpen: true, wasAbandoned: false };
		story.queues.set(keyOf(event), stay);
		story.stays.push(stay);
	}
	if (stay.isOpen) endStay(stay, event.recovered ? undefined : event.at);
	stay.wasAbandoned = event.event === 'queueAbandoned';
}
