/** What is known of an account, as events and snapshots have told it. */
import { BoundedMap } from './bounded';
import type { AgentStatus, CallFacts, RealTimeEvent } from './event';

/** A call on an extension, or in a queue, as it was last heard of. */
export interface Part {
	/** The last event of it, without what the server sent: that is ten times as large. */
	last: RealTimeEvent;
	isAnswered: boolean;
	isHeld: boolean;
	/** The SIP code of the extension, or the ID of the queue. */
	place: string;
	/** Which connection told it. */
	connection: number;
}

/** What is known of the account. Keys of parts: place and call. */
export interface Memory {
	onPhones: Map<string, Part>;
	inQueues: Map<string, Part>;
	/** By SIP code. */
	statuses: Map<string, { status: AgentStatus; connection: number }>;
	/** By ID. */
	queueNames: Map<string, string>;
	/** What stays true of a call and not each of its events says. */
	calls: Map<string, CallFacts>;
	/**
	 * Parts that ended since this connection stands: a snapshot that is older than their end still shows them. Whether
	 * the end was told as it happened, and not found out after a gap.
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
		calls: new BoundedMap(LONGEST_MEMORY),
		ended: new BoundedMap(LONGEST_MEMORY),
		connection: 0,
	};
}

/** @returns the key under which a part is known */
export function partKey(place: string, callId: string): string {
	return `${place} ${callId}`;
}
