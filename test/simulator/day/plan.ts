/**
 * A day of a call centre, worked out from its beginning to its end: who called when, how long they waited, who served
 * them, who was on a break. What it leaves in the Call Log and what the real-time servers say of it are drawn from it
 * (`records.ts`, `live.ts`), so that whatever is told about it can be held against it, call by call and second by second.
 */
import { mix } from '../callLog/distribution';

/** How large a day is. Always the same for the same options. */
export interface DayOptions {
	readonly agents: number;
	readonly queues: number;
	readonly calls: number;
	readonly seed: number;
	/** In seconds since 1970, and how long it lasts. */
	readonly from: number;
	readonly hours: number;
	/** How many different customers there are. */
	readonly customers: number;
	/** In a thousand: customers whom an agent calls back after they gave up, and those who then answer. */
	readonly calledBackPerMille?: number;
	readonly answerCallbackPerMille?: number;
	/** Seconds that customers wait before they give up, about. */
	readonly patience?: number;
	readonly outages?: readonly DayOutage[];
	/** When a call's records are in the Call Log: all of them at once, or each call's when it is over. */
	readonly lands?: 'atOnce' | 'whenOver';
}

/**
 * A time in which people go on calling and nobody hears of it: the real-time servers are gone, the Call Log answers
 * nothing, and what ended meanwhile is in it afterwards.
 */
export interface DayOutage {
	/** Seconds since 1970; `to` is the first second in which all is well again. */
	readonly from: number;
	readonly to: number;
}

/** A call through a queue. Times are seconds since 1970. */
export interface DayCall {
	readonly kind: 'queue';
	readonly index: number;
	readonly queue: number;
	readonly customer: number;
	readonly isWithheld: boolean;
	readonly joinedAt: number;
	/** Absent when the caller gave up. */
	readonly agent?: number;
	/** When the queue let the caller go: to an agent, or because they gave up. */
	readonly leftQueueAt: number;
	readonly endedAt: number;
	/** A second agent, to whom the first one passed the call, and when. */
	readonly transfer?: { readonly agent: number; readonly at: number };
}

/** A call from here to a customer who had given up. */
export interface DayCallback {
	readonly kind: 'callback';
	readonly index: number;
	readonly customer: number;
	readonly agent: number;
	readonly startedAt: number;
	/** Absent when the customer did not answer. */
	readonly answeredAt?: number;
	readonly endedAt: number;
}

/** A time that an agent is away, in a status. */
export interface DayBreak {
	readonly agent: number;
	readonly status: 'lunch' | 'break' | 'training';
	readonly from: number;
	readonly to: number;
}

/** What happened. */
export interface Day {
	readonly options: DayOptions;
	/** In the order in which they began. */
	readonly calls: readonly (DayCall | DayCallback)[];
	readonly breaks: readonly DayBreak[];
}

type Waiting = { -readonly [Name in keyof DayCall]: DayCall[Name] } & { givesUpAt: number };

interface Agent {
	freeAt: number;
	breaks: DayBreak[];
}

const MINUTE = 60;

/** Plays a day. */
export function planDay(options: DayOptions): Day {
	const { seed, from, hours } = options;
	const random = (salt: number, index: number, below: number) => mix(seed, index, salt) % below;
	const agents = Array.from({ length: options.agents }, (_, agent): Agent => ({
		freeAt: from,
		breaks: breaksOf(agent, options, random),
	}));
	const done: (DayCall | DayCallback)[] = [];
	const waiting: Waiting[] = [];
	const arrivals = arrivalsOf(options, random);
	const callbacks: { customer: number; at: number; index: number }[] = [];
	let arrived = 0;

	const giveUp = (call: Waiting) => {
		const { givesUpAt, ...rest } = call;
		done.push({ ...rest, leftQueueAt: givesUpAt, endedAt: givesUpAt });
		if (!call.isWithheld && random(20, call.index, 1_000) < (options.calledBackPerMille ?? 400)) {
			callbacks.push({
				customer: call.customer,
				at: givesUpAt + 5 * MINUTE + random(21, call.index, 1_800),
				index: call.index,
			});
		}
	};

	for (let now = from; now < from + hours * 3_600; now += 1) {
		for (; arrivals[arrived] && (arrivals[arrived]?.joinedAt ?? 0) <= now; arrived += 1) {
			const call = arrivals[arrived];
			if (call) waiting.push(call);
		}
		for (let place = waiting.length - 1; place >= 0; place -= 1) {
			const call = waiting[place];
			if (call && call.givesUpAt <= now) giveUp(...(waiting.splice(place, 1) as [Waiting]));
		}
		const free = () => agents.findIndex((agent, index) => isFree(agent, now) && (now + index) % 3 !== 0);
		for (let agent = waiting.length > 0 ? free() : -1; agent >= 0 && waiting.length > 0; agent = free()) {
			const [call] = waiting.splice(0, 1);
			if (call) done.push(serve(call, agent, now, agents, random));
		}
		// Who gave up is called back when nobody waits.
		while (waiting.length === 0) {
			const place = callbacks.findIndex(({ at }) => at <= now);
			const agent = place < 0 ? -1 : free();
			if (agent < 0) break;
			for (const callback of callbacks.splice(place, 1)) {
				done.push(callBack(callback, agent, now, agents, options, random));
			}
		}
	}
	for (const call of waiting) giveUp(call);
	return {
		options,
		calls: done.sort((one, other) => beginOf(one) - beginOf(other) || one.index - other.index),
		breaks: agents.flatMap(({ breaks }) => breaks),
	};
}

type Random = (salt: number, index: number, below: number) => number;

/** When a call began, in seconds since 1970. */
export function beginOf(call: DayCall | DayCallback): number {
	return call.kind === 'queue' ? call.joinedAt : call.startedAt;
}

/** The outage at a moment, in seconds since 1970. */
export function outageAt({ options }: Day, second: number): DayOutage | undefined {
	return options.outages?.find(({ from, to }) => from <= second && second < to);
}

/** Whether somebody talked with the customer. */
export function wasServed(call: DayCall | DayCallback): boolean {
	return call.kind === 'queue' ? call.agent !== undefined : call.answeredAt !== undefined;
}

function isFree({ freeAt, breaks }: Agent, now: number): boolean {
	return freeAt <= now && !breaks.some(({ from, to }) => from <= now && now < to);
}

function serve(call: Waiting, agent: number, now: number, agents: Agent[], random: Random): DayCall {
	const { kind, index, queue, customer, isWithheld, joinedAt } = call;
	const rest = { kind, index, queue, customer, isWithheld, joinedAt };
	const talk = 20 + random(10, call.index, 640);
	const endedAt = now + talk;
	const first = agents[agent];
	if (!first) throw new Error('there is no such agent');
	first.freeAt = endedAt + 5;
	const other = (agent + 1) % agents.length;
	const second = agents[other];
	const at = now + Math.floor(talk / 2);
	if (random(11, call.index, 25) !== 0 || other === agent || !second || !isFree(second, now)) {
		return { ...rest, agent, leftQueueAt: now, endedAt };
	}
	first.freeAt = at + 5;
	second.freeAt = endedAt + 5;
	return { ...rest, agent, leftQueueAt: now, endedAt, transfer: { agent: other, at } };
}

function callBack(
	{ customer, index }: { customer: number; index: number },
	agent: number,
	startedAt: number,
	agents: Agent[],
	options: DayOptions,
	random: Random,
): DayCallback {
	const answers = random(30, index, 1_000) < (options.answerCallbackPerMille ?? 700);
	const answeredAt = startedAt + 5 + random(31, index, 20);
	const endedAt = answers ? answeredAt + 30 + random(32, index, 300) : startedAt + 40;
	const one = agents[agent];
	if (one) one.freeAt = endedAt + 5;
	return { kind: 'callback', index, customer, agent, startedAt, ...(answers && { answeredAt }), endedAt };
}

/** Mornings and early afternoons are busier than the rest. */
function arrivalsOf(
	{ calls, from, hours, queues, customers, patience = 120 }: DayOptions,
	random: Random,
): Waiting[] {
	const seconds = hours * 3_600 - 1;
	return Array.from({ length: calls }, (_, index): Waiting => {
		// Of two draws the one nearer to a third of the day: a hump there.
		const draws = [random(1, index, seconds), random(2, index, seconds)];
		const joinedAt =
			from + (draws.sort((a, b) => Math.abs(a - seconds / 3) - Math.abs(b - seconds / 3))[0] ?? 0);
		return {
			kind: 'queue',
			index,
			// The first queue is the busiest.
			queue: Math.min(random(3, index, queues), random(4, index, queues)),
			customer: random(5, index, customers),
			isWithheld: random(6, index, 50) === 0,
			joinedAt,
			leftQueueAt: joinedAt,
			endedAt: joinedAt,
			givesUpAt: joinedAt + 3 + random(7, index, patience * 2),
		};
	}).sort((one, other) => one.joinedAt - other.joinedAt);
}

function breaksOf(agent: number, { from, hours }: DayOptions, random: Random): DayBreak[] {
	const seconds = hours * 3_600;
	const lunch = from + Math.floor(seconds * 0.4) + random(40, agent, Math.max(1, Math.floor(seconds * 0.2)));
	const lunchEnds = lunch + Math.floor(seconds / 24) + random(42, agent, 600);
	const later = from + Math.floor(seconds * 0.75) + random(41, agent, Math.max(1, Math.floor(seconds * 0.1)));
	const pause = Math.max(later, lunchEnds + MINUTE);
	return [
		{ agent, status: 'lunch', from: lunch, to: lunchEnds },
		{ agent, status: 'break', from: pause, to: pause + 300 + random(43, agent, 900) },
	];
}
