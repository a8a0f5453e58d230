/** What the real-time connection tells (voicenter-api.md §13, §15), in the words that every trigger shares. */
import type { CallRecord } from '../../vocabulary/callRecord';
import type { Direction } from '../../vocabulary/callTypes';

/** Something that happened to one call. */
export const CALL_EVENTS = [
	'newCall',
	'answered',
	'hangUp',
	'hold',
	'unhold',
	'queueJoin',
	'queueExit',
	'queueAbandoned',
	'callFinished',
] as const;

/** The state of many things at once, or word that such a list has changed. */
export const SNAPSHOT_EVENTS = [
	'extensionsSnapshot',
	'queuesSnapshot',
	'dialersSnapshot',
	'usersSnapshot',
	'extensionsUpdated',
	'queuesUpdated',
	'dialersUpdated',
] as const;

/** About the connection itself. */
export const CONNECTION_EVENTS = [
	'connectionConnected',
	'connectionLost',
	'connectionRecovered',
	'connectionWaiting',
	'eventsDropped',
] as const;

/** What is told once when it begins, and once when it is over. */
export const CONDITION_EVENTS = [
	'queueIsLong',
	'callerWaitsTooLong',
	'agentTooLongInStatus',
	'nobodyIsFree',
	'callIsTooLong',
] as const;

export type CallEventName = (typeof CALL_EVENTS)[number];
export type SnapshotEventName = (typeof SNAPSHOT_EVENTS)[number];
export type ConnectionEventName = (typeof CONNECTION_EVENTS)[number];
export type ConditionEventName = (typeof CONDITION_EVENTS)[number];
export type RealTimeEventName =
	| CallEventName
	| SnapshotEventName
	| ConnectionEventName
	| ConditionEventName
	| 'agentStatus'
	| 'dialerEvent'
	| 'other';

/** What is said of a call while it lives. `callerNumber` is the customer's, whichever way the call goes. */
export interface CallFacts extends Pick<
	CallRecord,
	| 'originalCallId'
	| 'leg'
	| 'customerNumber'
	| 'customerE164'
	| 'isMobile'
	| 'isWithheld'
	| 'callerNumber'
	| 'callerE164'
	| 'target'
	| 'targetE164'
	| 'did'
	| 'startedAt'
	| 'startedAtLocal'
	| 'answeredAt'
	| 'endedAt'
	| 'durationSeconds'
	| 'ringSeconds'
	| 'waitSeconds'
	| 'queue'
	| 'extension'
	| 'agent'
	| 'customData'
> {
	callId?: string;
	/** A supervisor who listens in is a call of its own kind. */
	direction?: Direction | 'spy';
	/** Ringing, Dialing, Talking, Hold, Spying. */
	callStatus?: string;
	callerName?: string;
	/** When the caller began to wait in the queue; ISO 8601, UTC. */
	joinedAt?: string;
	isAnswered?: boolean;
	isAbandoned?: boolean;
	isMissed?: boolean;
	/** The recording is muted at the moment. */
	isMuted?: boolean;
	recordingFile?: string;
	/** The dialer's campaign, where the call is one of its calls. */
	campaignId?: string;
	/** It was passed on to somebody else, or came about that way. */
	isTransferred?: boolean;
	/** The SIP code of the extension that passed it on. */
	transferredBy?: string;
	/** The other calls of the same matter: a transfer is three calls. */
	relatedCallIds?: string[];
}

/** An agent's status; `name` is the standard one, which an account may have changed. */
export interface AgentStatus {
	id: string;
	name?: string;
	/** ISO 8601, UTC. */
	since?: string;
}

/** An extension in a snapshot. */
export interface ExtensionState {
	extension?: { sip?: string; name?: string };
	agent?: { id?: string; name?: string };
	agentStatus?: AgentStatus;
	lastHangUpAt?: string;
	calls: CallFacts[];
}

/** A queue in a snapshot. */
export interface QueueState {
	queue?: { id?: string; name?: string };
	/** Who waits, in the server's order. */
	calls: CallFacts[];
}

/** An extension's part in a call that is finished. */
export interface CallPart {
	extension?: { sip?: string; name?: string };
	agent?: { id?: string; name?: string };
	leg?: 1 | 2;
	rangAt?: string;
	answeredAt?: string;
	endedAt?: string;
	cause?: string;
}

/** One event, as a workflow gets it. Absent is absent. */
export interface RealTimeEvent extends CallFacts {
	event: RealTimeEventName;
	/** When it happened by the server's clock; ISO 8601, UTC. For what only we know, when we knew it. */
	at: string;
	/** It happened while the connection was down, and was found out afterwards: `at` is when. */
	recovered?: true;
	/** The wire's name of the event, where the package has none. */
	name?: string;
	/** Voicenter's word: NEWCALL, JOIN … */
	reason?: string;
	/** How a phone's part in a call ended: Normal hangup, Answered elsewhere, Call Rejected. */
	cause?: string;
	/** Hang-ups: Transfer where the call was passed on, Recheck. */
	dialStatus?: string;
	agentStatus?: AgentStatus;
	/** How many callers wait in the queue now. */
	waitingCalls?: number;
	extensions?: ExtensionState[];
	queues?: QueueState[];
	users?: { id?: string; name?: string }[];
	/** Finished calls: every extension that took part, in order of time. */
	parts?: CallPart[];
	/** Finished calls: seconds on hold, and with the recording muted as far as events showed it. */
	heldSeconds?: number;
	mutedSeconds?: number;
	/** Finished calls: it had been told as finished before, and then came back. */
	continued?: true;
	/** Conditions: since when it is so, by the server's clock; ISO 8601, UTC. */
	since?: string;
	/** Conditions: it is so no longer. */
	isOver?: boolean;
	/** Conditions: how long it has been so; absent where it ended unseen. */
	lastedSeconds?: number;
	/** Nobody is free: how many of those watched are logged in, and on a call. */
	loggedIn?: number;
	onCalls?: number;
	/** Connection events. A gap is from `lostAt` to `at`. */
	server?: string;
	lostAt?: string;
	gapSeconds?: number;
	message?: string;
	/** How many events were dropped, of each kind. */
	dropped?: Partial<Record<RealTimeEventName, number>>;
	/** What the server sent. Shared between events: not to be changed. */
	raw: Record<string, unknown>;
}
