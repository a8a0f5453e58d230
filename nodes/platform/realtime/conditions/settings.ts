/** Which conditions a workflow watches; a kind that is absent is not watched. */
import type { List } from '../../vocabulary/lists';
import type { ConditionEventName, RealTimeEvent } from '../events/event';

/** The conditions of one workflow. */
export interface ConditionSettings {
	/** It begins when `callers` wait, is told after `lastsMs`, and is over when `overAt` or fewer do. */
	queueIsLong?: { callers: number; overAt: number; lastsMs: number };
	callerWaitsTooLong?: { ms: number };
	/** Statuses, by the account's or Voicenter's names of them or by their IDs. */
	agentTooLongInStatus?: { statuses: List; ms: number };
	/** Extensions or agents, by name, SIP code or user ID; empty: everybody. */
	nobodyIsFree?: { whose: List; lastsMs: number };
	/** From the answer on. */
	callIsTooLong?: { ms: number };
	/** Whether the end is told, too. */
	tellsOver: boolean;
}

/** What has been told as begun and not as over, by its key: for the next process. */
export type ToldConditions = Record<string, RealTimeEvent>;

/** Those of the conditions that are about queues; the others are about phones. */
export const QUEUE_CONDITIONS: ReadonlySet<ConditionEventName> = new Set([
	'queueIsLong',
	'callerWaitsTooLong',
]);
