/** A small account that sends events the way Voicenter does, for tests of what is made of them. */
import type { RealTimeEvent, RealTimeEventName } from '../../../../nodes/platform/realtime/events';

/** Fields of an event; undefined: as if it had none. */
export type EventFields = { [Name in keyof RealTimeEvent]?: RealTimeEvent[Name] | undefined };

const BEGIN = Date.parse('2026-03-01T08:00:00.000Z');

/** A moment, in seconds since the tests' morning. */
export function at(second: number): string {
	return new Date(BEGIN + second * 1_000).toISOString();
}

/** An event, `second` seconds into the morning. */
export function event(name: RealTimeEventName, second: number, fields: EventFields = {}): RealTimeEvent {
	return { event: name, at: at(second), raw: {}, ...fields } as RealTimeEvent;
}

/** An event of a call on an extension. */
export function onPhone(
	name: RealTimeEventName,
	second: number,
	callId: string,
	sip: string,
	fields: EventFields = {},
): RealTimeEvent {
	const extension = { sip, name: `Phone ${sip}` };
	return event(name, second, { callId, extension, agent: { id: sip, name: `Agent ${sip}` }, ...fields });
}

/** An event of a call in the sales queue. */
export function inQueue(
	name: RealTimeEventName,
	second: number,
	callId: string,
	fields: EventFields = {},
): RealTimeEvent {
	return event(name, second, {
		callId,
		direction: 'incoming',
		queue: { id: '77', name: 'Sales' },
		...fields,
	});
}

/** What events are about, in short: `hangUp 1 A`. */
export function brief(events: readonly RealTimeEvent[]): string[] {
	return events.map(({ event: name, callId, extension, queue }) =>
		[name, callId, extension?.sip ?? queue?.id].filter((part) => part !== undefined).join(' '),
	);
}
