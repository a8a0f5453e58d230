/** Reads the node's fields for one item, and says what its timetable makes of the moment. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { InvalidInputError } from '../platform/http/errors';
import { readMoment } from '../platform/vocabulary/moments';
import { DEFAULT_TIME_ZONE, isTimeZone } from '../platform/vocabulary/times';
import { WEEKDAYS } from './fields';
import { HOLIDAYS } from './holidays';
import { readHours } from './hours';
import { type OwnDay, presenceAt, type Timetable } from './timetable';

/**
 * What comes out beside the item's own fields.
 *
 * @throws InvalidInputError for a field that is wrong
 */
export function checkHours(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const field = (name: string) => context.getNodeParameter(name, itemIndex, '');
	const timetable = readTimetable(field);
	const moment = readTime(field, timetable.timeZone);
	const { isOpen, reason, name, nameHebrew, until, opensAt } = presenceAt(moment, timetable);
	const local = (time: DateTime) => time.setZone(timetable.timeZone).toFormat('yyyy-MM-dd HH:mm');
	const iso = (time: DateTime) => time.toUTC().toISO();
	return {
		isOpen,
		checkedAtLocal: local(moment),
		...(until && { untilLocal: local(until) }),
		...(opensAt && { opensAtLocal: local(opensAt) }),
		reason,
		...(name !== undefined && { name }),
		...(nameHebrew !== undefined && { nameHebrew }),
		checkedAt: iso(moment),
		...(until && { until: iso(until) }),
		...(opensAt && { opensAt: iso(opensAt) }),
	};
}

type Field = (name: string) => unknown;

function readTimetable(field: Field): Timetable {
	const timeZone = textOf(field('options.timeZone')) || DEFAULT_TIME_ZONE;
	if (!isTimeZone(timeZone)) {
		throw new InvalidInputError(
			'timeZone',
			`"${timeZone}" is not a time zone. Right would be Asia/Jerusalem or Europe/London.`,
		);
	}
	const hours = (name: string) => readHours(textOf(field(name)), name.replace('options.', ''));
	const [sunday = [], ...others] = WEEKDAYS.map(([name]) => hours(name));
	const hasIntermediate = isObject(field('options')) && 'intermediateHours' in (field('options') as object);
	const kept = field('holidays');
	return {
		timeZone,
		week: [...others, sunday],
		holidays: HOLIDAYS.map(({ key }) => key).filter((key) => Array.isArray(kept) && kept.includes(key)),
		holidayHours: hours('holidayHours'),
		eveHours: hours('eveHours'),
		...(hasIntermediate && { intermediateHours: hours('options.intermediateHours') }),
		ownDays: listOf(field('ownDays.day')).map((row) => readOwnDay(row, timeZone)),
	};
}

function readOwnDay(row: Record<string, unknown>, timeZone: string): OwnDay {
	const from = readDay(row['from'], 'from', timeZone);
	const to = textOf(row['to']) === '' ? from : readDay(row['to'], 'to', timeZone);
	if (to < from) throw new InvalidInputError('to', `${to} is before ${from}`);
	const name = textOf(row['name']);
	return { from, to, hours: readHours(textOf(row['hours']), 'hours'), ...(name !== '' && { name }) };
}

/** A day as it is written, or the day that the office's clock has at a moment that an expression gave. */
function readDay(value: unknown, field: string, timeZone: string): string {
	const day = readMoment(value, timeZone, 'start')?.setZone(timeZone).toFormat('yyyy-MM-dd');
	if (day !== undefined) return day;
	throw new InvalidInputError(field, `"${textOf(value)}" is no day. Right would be 2026-12-31.`);
}

function readTime(field: Field, timeZone: string): DateTime {
	if (field('moment') !== 'given') return DateTime.now();
	const given = field('time');
	const moment = readMoment(given, timeZone);
	if (moment) return moment;
	throw new InvalidInputError(
		'time',
		`"${textOf(given)}" is no date and time. Right would be 2026-11-30 14:05, or a time that another node gave.`,
	);
}

function textOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	return value === undefined || value === null ? '' : JSON.stringify(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): Record<string, unknown>[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}
