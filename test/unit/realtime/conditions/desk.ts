/** A supervisor's desk: an account's events through its state into conditions, with a clock of its own. */
import {
	type ConditionParts,
	type ConditionSettings,
	createConditions,
	SLOT_MS,
} from '../../../../nodes/platform/realtime/conditions';
import { createAccountState, type RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { at, event } from '../events/account';

/** Our clock has nothing to do with the server's. */
const OURS = 1_234_567_750;

export interface Desk {
	/** What happens in that second of the morning; the clock goes on until then. */
	hear(...events: RealTimeEvent[]): void;
	/** Time passes, without events. */
	until(second: number): void;
	/** What was told since the last question. */
	told(): RealTimeEvent[];
	conditions: ReturnType<typeof createConditions>;
}

export function deskOf(settings: Partial<ConditionSettings>, parts?: ConditionParts): Desk {
	const conditions = createConditions({ tellsOver: true, ...settings }, parts);
	const state = createAccountState();
	const told: RealTimeEvent[] = [];
	let now = 0;
	const until = (second: number): void => {
		for (; now < second * 1_000; now += SLOT_MS) told.push(...conditions.tick(OURS + now));
	};
	const secondOf = (one: RealTimeEvent) => (Date.parse(one.at) - Date.parse(at(0))) / 1_000;
	return {
		hear(...events) {
			for (const one of events) {
				until(secondOf(one));
				for (const step of state.apply(one)) told.push(...conditions.apply(step, OURS + now));
			}
		},
		until,
		told: () => told.splice(0),
		conditions,
	};
}

/** In short: what, since which second, told at which; `over` with how long it lasted. */
export function short(events: readonly RealTimeEvent[]): string[] {
	const second = (time = '') => (Date.parse(time) - Date.parse(at(0))) / 1_000;
	return events.map((one) => {
		const who = one.callId ?? one.agent?.id ?? one.queue?.id ?? '';
		const lasted = one.lastedSeconds === undefined ? '?' : String(one.lastedSeconds);
		const told = one.isOver ? `over at ${second(one.at)} after ${lasted}` : `told at ${second(one.at)}`;
		return `${one.event} ${who} since ${second(one.since)} ${told}`.replace('  ', ' ');
	});
}

/** The list of the sales queue, with who waits there since when. */
export function queueList(second: number, waiting: Record<string, number> = {}): RealTimeEvent {
	const calls = Object.entries(waiting).map(([callId, since]) => ({ callId, joinedAt: at(since) }));
	return event('queuesSnapshot', second, { queues: [{ queue: { id: '77', name: 'Sales' }, calls }] });
}

/** An extension in a list: its agent's status, since when, and the calls that were answered and when. */
export interface PhoneNow {
	status: string;
	since: number;
	talks?: Record<string, number>;
}

/** The list of all extensions, by SIP code. */
export function phoneList(second: number, phones: Record<string, PhoneNow>): RealTimeEvent {
	const extensions = Object.entries(phones).map(([sip, { status, since, talks = {} }]) => ({
		extension: { sip, name: `Phone ${sip}` },
		agent: { id: sip, name: `Agent ${sip}` },
		agentStatus: { id: status, since: at(since) },
		calls: Object.entries(talks).map(([callId, answered]) => ({
			callId,
			callStatus: 'Talking',
			isAnswered: true,
			answeredAt: at(answered),
		})),
	}));
	return event('extensionsSnapshot', second, { extensions });
}
