/** The connection itself, as events that a workflow may use. */
import { secondsBetween } from '../../vocabulary/duration';
import { present } from '../../vocabulary/absent';
import type { ConnectionChange } from '../messages';
import type { RealTimeEvent, RealTimeEventName } from './event';

/** @param change what became of the connection */
export function connectionEvent(change: ConnectionChange): RealTimeEvent {
	const at = change.at.toISOString();
	switch (change.state) {
		case 'connected':
			return { event: 'connectionConnected', at, server: change.server, raw: {} };
		case 'lost': {
			const lostAt = change.lastHeardAt.toISOString();
			return {
				event: 'connectionLost',
				at,
				lostAt,
				server: change.server,
				message: change.reason,
				raw: {},
			};
		}
		case 'recovered': {
			const lostAt = change.lostAt.toISOString();
			const gapSeconds = secondsBetween(lostAt, at);
			return {
				event: 'connectionRecovered',
				at,
				lostAt,
				...present({ gapSeconds }),
				server: change.server,
				raw: {},
			};
		}
		case 'waiting':
			return { event: 'connectionWaiting', at, message: change.reason, raw: {} };
	}
}

/**
 * Says what had to be dropped because the workflow could not keep up.
 *
 * @param dropped how many events, of each kind
 */
export function eventsDropped(
	dropped: Partial<Record<RealTimeEventName, number>>,
	at: Date = new Date(),
): RealTimeEvent {
	const total = Object.values(dropped).reduce((sum, count) => sum + count, 0);
	return {
		event: 'eventsDropped',
		at: at.toISOString(),
		dropped,
		message: `${total} events were dropped because the workflow could not keep up`,
		raw: {},
	};
}
