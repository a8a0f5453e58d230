/** What calls add up to: how many, how they ended, how long people waited and talked. */
import { DateTime } from 'luxon';

import { present } from '../vocabulary/absent';
import type { WholeCall } from './wholeCalls';

/** What calls can be grouped by, by the names in saved workflows. */
export const GROUPINGS = [
	'agent',
	'campaign',
	'day',
	'did',
	'extension',
	'hour',
	'queue',
	'type',
	'weekday',
] as const;

/** One of the {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** Which calls a report is about. */
export type Direction = 'incoming' | 'outgoing';

/** How calls are counted. */
export interface FiguresOptions {
	/** Two at most; none for one row with everything. */
	by: readonly Grouping[];
	/** The account's, such as `Asia/Jerusalem`: whose hours and days they are. */
	timeZone: string;
	/** Incoming calls asked for somebody; outgoing ones are those that we made, by phone, click to call or dialer. */
	direction: Direction;
	/** An answer within so many seconds is a good one. */
	serviceLevelSeconds: number;
	/** Who gave up within so many seconds is left out of the service level; 0 for nobody. */
	shortAbandonSeconds: number;
}

/** One row of a report. What is not known is absent. */
export interface Figures {
	/** The group, by the grouping's name; absent where the calls have none. */
	agent?: string;
	campaign?: string;
	/** `2026-11-30`. */
	day?: string;
	did?: string;
	extension?: string;
	/** 0 to 23. */
	hour?: number;
	queue?: string;
	type?: string;
	/** 1 is Sunday. */
	weekday?: number;
	weekdayName?: string;
	offered: number;
	answered: number;
	abandoned: number;
	/** All that reached nobody, abandoned or not. */
	missed: number;
	voicemail: number;
	/** Of those offered; one digit behind the point. */
	answeredPercent?: number;
	/** Of those whose wait is known, the share that was answered in time. */
	serviceLevelPercent?: number;
	/** How many calls the service level and the waits are about. */
	waitKnown: number;
	averageWaitSeconds?: number;
	longestWaitSeconds?: number;
	averageTalkSeconds?: number;
	longestTalkSeconds?: number;
	totalTalkSeconds: number;
	/** Different numbers, withheld ones left out. */
	uniqueCallers: number;
}

/** Counts calls; none yet. Its memory grows with groups and different callers, not with calls. */
export function createFigures(options: FiguresOptions) {
	const { by, direction } = options;
	const keysOf = groupReader(options.timeZone);
	const groups = new Map<string, { keys: (string | number | undefined)[]; sums: Sums }>();
	const everything = newSums();

	return {
		add: (call: WholeCall): void => {
			if (directionOf(call) !== direction || (direction === 'incoming' && !askedForSomebody(call))) return;
			count(everything, call, options);
			if (by.length === 0) return;
			const keys = by.map((grouping) => keysOf(grouping, call));
			const name = JSON.stringify(keys);
			let group = groups.get(name);
			if (!group) groups.set(name, (group = { keys, sums: newSums() }));
			count(group.sums, call, options);
		},
		/** A row for each group, the groups in their natural order. */
		rows: (): Figures[] => {
			if (by.length === 0) return [figuresOf(everything)];
			return [...groups.values()]
				.sort((one, other) => compareKeys(one.keys, other.keys))
				.map(({ keys, sums }) => ({ ...named(by, keys), ...figuresOf(sums) }));
		},
		/** One row about everything. */
		total: () => figuresOf(everything),
	};
}

/** Calls that somebody outside made, against those that we made; between colleagues neither. */
function directionOf({ direction }: WholeCall): Direction | undefined {
	if (direction === 'incoming' || direction === 'forward') return 'incoming';
	return direction === 'outgoing' || direction === 'click2call' || direction === 'dialer'
		? 'outgoing'
		: undefined;
}

/** Who hung up in the menu, or heard an announcement, asked for nobody. */
function askedForSomebody(call: WholeCall): boolean {
	return call.isAnswered || call.isMissed || call.isAbandoned || call.isVoicemail;
}

interface Sums {
	offered: number;
	answered: number;
	abandoned: number;
	missed: number;
	voicemail: number;
	/** Calls whose wait is known: how many, their sum, the longest. */
	waits: number;
	waited: number;
	longestWait: number;
	/** Of these, those that the service level is about, and those answered in time. */
	levelled: number;
	inTime: number;
	talked: number;
	longestTalk: number;
	/** Numbers as numbers where they are some: a million of them take a fraction of the memory. */
	callers: Set<number | string>;
}

function newSums(): Sums {
	return {
		offered: 0,
		answered: 0,
		abandoned: 0,
		missed: 0,
		voicemail: 0,
		waits: 0,
		waited: 0,
		longestWait: 0,
		levelled: 0,
		inTime: 0,
		talked: 0,
		longestTalk: 0,
		callers: new Set(),
	};
}

function count(sums: Sums, call: WholeCall, options: FiguresOptions): void {
	const { isAnswered, waitSeconds, talkSeconds } = call;
	sums.offered += 1;
	if (isAnswered) sums.answered += 1;
	if (call.isAbandoned) sums.abandoned += 1;
	if (call.isMissed) sums.missed += 1;
	if (call.isVoicemail) sums.voicemail += 1;
	if (waitSeconds !== undefined) {
		sums.waits += 1;
		sums.waited += waitSeconds;
		sums.longestWait = Math.max(sums.longestWait, waitSeconds);
		const { shortAbandonSeconds: short } = options;
		const gaveUpAtOnce = call.isAbandoned && short > 0 && waitSeconds <= short;
		if (isAnswered || !gaveUpAtOnce) sums.levelled += 1;
		if (isAnswered && waitSeconds <= options.serviceLevelSeconds) sums.inTime += 1;
	}
	if (isAnswered) {
		sums.talked += talkSeconds;
		sums.longestTalk = Math.max(sums.longestTalk, talkSeconds);
	}
	const caller = call.customerE164 ?? call.customerNumber;
	if (caller !== undefined) sums.callers.add(compact(caller));
}

/** Fifteen digits at most (E.164), which a number holds exactly. */
function compact(caller: string): number | string {
	const digits = /^\+(\d{1,15})$/.exec(caller)?.[1];
	return digits === undefined ? caller : Number(digits);
}

function figuresOf(sums: Sums): Figures {
	const { offered, answered, waits, talked } = sums;
	return present({
		offered,
		answered,
		abandoned: sums.abandoned,
		missed: sums.missed,
		voicemail: sums.voicemail,
		answeredPercent: percent(answered, offered),
		// The Call Log does not tell how long everybody waited: of a few, nothing is said about all.
		serviceLevelPercent: knowsAnswered(sums) ? percent(sums.inTime, sums.levelled) : undefined,
		waitKnown: waits,
		averageWaitSeconds: waits > 0 ? Math.round(sums.waited / waits) : undefined,
		longestWaitSeconds: waits > 0 ? sums.longestWait : undefined,
		averageTalkSeconds: answered > 0 ? Math.round(talked / answered) : undefined,
		longestTalkSeconds: answered > 0 ? sums.longestTalk : undefined,
		totalTalkSeconds: talked,
		uniqueCallers: sums.callers.size,
	});
}

/** Whether the wait of every call is known. */
function knowsAnswered({ waits, offered }: Sums): boolean {
	return waits === offered;
}

function percent(part: number, whole: number): number | undefined {
	return whole > 0 ? Math.round((part / whole) * 1_000) / 10 : undefined;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const HOUR_MS = 3_600_000;

/** Reads a call's groups. Many calls are of one hour, whose day is worked out once. */
function groupReader(timeZone: string): (grouping: Grouping, call: WholeCall) => string | number | undefined {
	let known = { hour: Number.NaN, day: '', weekday: 0, hourOfDay: 0 };

	/** Time zones differ from UTC by quarters of an hour at the least. */
	function clock(startedAt: number): typeof known {
		const hour = Math.floor(startedAt / (HOUR_MS / 4));
		if (hour !== known.hour) {
			const local = DateTime.fromMillis(startedAt, { zone: timeZone });
			known = {
				hour,
				day: local.toFormat('yyyy-MM-dd'),
				weekday: (local.weekday % 7) + 1,
				hourOfDay: local.hour,
			};
		}
		return known;
	}

	return (grouping, call) => {
		switch (grouping) {
			case 'day':
				return clock(call.startedAt).day;
			case 'hour':
				return clock(call.startedAt).hourOfDay;
			case 'weekday':
				return clock(call.startedAt).weekday;
			default:
				return call[grouping];
		}
	};
}

function named(by: readonly Grouping[], keys: readonly (string | number | undefined)[]): object {
	const names: Record<string, string | number> = {};
	for (const [index, grouping] of by.entries()) {
		const key = keys[index];
		if (key === undefined) continue;
		names[grouping] = key;
		if (grouping === 'weekday') names['weekdayName'] = WEEKDAYS[Number(key) - 1] ?? '';
	}
	return names;
}

/** Numbers by size, names by the alphabet, those without any last. */
function compareKeys(
	one: readonly (string | number | undefined)[],
	other: readonly (string | number | undefined)[],
): number {
	for (const [index, key] of one.entries()) {
		const against = other[index];
		if (key === against) continue;
		if (key === undefined) return 1;
		if (against === undefined) return -1;
		if (typeof key === 'number' && typeof against === 'number') return key - against;
		return String(key).localeCompare(String(against));
	}
	return 0;
}
