/** Adds to a call's summary what an event says of it. */
import { present } from '../../vocabulary/absent';
import { secondsBetween } from '../../vocabulary/duration';
import type { RealTimeEvent } from './event';
import { ANSWERED_ELSEWHERE } from './hangUp';
import { linksOf } from './knownCalls';
import { type CallSummary, keyOf, type PhonePart, type QueuePart } from './summary';

/** Rings of a call that waits for hours: the oldest without an answer go. */
const MOST_PARTS = 200;

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
	const { originalCallId, queue, isTransferred, transferredBy, relatedCallIds, dialStatus } = event;
	const parties = { direction, callerNumber, callerName, target, did, isWithheld: event.isWithheld };
	const said = { ...parties, recordingFile, campaignId, customData };
	// A name belongs to the number that it came with. Of two colleagues, the phone that rings has the name of the caller.
	const isCallers = direction === 'internal' && event.callStatus?.toLowerCase() === 'ringing';
	const hasOther = summary.facts.callerNumber === undefined && callerNumber !== undefined;
	if (callerName !== undefined && (isCallers || hasOther)) delete summary.facts.callerName;
	summary.facts = {
		...present({ ...said, originalCallId }),
		...summary.facts,
		...present({ queue, isTransferred, transferredBy, relatedCallIds }),
	};
	if (summary.facts.callerNumber !== undefined) delete summary.facts.isWithheld;
	if (dialStatus !== undefined) summary.dialStatus = dialStatus;
	if (direction === 'dialer' || direction === 'internal') summary.facts.direction = direction;
	const at = ENDINGS.has(event.event) ? undefined : event.at;
	for (const time of [event.joinedAt, event.startedAt, event.answeredAt, at]) {
		if (time !== undefined && (summary.startedAt === undefined || time < summary.startedAt))
			summary.startedAt = time;
	}
}

/** What another call says of this one, which it came from. */
export function link(summary: CallSummary, { callId = '', ...event }: RealTimeEvent): void {
	Object.assign(summary.facts, linksOf(event, callId, summary.callId, summary.facts.relatedCallIds));
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
	summary.hasTold = true;
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

function endHold(part: PhonePart, at: string | undefined): void {
	part.heldSeconds += secondsBetween(part.heldSince, at) ?? 0;
	delete part.heldSince;
}

function join(summary: CallSummary, event: RealTimeEvent): void {
	const key = keyOf(event);
	if (summary.queues.get(key)?.isOpen) return;
	delete summary.taken;
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
	if (event.event === 'queueExit' && event.isAnswered === true) {
		summary.taken = { at: event.at, ...present({ agent: event.agent }) };
	}
}
