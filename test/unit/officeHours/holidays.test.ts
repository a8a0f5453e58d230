/** Israel's holidays, against their published dates. */
import {
	type CalendarDay,
	type HolidayKey,
	holidayOn,
	isIntermediateDay,
} from '../../../nodes/VoicenterOfficeHours/holidays';

const COLUMNS: HolidayKey[] = [
	'purim',
	'passover',
	'seventhOfPassover',
	'memorialDay',
	'independenceDay',
	'shavuot',
	'tishaBAv',
	'roshHashana',
	'yomKippur',
	'sukkot',
	'simchatTorah',
];

/** Month and day of each, as calendars in Israel have them; of Rosh Hashana the first day. */
const PUBLISHED: Record<number, string> = {
	2024: '03-24 04-23 04-29 05-13 05-14 06-12 08-13 10-03 10-12 10-17 10-24',
	2025: '03-14 04-13 04-19 04-30 05-01 06-02 08-03 09-23 10-02 10-07 10-14',
	2026: '03-03 04-02 04-08 04-21 04-22 05-22 07-23 09-12 09-21 09-26 10-03',
	2027: '03-23 04-22 04-28 05-11 05-12 06-11 08-12 10-02 10-11 10-16 10-23',
	2028: '03-12 04-11 04-17 05-01 05-02 05-31 08-01 09-21 09-30 10-05 10-12',
	2029: '03-01 03-31 04-06 04-18 04-19 05-20 07-22 09-10 09-19 09-24 10-01',
	2030: '03-19 04-18 04-24 05-07 05-08 06-07 08-08 09-28 10-07 10-12 10-19',
	2031: '03-09 04-08 04-14 04-28 04-29 05-28 07-29 09-18 09-27 10-02 10-09',
	2032: '02-26 03-27 04-02 04-14 04-15 05-16 07-18 09-06 09-15 09-20 09-27',
	2033: '03-15 04-14 04-20 05-03 05-04 06-03 08-04 09-24 10-03 10-08 10-15',
	2034: '03-05 04-04 04-10 04-24 04-25 05-24 07-25 09-14 09-23 09-28 10-05',
	2035: '03-25 04-24 04-30 05-14 05-15 06-13 08-14 10-04 10-13 10-18 10-25',
};

const isoOf = ({ year, month, day }: CalendarDay) =>
	new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const dayAfter = (iso: string) => isoOf({ ...dayOf(iso), day: dayOf(iso).day + 1 });

function dayOf(iso: string): CalendarDay {
	const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
	return { year, month, day };
}

function everyDayOf(year: number): string[] {
	const days = [isoOf({ year, month: 1, day: 1 })];
	while (!days.at(-1)?.endsWith('12-31')) days.push(dayAfter(days.at(-1) ?? ''));
	return days;
}

describe.each(Object.entries(PUBLISHED))('%s', (year, dates) => {
	it('has its holidays on the published dates, and no others', () => {
		const expected = dates.split(' ').flatMap((date, index): [string, HolidayKey | undefined][] => {
			const key = COLUMNS[index];
			const first = `${year}-${date}`;
			return key === 'roshHashana'
				? [
						[first, key],
						[dayAfter(first), key],
					]
				: [[first, key]];
		});
		const found = everyDayOf(Number(year))
			.map((iso): [string, HolidayKey | undefined] => [iso, holidayOn(dayOf(iso))])
			.filter(([, key]) => key !== undefined);
		expect(found).toEqual(expected.sort(([one], [other]) => (one < other ? -1 : 1)));
	});

	it('has intermediate days between the first and the last day of Passover and Sukkot', () => {
		const [, passover = '', seventh = '', , , , , , , sukkot = '', simchatTorah = ''] = dates.split(' ');
		const between = (from: string, to: string) =>
			everyDayOf(Number(year)).filter((iso) => iso > `${year}-${from}` && iso < `${year}-${to}`);
		const found = everyDayOf(Number(year)).filter((iso) => isIntermediateDay(dayOf(iso)));
		expect(found).toEqual([...between(passover, seventh), ...between(sukkot, simchatTorah)]);
	});
});
