/** When somebody is there: what counts on a day, and what that makes of a moment. */
import { DateTime } from 'luxon';

import { present } from '../platform/vocabulary/absent';
import { HOLIDAYS, type HolidayKey, holidayOn, isIntermediateDay } from './holidays';
import type { Span } from './hours';

/** A day, or several, on which other hours count, whatever else the day is. */
export interface OwnDay {
	/** The first and the last day, `2026-12-31`. */
	from: string;
	to: string;
	hours: Span[];
	name?: string;
}

/** When somebody is there. */
export interface Timetable {
	timeZone: string;
	/** Monday first, as luxon counts. */
	week: readonly Span[][];
	/** Which holidays are kept. */
	holidays: readonly HolidayKey[];
	holidayHours: Span[];
	/** On the day before a holiday that is kept, where the weekday is not closed anyway. */
	eveHours: Span[];
	/** Between the first and the last day of Sukkot and Passover; as on any weekday where it is not set. */
	intermediateHours?: Span[];
	ownDays: readonly OwnDay[];
}

/** Why the hours of a day are what they are. */
export type Reason = 'weekday' | 'holiday' | 'holidayEve' | 'intermediateDay' | 'ownDay';

/** What counts on a day. */
interface Day {
	reason: Reason;
	hours: readonly Span[];
	/** Of the holiday, or of the day on which other hours count. */
	name?: string;
	nameHebrew?: string;
}

/** What a timetable says of a moment. */
export interface Presence extends Omit<Day, 'hours'> {
	isOpen: boolean;
	/** When that changes; absent where it does not within a year. */
	until?: DateTime;
	/** When it opens next, after now; absent where it does not within a year. */
	opensAt?: DateTime;
}

/** Two opening times that are one, and the day that the first belongs to. */
interface Opening {
	from: DateTime;
	to: DateTime;
	day: Day;
}

const HORIZON_DAYS = 370;

/**
 * Says whether somebody is there. A time that goes over midnight belongs to the day on which it began.
 *
 * @param moment in any time zone
 */
export function presenceAt(moment: DateTime, timetable: Timetable): Presence {
	const now = moment.setZone(timetable.timeZone);
	const today = dayOf(now, timetable);
	let current: Opening | undefined;
	for (const opening of openings(now, timetable)) {
		if (opening.to <= now) continue;
		if (opening.from > now) return presenceOf(now, today, current, opening.from);
		current = opening;
	}
	return presenceOf(now, today, current, undefined);
}

function presenceOf(
	now: DateTime,
	today: Day,
	current: Opening | undefined,
	opensAt: DateTime | undefined,
): Presence {
	const { reason, name, nameHebrew } = current?.day ?? today;
	const end = current?.to ?? opensAt;
	// What is open for as long as anybody looks ahead has no end.
	const until = end && end < now.plus({ days: HORIZON_DAYS - 2 }) ? end : undefined;
	return present({ isOpen: current !== undefined, reason, name, nameHebrew, until, opensAt });
}

/** From the day before on, in their order; those that touch are one. */
function* openings(now: DateTime, timetable: Timetable): Generator<Opening> {
	let last: Opening | undefined;
	for (let ahead = -1; ahead <= HORIZON_DAYS; ahead++) {
		const midnight = now.startOf('day').plus({ days: ahead });
		const day = dayOf(midnight, timetable);
		for (const { from, to } of day.hours) {
			const next = { from: onClock(midnight, from), to: onClock(midnight, to), day };
			if (last && next.from <= last.to) last.to = DateTime.max(last.to, next.to);
			else {
				if (last) yield last;
				last = next;
			}
		}
	}
	if (last) yield last;
}

/** By the clock on the wall, also on the days on which it is changed. */
function onClock(midnight: DateTime, minutes: number): DateTime {
	const day = midnight.plus({ days: Math.floor(minutes / 1_440) });
	return day.set({ hour: Math.floor((minutes % 1_440) / 60), minute: minutes % 60 });
}

function dayOf(date: DateTime, timetable: Timetable): Day {
	const iso = date.toFormat('yyyy-MM-dd');
	const own = timetable.ownDays.find(({ from, to }) => from <= iso && iso <= to);
	if (own) return { reason: 'ownDay', hours: own.hours, ...(own.name !== undefined && { name: own.name }) };
	const holiday = keptOn(date, timetable);
	if (holiday) return { reason: 'holiday', hours: timetable.holidayHours, ...namesOf(holiday) };
	const usual = timetable.week[date.weekday - 1] ?? [];
	const tomorrow = keptOn(date.plus({ days: 1 }), timetable);
	if (tomorrow?.isPublic) {
		return {
			reason: 'holidayEve',
			hours: usual.length > 0 ? timetable.eveHours : [],
			...namesOf(tomorrow),
		};
	}
	const { intermediateHours } = timetable;
	if (intermediateHours && isIntermediateDay(date)) {
		return { reason: 'intermediateDay', hours: usual.length > 0 ? intermediateHours : [] };
	}
	return { reason: 'weekday', hours: usual };
}

function keptOn(date: DateTime, { holidays }: Timetable) {
	const key = holidayOn(date);
	return key !== undefined && holidays.includes(key) ? HOLIDAYS.find((one) => one.key === key) : undefined;
}

function namesOf({ name, hebrew }: { name: string; hebrew: string }) {
	return { name, nameHebrew: hebrew };
}
