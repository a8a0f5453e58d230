import { createLog } from '../store';

/** An event that was handed to a connection which was neither frozen nor killed. */
export interface RealTimeDelivery {
	/** Counts deliveries, over all servers. */
	readonly sequence: number;
	readonly at: Date;
	readonly serverId: string;
	readonly connectionId: string;
	readonly name: string;
	/** Of a queue's or an extension's event. */
	readonly callId?: string;
	readonly reason?: string;
	/** As it was sent; absent on a stream's events, of which there are too many. */
	readonly payload?: unknown;
}

/** What is known of an event when it is handed on. */
export type Handed = Omit<RealTimeDelivery, 'sequence' | 'at' | 'serverId' | 'connectionId'>;

/** What was delivered, and what could not be any more. */
export interface Journal {
	deliveries: () => readonly RealTimeDelivery[];
	add: (serverId: string, connectionId: string, event: Handed) => void;
	reset: () => void;
}

/** Nothing delivered yet. */
export function createJournal(): Journal {
	const log = createLog<RealTimeDelivery>();
	let sequence = 0;
	return {
		deliveries: log.all,
		add: (serverId, connectionId, event) =>
			log.add({ sequence: ++sequence, at: new Date(), serverId, connectionId, ...event }),
		reset() {
			sequence = 0;
			log.reset();
		},
	};
}
