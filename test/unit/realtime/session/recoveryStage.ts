import type { RealTimeEvent, RealTimeEventName } from '../../../../nodes/platform/realtime/events';
import type { GapToFill } from '../../../../nodes/platform/realtime/gap/gapFiller';
import {
	createRecovery,
	type HeardBefore,
	type Listener,
} from '../../../../nodes/platform/realtime/gap/recovery';
import { inQueue, onPhone } from '../events/account';

const SERVER = 'https://monitor1.voicenter.co.il';
export const NOW = Date.parse('2026-03-01T12:00:00.000Z');
export const MINUTE = 60_000;
export const time = (minutes: number) => new Date(NOW + minutes * MINUTE);

/** A recovery whose gaps the test fills. */
export function stage() {
	const gaps: (GapToFill & { isStopped: boolean })[] = [];
	const recovery = createRecovery({
		account: 'account',
		filler: {
			add(gap) {
				const one = { ...gap, isStopped: false };
				gaps.push(one);
				return () => Promise.resolve(void (one.isStopped = true));
			},
		},
		timings: undefined,
		complete: (event) => ({ ...event, server: 'completed' }),
		log: () => undefined,
	});
	function join({
		callLog = true,
		wants,
		before,
	}: { callLog?: boolean; wants?: RealTimeEventName[]; before?: HeardBefore } = {}) {
		const events: RealTimeEvent[] = [];
		const listener = recovery.welcome(
			{ wantsCallLog: callLog, wants: wants && new Set(wants), tell: (event) => void events.push(event) },
			before,
		);
		return {
			listener,
			events,
			names: () => events.map(({ event, callId = '' }) => `${event} ${callId}`.trim()),
		};
	}
	return {
		hand: recovery.hand,
		publish: (event: RealTimeEvent) => recovery.publish(event),
		dismiss: (listener: Listener) => recovery.dismiss(listener),
		heard: (listener: Listener) => recovery.heard(listener),
		gaps,
		join,
		connect: (minute = 0) => recovery.onConnection({ state: 'connected', at: time(minute), server: SERVER }),
		lose: (lastHeard: number) =>
			recovery.onConnection({
				state: 'lost',
				at: time(lastHeard + 1),
				lastHeardAt: time(lastHeard),
				server: SERVER,
				reason: 'cut',
			}),
		wait: () => recovery.onConnection({ state: 'waiting', at: time(0), reason: 'cut' }),
		recover: (from: number, to: number) =>
			recovery.onConnection({ state: 'recovered', at: time(to), lostAt: time(from), server: SERVER }),
	};
}

export const missed = (callId: string) => inQueue('queueAbandoned', 0, callId, { recovered: true });
export const gone = (callId: string) => onPhone('callFinished', 0, callId, 'SIPSIP1', { recovered: true });
export const stands = (
	name: 'connectionConnected' | 'connectionRecovered' = 'connectionConnected',
	at = time(0),
): RealTimeEvent => ({ event: name, at: at.toISOString(), server: SERVER, raw: {} });
export const left = (minutes: number, told = {}, account = 'account'): HeardBefore => ({
	account,
	until: time(minutes).toISOString(),
	told,
});
