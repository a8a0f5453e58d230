import { type Account, seedAccount } from './account';
import { type Asking, createAsking } from './asking/store';
import type { AutoAnswer } from './autoAnswer';
import { type Agents, createAgents } from './agents';
import { type Blacklist, createBlacklist } from './blacklist';
import { type CallBook, createCallBook } from './calls';
import { type CallLog, createCallLog } from './callLog/log';
import { createRequestLimiter, type RequestLimiter } from './callLog/limiter';
import { type CallLogRules, callLogRulesSchema } from './callLog/rules';
import { type CdrFeed, createCdrFeed } from './cdr/push';
import { createDialer, type Dialer } from './dialer/campaigns';
import { type DialerRules, dialerRulesSchema } from './dialer/rules';
import { type ConnectionCounter, createConnectionCounter } from './http/connections';
import { createFaultList, type FaultList } from './http/faults';
import { createPlug, type Plug } from './http/plug';
import { createInsights, type Insights } from './insights';
import { usualMuting, type Muting } from './live/muting';
import type { LiveTimes } from './live/times';
import { createWaitingRoom, type WaitingRoom } from './live/waiting';
import type { RecordedRequest } from './http/requestLog';
import { createRealTime, type RealTime } from './realtime';
import { openSession } from './realtime/session';
import { type RecordingRules, recordingRulesSchema } from './recordings';
import { createLog, createStore, type Log, type Store } from './store';

/** Who may call: addresses, everyone (the default), or nobody. */
export type Allowlist = readonly string[] | 'everyone' | 'nobody';

/** All that one simulator remembers. A new service adds its own store here. */
export interface World {
	readonly account: Store<Account>;
	readonly agents: Agents;
	readonly allowlist: Store<Allowlist>;
	readonly asking: Asking;
	readonly autoAnswer: Store<AutoAnswer | null>;
	readonly blacklist: Blacklist;
	readonly callLog: CallLog;
	readonly callLogRequests: RequestLimiter;
	readonly callLogRules: Store<CallLogRules>;
	readonly calls: CallBook;
	readonly cdr: CdrFeed;
	readonly connections: ConnectionCounter;
	readonly dialer: Dialer;
	readonly dialerRules: Store<DialerRules>;
	readonly faults: FaultList;
	readonly insights: Insights;
	readonly liveTimes: Store<LiveTimes>;
	readonly muting: Store<Muting>;
	readonly plug: Plug;
	readonly realTime: RealTime;
	/** Recordings that no record links to. */
	readonly recordingFiles: Store<readonly string[]>;
	readonly recordingRules: Store<RecordingRules>;
	readonly requests: Log<RecordedRequest>;
	readonly waiting: WaitingRoom;
}

/** A world as it is after start and after every reset. */
export function createWorld(): World {
	const world: World = {
		account: createStore(seedAccount),
		agents: createAgents(),
		allowlist: createStore<Allowlist>(() => 'everyone'),
		asking: createAsking(),
		autoAnswer: createStore<AutoAnswer | null>(() => null),
		blacklist: createBlacklist(),
		callLog: createCallLog(),
		callLogRequests: createRequestLimiter(),
		callLogRules: createStore(() => callLogRulesSchema.parse({})),
		calls: createCallBook(),
		cdr: createCdrFeed(),
		connections: createConnectionCounter(),
		dialer: createDialer(),
		dialerRules: createStore(() => dialerRulesSchema.parse({})),
		faults: createFaultList(),
		insights: createInsights(),
		liveTimes: createStore<LiveTimes>(() => 'utc'),
		muting: createStore(usualMuting),
		plug: createPlug(),
		realTime: createRealTime((connection) => openSession(world, connection)),
		recordingFiles: createStore<readonly string[]>(() => []),
		recordingRules: createStore(() => recordingRulesSchema.parse({})),
		requests: createLog<RecordedRequest>(),
		waiting: createWaitingRoom(),
	};
	return world;
}

/** Everything back to the seed: calls, records and requests forgotten, pushes stopped, faults taken away. */
export function resetWorld(world: World): void {
	for (const part of Object.values(world) as { reset(): void }[]) part.reset();
}

/** Whether the account's IP allow-list lets this address in (voicenter-api.md §1). */
export function isTrusted(world: World, address: string): boolean {
	const allowlist = world.allowlist.get();
	return allowlist === 'everyone' || (allowlist !== 'nobody' && allowlist.includes(address));
}
