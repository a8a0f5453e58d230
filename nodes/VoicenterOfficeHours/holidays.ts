/**
 * Israel's holidays, by the Hebrew calendar that Node brings (`Intl`). The libraries for it may not be bundled under MIT:
 * their licences are GPL, or their dates are CC BY.
 */

/** A day of the calendar, as luxon counts: January is 1. */
export interface CalendarDay {
	year: number;
	month: number;
	day: number;
}

/** A holiday, by its name in saved workflows. */
export type HolidayKey =
	| 'independenceDay'
	| 'memorialDay'
	| 'passover'
	| 'purim'
	| 'roshHashana'
	| 'seventhOfPassover'
	| 'shavuot'
	| 'simchatTorah'
	| 'sukkot'
	| 'tishaBAv'
	| 'yomKippur';

/** What people call a holiday. */
export interface Holiday {
	key: HolidayKey;
	name: string;
	hebrew: string;
	/** Work is forbidden on it, and ends early the day before. The others are kept as people like. */
	isPublic: boolean;
}

/** Every holiday that can be kept. */
export const HOLIDAYS: readonly Holiday[] = [
	{ key: 'roshHashana', name: 'Rosh Hashana', hebrew: 'ראש השנה', isPublic: true },
	{ key: 'yomKippur', name: 'Yom Kippur', hebrew: 'יום כיפור', isPublic: true },
	{ key: 'sukkot', name: 'Sukkot', hebrew: 'סוכות', isPublic: true },
	{ key: 'simchatTorah', name: 'Simchat Torah', hebrew: 'שמחת תורה', isPublic: true },
	{ key: 'passover', name: 'Passover', hebrew: 'פסח', isPublic: true },
	{ key: 'seventhOfPassover', name: 'Seventh Day of Passover', hebrew: 'שביעי של פסח', isPublic: true },
	{ key: 'independenceDay', name: 'Independence Day', hebrew: 'יום העצמאות', isPublic: true },
	{ key: 'shavuot', name: 'Shavuot', hebrew: 'שבועות', isPublic: true },
	{ key: 'memorialDay', name: 'Memorial Day', hebrew: 'יום הזיכרון', isPublic: false },
	{ key: 'purim', name: 'Purim', hebrew: 'פורים', isPublic: false },
	{ key: 'tishaBAv', name: 'Tisha B’Av', hebrew: 'תשעה באב', isPublic: false },
];

const DAY_MS = 86_400_000;
const hebrewCalendar = new Intl.DateTimeFormat('en-u-ca-hebrew', {
	timeZone: 'UTC',
	day: 'numeric',
	month: 'long',
});

/** What holds whatever the weekday, by the Hebrew date. In a leap year Purim is in the second Adar. */
const FIXED: Readonly<Record<string, HolidayKey>> = {
	'1 Tishri': 'roshHashana',
	'2 Tishri': 'roshHashana',
	'10 Tishri': 'yomKippur',
	'15 Tishri': 'sukkot',
	'22 Tishri': 'simchatTorah',
	'14 Adar': 'purim',
	'14 Adar II': 'purim',
	'15 Nisan': 'passover',
	'21 Nisan': 'seventhOfPassover',
	'6 Sivan': 'shavuot',
};

/**
 * Which holiday a day is; Independence Day, Memorial Day and Tisha B'Av move where they would touch a Sabbath.
 *
 * @returns undefined on every other day
 */
export function holidayOn(date: CalendarDay): HolidayKey | undefined {
	const ms = Date.UTC(date.year, date.month - 1, date.day);
	if (isIndependenceDay(ms)) return 'independenceDay';
	if (isIndependenceDay(ms + DAY_MS)) return 'memorialDay';
	if (isTishaBAv(ms)) return 'tishaBAv';
	return FIXED[hebrewDate(ms)];
}

/** Whether a day is one of those between the first and the last of Sukkot or Passover. */
export function isIntermediateDay({ year, month, day }: CalendarDay): boolean {
	const [number = '', name] = hebrewDate(Date.UTC(year, month - 1, day)).split(' ');
	const [first, last] = name === 'Tishri' ? [16, 21] : name === 'Nisan' ? [16, 20] : [1, 0];
	return Number(number) >= first && Number(number) <= last;
}

/** `15 Nisan`. */
function hebrewDate(ms: number): string {
	const parts = hebrewCalendar.formatToParts(ms);
	const valueOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
	return `${valueOf('day')} ${valueOf('month')}`;
}

/** The 5th of Iyar; before a Friday or Sabbath the Thursday, and a Tuesday instead of a Monday (the law since 2004). */
function isIndependenceDay(ms: number): boolean {
	const date = hebrewDate(ms);
	switch (new Date(ms).getUTCDay()) {
		case 2:
			return date === '5 Iyar' || date === '6 Iyar';
		case 3:
			return date === '5 Iyar';
		case 4:
			return date === '5 Iyar' || date === '4 Iyar' || date === '3 Iyar';
		default:
			return false;
	}
}

/** The 9th of Av, or the Sunday after it when that is a Sabbath. */
function isTishaBAv(ms: number): boolean {
	const date = hebrewDate(ms);
	const weekday = new Date(ms).getUTCDay();
	return (date === '9 Av' && weekday !== 6) || (date === '10 Av' && weekday === 0);
}
