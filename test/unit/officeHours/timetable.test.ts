/** When somebody is there. */
import { DateTime } from 'luxon';

import { HOLIDAYS } from '../../../nodes/VoicenterOfficeHours/holidays';
import { readHours } from '../../../nodes/VoicenterOfficeHours/hours';
import { presenceAt, type Timetable } from '../../../nodes/VoicenterOfficeHours/timetable';

const timeZone = 'Asia/Jerusalem';
const hours = (text: string) => readHours(text, 'hours');
const weekday = hours('09:00-17:00');

const OFFICE: Timetable = {
	timeZone,
	// Monday to Thursday, Friday, Sabbath, Sunday.
	week: [weekday, weekday, weekday, weekday, hours('09:00-13:00'), [], weekday],
	holidays: HOLIDAYS.filter(({ isPublic }) => isPublic).map(({ key }) => key),
	holidayHours: [],
	eveHours: hours('09:00-12:00'),
	ownDays: [],
};

/** `open until 2026-11-30 17:00, next 2026-12-01 09:00 (weekday)`, by the clock in Jerusalem. */
function at(time: string, timetable: Partial<Timetable> = {}): string {
	const office = { ...OFFICE, ...timetable };
	const moment = DateTime.fromSQL(time, { zone: office.timeZone });
	const { isOpen, until, opensAt, reason, name } = presenceAt(moment, office);
	const local = (at?: DateTime) => at?.toFormat('yyyy-MM-dd HH:mm') ?? 'never';
	const why = name === undefined ? reason : `${reason}: ${name}`;
	return `${isOpen ? 'open' : 'closed'} until ${local(until)}, next ${local(opensAt)} (${why})`;
}

it.each([
	['in the morning', '2026-11-30 08:59:59', 'closed until 2026-11-30 09:00, next 2026-11-30 09:00 (weekday)'],
	['as it opens', '2026-11-30 09:00', 'open until 2026-11-30 17:00, next 2026-12-01 09:00 (weekday)'],
	[
		'a second before the end',
		'2026-11-30 16:59:59',
		'open until 2026-11-30 17:00, next 2026-12-01 09:00 (weekday)',
	],
	['as it closes', '2026-11-30 17:00', 'closed until 2026-12-01 09:00, next 2026-12-01 09:00 (weekday)'],
	['on a Friday', '2026-12-04 12:00', 'open until 2026-12-04 13:00, next 2026-12-06 09:00 (weekday)'],
	['on the Sabbath', '2026-12-05 12:00', 'closed until 2026-12-06 09:00, next 2026-12-06 09:00 (weekday)'],
	[
		'on a holiday',
		'2026-09-21 10:00',
		'closed until 2026-09-22 09:00, next 2026-09-22 09:00 (holiday: Yom Kippur)',
	],
	[
		'on its eve',
		'2026-09-20 11:00',
		'open until 2026-09-20 12:00, next 2026-09-22 09:00 (holidayEve: Yom Kippur)',
	],
	[
		'after the eve',
		'2026-09-20 12:00',
		'closed until 2026-09-22 09:00, next 2026-09-22 09:00 (holidayEve: Yom Kippur)',
	],
	[
		'on an eve that is a Sabbath',
		'2025-04-12 10:00',
		'closed until 2025-04-14 09:00, next 2025-04-14 09:00 (holidayEve: Passover)',
	],
	[
		'through two days of Rosh Hashana after a Friday',
		'2026-09-11 13:00',
		'closed until 2026-09-14 09:00, next 2026-09-14 09:00 (holidayEve: Rosh Hashana)',
	],
])('%s', (_, time, said) => {
	expect(at(time)).toBe(said);
});

it('a holiday that is not kept is a day like any other, and so is its eve', () => {
	const without = { holidays: OFFICE.holidays.filter((key) => key !== 'independenceDay') };
	expect(at('2026-04-22 10:00', without)).toMatch(/^open until 2026-04-22 17:00,.*\(weekday\)$/);
	expect(at('2026-04-21 16:00', without)).toMatch(/^open until 2026-04-21 17:00/);
});

it('Memorial Day is the eve of Independence Day unless it is kept itself', () => {
	expect(at('2026-04-21 11:00')).toMatch(/^open until 2026-04-21 12:00.*holidayEve: Independence Day/);
	const kept = { holidays: [...OFFICE.holidays, 'memorialDay' as const] };
	expect(at('2026-04-21 11:00', kept)).toMatch(/^closed.*holiday: Memorial Day/);
	// It has no eve of its own.
	expect(at('2026-04-20 16:00', kept)).toMatch(/^open until 2026-04-20 17:00/);
});

it('intermediate days are days like any other, or have hours of their own', () => {
	expect(at('2026-04-05 16:00')).toMatch(/^open until 2026-04-05 17:00.*weekday/);
	const short = { intermediateHours: hours('10:00-14:00') };
	expect(at('2026-04-05 16:00', short)).toMatch(/^closed.*intermediateDay/);
	expect(at('2026-04-05 10:00', short)).toMatch(/^open until 2026-04-05 14:00/);
	// A Sabbath among them stays closed.
	expect(at('2026-04-04 11:00', short)).toMatch(/^closed/);
});

it('a day of their own counts before everything else', () => {
	const outing = { from: '2026-11-29', to: '2026-11-30', hours: [], name: 'Company outing' };
	expect(at('2026-11-30 10:00', { ownDays: [outing] })).toBe(
		'closed until 2026-12-01 09:00, next 2026-12-01 09:00 (ownDay: Company outing)',
	);
	const open = { from: '2026-09-21', to: '2026-09-21', hours: hours('10:00-11:00') };
	expect(at('2026-09-21 10:00', { ownDays: [open] })).toMatch(/^open until 2026-09-21 11:00/);
});

it('a time over midnight belongs to the day on which it begins', () => {
	const night = { week: OFFICE.week.map(() => hours('20:00-02:00')) };
	expect(at('2026-12-01 01:00', night)).toBe('open until 2026-12-01 02:00, next 2026-12-01 20:00 (weekday)');
	// The night before a holiday goes on into it.
	const eve = { ...night, eveHours: hours('20:00-02:00') };
	expect(at('2026-09-21 01:00', eve)).toMatch(/^open until 2026-09-21 02:00.*holidayEve/);
});

it('times that touch at midnight are one', () => {
	const whole = { week: OFFICE.week.map(() => hours('00:00-24:00')), holidays: [] };
	expect(at('2026-11-30 12:00', whole)).toBe('open until never, next never (weekday)');
	const weekdays = {
		week: OFFICE.week.map((_, index) => hours(index === 5 ? '' : '00:00-24:00')),
		holidays: [],
	};
	expect(at('2026-11-30 12:00', weekdays)).toBe(
		'open until 2026-12-05 00:00, next 2026-12-06 00:00 (weekday)',
	);
});

it('where nobody ever is there, nothing is said of when it opens', () => {
	expect(at('2026-11-30 12:00', { week: OFFICE.week.map(() => []) })).toBe(
		'closed until never, next never (weekday)',
	);
});

it('the clock on the wall counts when it is changed', () => {
	// The night of 27 March 2026 has no 02:30; that of 25 October has two.
	const night = { week: OFFICE.week.map(() => hours('22:00-06:00')), holidays: [] };
	const lengthOf = (from: string) => {
		const opening = presenceAt(DateTime.fromSQL(from, { zone: timeZone }), { ...OFFICE, ...night });
		return opening.until?.diff(DateTime.fromSQL(from, { zone: timeZone }), 'hours').hours;
	};
	expect([lengthOf('2026-03-26 22:00'), lengthOf('2026-10-24 22:00'), lengthOf('2026-11-30 22:00')]).toEqual([
		7, 9, 8,
	]);
});

it('the office’s clock counts, not that of who asks', () => {
	const moment = DateTime.fromISO('2026-11-30T15:30:00Z');
	expect(presenceAt(moment, OFFICE).isOpen).toBe(false);
	expect(
		presenceAt(moment.setZone('America/New_York'), { ...OFFICE, timeZone: 'Europe/London' }).isOpen,
	).toBe(true);
});

describe('hours as people write them', () => {
	it.each([
		['09:00-17:00', [[540, 1020]]],
		[
			'9-13, 16:30-19',
			[
				[540, 780],
				[990, 1140],
			],
		],
		[
			'\u200F16:00–19:00;\u200E09:00–13:00',
			[
				[540, 780],
				[960, 1140],
			],
		],
		['20:00-02:00', [[1200, 1560]]],
		['18:00-00:00', [[1080, 1440]]],
		['00:00-24:00', [[0, 1440]]],
		['09:00-13:00, 12:00-15:00', [[540, 900]]],
		[' ', []],
		['Closed', []],
		['סגור', []],
	])('%j', (text, spans) => {
		expect(hours(text).map(({ from, to }) => [from, to])).toEqual(spans);
	});

	it.each([
		'9 to 5',
		'09:00',
		'25:00-26:00',
		'09:60-10:00',
		'24:00-02:00',
		'09:00-09:00',
		'09:00-13:00,',
		'nine',
	])('%j is refused', (text) => {
		expect(() => hours(text)).toThrow(/^".*" is no time from and to\. Right would be 09:00-17:00/);
	});
});
