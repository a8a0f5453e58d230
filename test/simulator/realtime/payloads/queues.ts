import type { Queue } from '../../account';
import type { WaitingCaller } from '../../live/waiting';
import { localEpochSeconds } from '../../times';
import type { World } from '../../world';
import { offsetAt, shifted } from '../clock';
import { asInTheDocument, type Fields } from './call';
import { asInTheTables, snapshot } from './snapshot';

/** What a QueueEvent is of. */
export interface QueueNews {
	readonly queue: Queue;
	readonly reason: 'JOIN' | 'ANSWER' | 'EXIT' | 'ABANDONED';
	readonly callId: string;
	/** The agent who took the call: their display name, in EXIT alone. */
	readonly agent?: string;
	readonly at: Date;
}

/** QueueEvent. A caller who leaves is no longer among `Calls`. */
export function queueEvent(world: World, { queue, reason, callId, agent, at }: QueueNews): Fields {
	const calls = waitingIn(world, queue);
	const { id: QueueID, name: QueueName } = queue;
	const servertime = shifted(world, at);
	const documented = asInTheDocument(world);
	return {
		data: documented
			? { QueueID, QueueName, ...ownerOf(world), Calls: calls }
			: {
					QueueID,
					QueueName,
					...ownerOf(world),
					IsDistributedQueue: false,
					Calls: calls,
					...(agent !== undefined && { AnsweredAgent: agent }),
				},
		eventName: 'queue',
		reason,
		servertime,
		servertimeoffset: offsetAt(world, at),
		// The sample of JOIN has the account's wall clock, beside a `servertime` that is UTC.
		telephonyservertime: documented ? localEpochSeconds(at) : servertime,
		ivruniqueid: callId,
	};
}

// Nobody says what these two are.
function ownerOf(world: World): Fields {
	return { UserID: world.account.get().id, DistributorID: 5956 };
}

function waitingIn(world: World, queue: Queue): readonly Fields[] {
	return world.waiting
		.all()
		.filter((caller) => caller.queue.id === queue.id)
		.map((caller) => waitingCaller(world, caller));
}

function waitingCaller(world: World, { callId, phone, joinedAt }: WaitingCaller): Fields {
	const { name, customData } = world.realTime.live.caller(callId);
	const joined = shifted(world, joinedAt);
	return {
		CallerID: phone,
		CallerName: name,
		IvrUniqueID: callId,
		JoinTimeStamp: joined,
		calldurationinterval: joined,
		ivrid: callId,
		...(!asInTheDocument(world) && { isDistributedQueue: false }),
		customdata: customData,
	};
}

/** loginStatus: these queues and who waits in them. */
export function loginStatus(world: World, shown: readonly Queue[], at: Date): Fields {
	const queues = shown.map((queue) =>
		asInTheDocument(world)
			? { Calls: waitingIn(world, queue), QueueID: queue.id, QueueName: queue.name }
			: {
					QueueID: queue.id,
					QueueName: queue.name,
					...ownerOf(world),
					IsDistributedQueue: false,
					Calls: waitingIn(world, queue),
				},
	);
	return snapshot(world, at, asInTheTables(world) ? { Queues: queues } : { queues });
}
