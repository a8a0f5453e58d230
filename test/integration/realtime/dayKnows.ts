/** What a supervisor who saw every second of a day would have been told of it, but for its outages. */
import { type Day, type DayCall, outageAt } from '../../simulator/day/plan';
import { callIdOf } from '../../simulator/day/records';
import type { Limits as ConditionLimits } from '../../unit/realtime/conditions/day';

/** What the conditions are set to; seconds. */
export interface Limits extends ConditionLimits {
	/** So many agents, the first ones, are those of whom somebody should be free. */
	watched: number;
}

interface Account {
	readonly extensions: readonly { readonly sip: string }[];
	readonly queues: readonly { readonly id: number }[];
}

/** What should have been told: what, of whom, since when, and when; in no order. */
export function expectedOf(day: Day, account: Account, limits: Limits): string[] {
	const sipOf = (agent: number) => account.extensions[agent]?.sip ?? '';
	const queueCalls = day.calls.filter((call): call is DayCall => call.kind === 'queue');
	return [
		...queueCalls.flatMap((call) => {
			const wait = { who: callIdOf(call), since: call.joinedAt, until: call.leftQueueAt };
			return stay(day, 'callerWaitsTooLong', limits.wait, wait);
		}),
		...day.calls.flatMap((call) =>
			talksOf(day, call).flatMap((talk) =>
				stay(day, 'callIsTooLong', limits.talk, { who: callIdOf(call), ...talk }),
			),
		),
		...day.breaks
			.filter(({ status }) => status !== 'training')
			.flatMap(({ agent, from, to }) =>
				stay(day, 'agentTooLongInStatus', limits.status, {
					...{ who: sipOf(agent), since: from, until: to },
					// The list says since when the agent has been in the next status.
					endSeen: (second) => statusSince(day, agent, second),
				}),
			),
		...account.queues.flatMap(({ id }, index) => longOf(day, { id, index }, queueCalls, limits)),
		...swings(day, 'nobodyIsFree', limits.lasts, nobodyIsFree(day, limits.watched)),
	];
}

interface Stay {
	who: string;
	since: number;
	/** The first second in which it is not so any more. */
	until: number;
	/** When it ended, as far as can be seen in that second; that second itself without it. */
	endSeen?: (second: number) => number;
}

/** What is there once, and then is gone. */
function stay(day: Day, event: string, limit: number, { who, since, until, endSeen }: Stay): string[] {
	const told = seenFrom(day, since + limit);
	if (told >= until) return [];
	const gone = seenFrom(day, until);
	const end = endSeen?.(gone) ?? gone;
	return said(`${event} ${who} since ${since}`, told, end, isHidden(day, until) ? undefined : end - since);
}

function said(what: string, told: number, end: number, lasted?: number): string[] {
	return [`${what} told at ${told}`, `${what} over at ${end} after ${lasted ?? '?'}`];
}

/** From when on what happened in a second can be known. */
function seenFrom(day: Day, second: number): number {
	return outageAt(day, second)?.to ?? second;
}

/** Whether nobody heard it happen: it was seen afterwards, in the lists of the new connection. */
function isHidden(day: Day, second: number): boolean {
	return outageAt(day, second) !== undefined || outageAt(day, second - 1) !== undefined;
}

/** A call that is passed on is talked on another phone, and is another talk; unless nobody saw it passed on. */
function talksOf(day: Day, call: Day['calls'][number]): Pick<Stay, 'since' | 'until'>[] {
	const { endedAt } = call;
	if (call.kind === 'callback') {
		return call.answeredAt === undefined ? [] : [{ since: call.answeredAt, until: endedAt }];
	}
	const { agent, leftQueueAt: since, transfer } = call;
	if (agent === undefined) return [];
	if (!transfer) return [{ since, until: endedAt }];
	const outage = outageAt(day, transfer.at) ?? outageAt(day, transfer.at - 1);
	if (outage && since < outage.from && endedAt > outage.to) return [{ since, until: endedAt }];
	return [
		{ since, until: transfer.at },
		{ since: transfer.at, until: endedAt },
	];
}

function statusSince({ breaks }: Day, agent: number, second: number): number {
	const changes = breaks.filter((one) => one.agent === agent).flatMap(({ from, to }) => [from, to]);
	return Math.max(...changes.filter((change) => change <= second));
}

/** What comes and goes, and has no name of its own each time. */
interface Swing {
	begins: (second: number) => boolean;
	isOver: (second: number) => boolean;
	/** Since when, where the first to see it is a list. */
	listedSince: (second: number) => number;
}

function swings(day: Day, what: string, lasts: number, { begins, isOver, listedSince }: Swing): string[] {
	const all: string[] = [];
	const end = endOfDay(day);
	let began: number | undefined;
	let told: number | undefined;
	for (let second = day.options.from; second <= end; second += 1) {
		if (outageAt(day, second)) continue;
		const isListed = outageAt(day, second - 1) !== undefined;
		if (told !== undefined && began !== undefined && isOver(second)) {
			all.push(...said(`${what} since ${began}`, told, second, isListed ? undefined : second - began));
			told = began = undefined;
		}
		if (told !== undefined) continue;
		if (!begins(second)) began = undefined;
		else began ??= isListed ? listedSince(second) : second;
		if (began !== undefined && second >= began + lasts) told = second;
	}
	if (told !== undefined) all.push(`${what} since ${began} told at ${told}`);
	return all;
}

/** When everything is over, and known. */
export function endOfDay({ calls, breaks, options }: Day): number {
	return (
		Math.max(
			...[...breaks, ...(options.outages ?? [])].map(({ to }) => to),
			...calls.map(({ endedAt }) => endedAt),
		) + 1
	);
}

function longOf(
	day: Day,
	queue: { id: number; index: number },
	calls: readonly DayCall[],
	{ callers, overAt, lasts }: Limits,
): string[] {
	const waits = calls.filter((call) => call.queue === queue.index);
	const counts = countsOf(
		day,
		waits.map(({ joinedAt, leftQueueAt }) => [joinedAt, leftQueueAt]),
	);
	return swings(day, `queueIsLong ${queue.id}`, lasts, {
		begins: (second) => counts(second) >= callers,
		isOver: (second) => counts(second) <= overAt,
		listedSince: (second) =>
			waits
				.filter(({ joinedAt, leftQueueAt }) => joinedAt <= second && second < leftQueueAt)
				.map(({ joinedAt }) => joinedAt)
				.sort((one, other) => one - other)[callers - 1] ?? second,
	});
}

function nobodyIsFree(day: Day, watched: number): Swing {
	const busy = Array.from({ length: watched }, (_, agent) => countsOf(day, busyTimes(day, agent)));
	const isNobody = (second: number) => busy.every((counts) => counts(second) > 0);
	return {
		begins: isNobody,
		isOver: (second) => !isNobody(second),
		listedSince: (second) => second,
	};
}

function busyTimes({ calls, breaks }: Day, agent: number): [number, number][] {
	return [
		...breaks.filter((one) => one.agent === agent).map(({ from, to }): [number, number] => [from, to]),
		...calls.flatMap((call): [number, number][] => {
			if (call.kind === 'callback') return call.agent === agent ? [[call.startedAt, call.endedAt]] : [];
			const { transfer, leftQueueAt, endedAt } = call;
			const own: [number, number][] = call.agent === agent ? [[leftQueueAt, transfer?.at ?? endedAt]] : [];
			return transfer?.agent === agent ? [...own, [transfer.at, endedAt]] : own;
		}),
	];
}

/** How many of these times, each from one second until another, a second is in. */
function countsOf(
	{ options }: Day,
	times: readonly [from: number, until: number][],
): (second: number) => number {
	const last = Math.max(options.from, ...times.map(([, until]) => until));
	const counts = new Int32Array(last - options.from + 2);
	for (const [from, until] of times) {
		for (let second = from; second < until; second += 1)
			counts[second - options.from] = (counts[second - options.from] ?? 0) + 1;
	}
	return (second) => counts[second - options.from] ?? 0;
}
