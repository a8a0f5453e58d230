/** What all events of a call have said of it together. */
import { present, presentOrNothing } from '../../vocabulary/absent';
import { secondsBetween } from '../../vocabulary/duration';
import type { CallFacts, RealTimeEvent } from './event';
import { agentIdOf, isOfQueue, type KnownCall, type Memory } from './memory';
import { isPublicNumber } from './parties';

/**
 * Adds what other events of the same call have said: who called, which queue, since when, what it was passed on from.
 * Takes note of what this one says.
 */
export function enrich(memory: Memory, event: RealTimeEvent): RealTimeEvent {
	const { callId } = event;
	if (callId === undefined) return event;
	rememberQueue(memory, event.queue);
	const call = memory.calls.get(callId) ?? { facts: {}, waitsIn: new Set<string>() };
	const before = saidBefore(call.facts, event);
	const queue = namedQueue(memory, event.queue ?? before.queue);
	const agent = identified(memory, event.agent);
	// A name belongs to the number that it came with: of two colleagues, the one who called.
	const callerName =
		event.callerNumber === undefined && before.callerNumber !== undefined
			? (before.callerName ?? event.callerName)
			: (event.callerName ?? before.callerName);
	// People read an item from its first column on.
	const what = { event: event.event, at: event.at };
	const full: RealTimeEvent = {
		...what,
		...before,
		...event,
		...present({
			callerName,
			queue,
			agent,
			direction: directionOf(event, before.direction),
			callerNumber: fullerNumber(before.callerNumber, event.callerNumber),
			relatedCallIds: union(before.relatedCallIds, event.relatedCallIds),
		}),
	};
	if (event.relatedCallIds) linkCalls(memory, full, callId);
	if (full.callerNumber !== undefined) delete full.isWithheld;
	// The wait ends once: whoever answers later, after a transfer, was not waited for in the queue.
	const waitedUntil = full.waitSeconds === undefined ? endOfWait(full) : undefined;
	const waitSeconds = waitedUntil === undefined ? undefined : secondsFrom(full.joinedAt, waitedUntil);
	if (waitSeconds !== undefined) full.waitSeconds = waitSeconds;
	call.facts = lasting(full);
	memory.calls.set(callId, call);
	return full;
}

/**
 * Completes what the Call Log says of a call: it has the names of queues, and not their IDs.
 *
 * @param event one that did not come by the connection; nothing is noted of it
 */
export function complete({ calls, queueNames }: Memory, event: RealTimeEvent): RealTimeEvent {
	const before = calls.get(event.callId ?? '')?.facts;
	const name = event.queue?.name ?? before?.queue?.name;
	const id = before?.queue?.name === name ? before?.queue?.id : idOfQueue(queueNames, name);
	const queue = presentOrNothing({ id: event.queue?.id ?? id, name });
	return { ...before, ...event, ...(queue && { queue }) };
}

function idOfQueue(names: Memory['queueNames'], wanted: string | undefined): string | undefined {
	for (const [id, name] of names) if (name === wanted) return id;
	return undefined;
}

/** Notes a queue's name. */
export function rememberQueue({ queueNames }: Memory, queue: CallFacts['queue']): void {
	if (queue?.id !== undefined && queue.name !== undefined) queueNames.set(queue.id, queue.name);
}

function namedQueue({ queueNames }: Memory, queue: CallFacts['queue']): CallFacts['queue'] {
	if (queue?.id === undefined || queue.name !== undefined) return queue;
	const name = queueNames.get(queue.id);
	return name === undefined ? queue : { id: queue.id, name };
}

/** A queue knows who took the call by name alone. */
function identified(memory: Memory, agent: CallFacts['agent']): CallFacts['agent'] {
	if (agent?.name === undefined || agent.id !== undefined) return agent;
	const id = agentIdOf(memory, agent.name);
	return id === undefined ? agent : { id, name: agent.name };
}

/** What earlier events have said of the call. One who joins a queue begins to wait anew. */
function saidBefore(before: CallFacts, { event }: RealTimeEvent): CallFacts {
	if (event !== 'queueJoin') return before;
	return present({ ...before, joinedAt: undefined, waitSeconds: undefined });
}

/**
 * A queue cannot tell a call that came in from one that a dialer has put there, not every event of a dialer's call names
 * its campaign, and the phone of a colleague who is called may take it for any incoming call.
 */
function directionOf(event: RealTimeEvent, before: CallFacts['direction']): CallFacts['direction'] {
	if (before === undefined || isOfQueue(event)) return before ?? event.direction;
	const isKept = (before === 'dialer' || before === 'internal') && event.direction !== 'spy';
	return isKept && event.direction !== 'dialer' ? before : event.direction;
}

/** A customer's number stays when a later event has only a number inside the house, such as that of whoever passed it on. */
function fullerNumber(before: string | undefined, now: string | undefined): string | undefined {
	const isLess = before !== undefined && isPublicNumber(before) && !isPublicNumber(now ?? '');
	return isLess ? before : now;
}

/**
 * A call that came about by a transfer names the calls that it came from, and they belong to it as well. Who the
 * customer is only the first of them may have said.
 */
function linkCalls({ calls }: Memory, event: RealTimeEvent, callId: string): void {
	for (const relatedId of event.relatedCallIds ?? []) {
		const related = calls.get(relatedId)?.facts;
		if (!related) continue;
		Object.assign(related, linksOf(event, callId, relatedId, related.relatedCallIds));
		if (event.callerNumber !== undefined || related.direction === 'internal') continue;
		const { callerNumber, callerName } = related;
		Object.assign(event, present({ callerNumber, callerName: event.callerName ?? callerName }));
	}
}

/**
 * @param event one that names the calls which its own came from
 * @param callId its call
 * @param relatedId one of those calls
 * @param known the calls that this one is known to belong to
 * @returns what follows from it for that one
 */
export function linksOf(
	event: RealTimeEvent,
	callId: string,
	relatedId: string,
	known: readonly string[] | undefined,
): Pick<CallFacts, 'relatedCallIds' | 'isTransferred' | 'transferredBy'> {
	const others = [callId, ...(event.relatedCallIds ?? [])].filter((other) => other !== relatedId);
	const { transferredBy } = event;
	const relatedCallIds = union(known, others);
	return present({
		relatedCallIds,
		...(transferredBy !== undefined && { isTransferred: true, transferredBy }),
	});
}

function union(a: readonly string[] | undefined, b: readonly string[] | undefined): string[] | undefined {
	return a || b ? [...new Set([...(a ?? []), ...(b ?? [])])] : undefined;
}

/** Leaving the queue, or an answer, ends the wait; when that was in a gap, its time is not known. */
function endOfWait({ event, at, answeredAt, recovered }: RealTimeEvent): string | undefined {
	if (event === 'answered') return answeredAt ?? (recovered ? undefined : at);
	return (event === 'queueExit' || event === 'queueAbandoned') && !recovered ? at : undefined;
}

function secondsFrom(from: string | undefined, to: string): number | undefined {
	return from === undefined ? undefined : (secondsBetween(from, to) ?? 0);
}

/** What stays true of a call whatever happens to it. */
function lasting(facts: CallFacts): KnownCall['facts'] {
	const { direction, callerNumber, callerName, isWithheld, did, queue, joinedAt, waitSeconds } = facts;
	const { campaignId, customData, originalCallId, relatedCallIds, isTransferred, transferredBy } = facts;
	const parties = { direction, callerNumber, callerName, isWithheld, did };
	const others = { originalCallId, relatedCallIds, isTransferred, transferredBy };
	return present({ ...parties, queue, joinedAt, waitSeconds, campaignId, customData, ...others });
}
