import type { Queue } from '../account';

/** Somebody who waits in a queue. */
export interface WaitingCaller {
	readonly callId: string;
	readonly queue: Queue;
	readonly phone: string;
	readonly joinedAt: Date;
}

/** Who waits in the queues, those who wait longest first. */
export interface WaitingRoom {
	all: () => readonly WaitingCaller[];
	join: (caller: WaitingCaller) => void;
	/** @returns whether such a call was waiting */
	leave: (callId: string) => boolean;
	reset: () => void;
}

/** Nobody waits. */
export function createWaitingRoom(): WaitingRoom {
	const waiting = new Map<string, WaitingCaller>();
	return {
		all: () => [...waiting.values()],
		join: (caller) => void waiting.set(caller.callId, caller),
		leave: (callId) => waiting.delete(callId),
		reset: () => waiting.clear(),
	};
}
