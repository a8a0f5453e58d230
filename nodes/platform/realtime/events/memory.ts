/** What is known of an account, as events and snapshots have told it. */
import { BoundedMap } from '../../vocabulary/bounded';
import type { AgentStatus, CallFacts, RealTimeEvent } from './event';

/** A call on an extension, or in a queue, as it was last heard of. Times: ISO 8601, UTC. */
export interface Part {
	/** The last event of it, without what the server sent: that is ten times as large. */
	last: RealTimeEvent;
	/** It was told as ringing, or as dialling, before anything else. */
	hasRung: boolean;
	isAnswered: boolean;
	answeredAt?: string;
	isHeld: boolean;
	/** The SIP code of the extension, or the ID of the queue. */
	place: string;
	/** Which connection told it, and when that last said that it is there. */
	connection: number;
	seenAt: string;
}

/** A call, wherever it is. */
export interface KnownCall {
	/** What stays true of it, and not each of its events says. */
	facts: CallFacts;
	/** The queues that have not let it go yet, by ID. */
	waitsIn: Set<string>;
	/** When the last of them gave it to an agent, until a phone's answer has been told. */
	leftQueueAt?: string;
}

/** What is known of the account. Keys of parts: place and call. */
export interface Memory {
	onPhones: Map<string, Part>;
	inQueues: Map<string, Part>;
	/** By SIP code. */
	statuses: Map<string, { status: AgentStatus; connection: number }>;
	/** By ID. */
	queueNames: Map<string, string>;
	/** IDs of agents by their name, and by the name of the extension that they work on; null where two have the same. */
	agentIds: Map<string, string | null>;
	agentIdsOfExtensions: Map<string, string | null>;
	/** By call ID. */
	calls: Map<string, KnownCall>;
	/**
	 * Parts that ended since this connection stands: a snapshot that is older than their end still shows them. Whether
	 * the end was told as it happened, and not found out afterwards.
	 */
	ended: Map<string, boolean>;
	/** Counts connections: what an earlier one told may no longer be so. */
	connection: number;
}

/** More calls than any account has at once; one that never ends is forgotten when so many newer ones came. */
export const LONGEST_MEMORY = 10_000;

/** A memory in which nothing is yet. */
export function emptyMemory(): Memory {
	return {
		onPhones: new BoundedMap(LONGEST_MEMORY),
		inQueues: new BoundedMap(LONGEST_MEMORY),
		statuses: new BoundedMap(LONGEST_MEMORY),
		queueNames: new BoundedMap(LONGEST_MEMORY),
		agentIds: new BoundedMap(LONGEST_MEMORY),
		agentIdsOfExtensions: new BoundedMap(LONGEST_MEMORY),
		calls: new BoundedMap(LONGEST_MEMORY),
		ended: new BoundedMap(LONGEST_MEMORY),
		connection: 0,
	};
}

/** @returns the key under which a part is known */
export function partKey(place: string, callId: string): string {
	return `${place} ${callId}`;
}

/** Whether an event is about a call's place in a queue, and not on a phone. */
export function isOfQueue({ event }: Pick<RealTimeEvent, 'event'>): boolean {
	return event === 'queueJoin' || event === 'queueExit' || event === 'queueAbandoned';
}

/** Where an event has its call: the SIP code of the extension, or the ID of the queue. */
export function placeOf(event: RealTimeEvent): string {
	return (isOfQueue(event) ? event.queue?.id : event.extension?.sip) ?? '';
}

/** Notes the name of an agent and of the extension, so that the ID can be found where an event has a name alone. */
export function rememberAgent(
	{ agentIds, agentIdsOfExtensions }: Memory,
	{ agent, extension }: Pick<CallFacts, 'agent' | 'extension'>,
): void {
	if (agent?.id === undefined) return;
	note(agentIds, agent.name, agent.id);
	note(agentIdsOfExtensions, extension?.name, agent.id);
}

function note(ids: Map<string, string | null>, name: string | undefined, id: string): void {
	if (name === undefined) return;
	const known = ids.get(name.toLowerCase());
	if (known !== id && known !== null) ids.set(name.toLowerCase(), known === undefined ? id : null);
}

/** @returns the ID of the only agent of that name, or else of the only one on an extension of that name */
export function agentIdOf({ agentIds, agentIdsOfExtensions }: Memory, name: string): string | undefined {
	const key = name.toLowerCase();
	const id = agentIds.get(key);
	return (id === undefined ? agentIdsOfExtensions.get(key) : id) ?? undefined;
}
