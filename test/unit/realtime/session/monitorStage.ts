import { VoicenterError } from '../../../../nodes/platform/http/errors';
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import type { LoggedCall } from '../../../../nodes/platform/realtime/gap/gapCalls';
import { createMonitors, type MonitorSubscriber } from '../../../../nodes/platform/realtime/monitor';
import type { SessionListener } from '../../../../nodes/platform/realtime/connection/session';
import type { ConnectionChange } from '../../../../nodes/platform/realtime/messages';

export const MINUTE = 60_000;
export const options = { account: { code: 'code' }, login: { by: 'token', token: 'token' } } as const;

export const server = 'https://monitor1.voicenter.co.il';
export const connected = (): ConnectionChange => ({ state: 'connected', at: new Date(), server });

/** Monitors on a session of which the test says what happens. */
export function stage(read: () => LoggedCall[] = () => [], connects = true) {
	const listeners: SessionListener[] = [];
	let left = 0;
	let resyncs = 0;
	let refusal: VoicenterError | undefined;
	const join = createMonitors(
		(_options, listener) => {
			listeners.push(listener);
			const refused = refusal;
			void Promise.resolve().then(() =>
				refused ? listener.onRefused(refused) : connects && listener.onConnection(connected()),
			);
			return {
				state: 'live',
				resync: () => void (resyncs += 1),
				close: () => ((left += 1), Promise.resolve()),
			};
		},
		async function* () {
			yield await Promise.resolve(read());
		},
	);
	return {
		join,
		listeners,
		left: () => left,
		resyncs: () => resyncs,
		refuse: (error: VoicenterError) => (refusal = error),
		change: (change: ConnectionChange) => listeners.at(-1)?.onConnection(change),
		wire: (name: string, payload: unknown) =>
			listeners.at(-1)?.onEvent({ name, payload, receivedAt: new Date() }),
	};
}

export function subscriber(more: Partial<MonitorSubscriber> = {}) {
	const events: RealTimeEvent[] = [];
	const refusals: Error[] = [];
	return {
		events,
		refusals,
		names: () => events.map(({ event }) => event),
		onEvent: (event: RealTimeEvent) => events.push(event),
		onRefused: (error: Error) => refusals.push(error),
		...more,
	};
}

export function gap({ change }: ReturnType<typeof stage>): void {
	const lastHeardAt = new Date();
	jest.advanceTimersByTime(5_000);
	change({ state: 'lost', at: new Date(), lastHeardAt, server, reason: 'the connection broke' });
	jest.advanceTimersByTime(5_000);
	change({ state: 'recovered', at: new Date(), lostAt: lastHeardAt, server });
}
export const abandonedLive = {
	eventName: 'queue',
	reason: 'ABANDONED',
	ivruniqueid: 'A',
	data: { QueueID: 1, QueueName: 'Sales', Calls: [] },
};
export const abandonedLogged = (): LoggedCall => ({
	record: {
		callId: 'A',
		startedAt: new Date().toISOString(),
		isAnswered: false,
		isAbandoned: true,
		isMissed: true,
		isVoicemail: false,
	},
	identity: 'A',
	raw: {},
});
