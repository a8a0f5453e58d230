import { DateTime } from 'luxon';

import { readMoment } from '../../../../nodes/platform/vocabulary/moments';

const ISRAEL = 'Asia/Jerusalem';
const utc = (moment: DateTime | undefined) => moment?.toUTC().toISO({ suppressMilliseconds: true });

describe('a moment', () => {
	it.each([
		['as the editor writes it', '2026-01-15T10:30:00', '2026-01-15T08:30:00Z'],
		['in summer time', '2026-07-15T10:30:00', '2026-07-15T07:30:00Z'],
		['in UTC', '2026-01-15T10:30:00Z', '2026-01-15T10:30:00Z'],
		['with a zone of its own', '2026-01-15T10:30:00.000-05:00', '2026-01-15T15:30:00Z'],
		['by hand', '2026-01-15 10:30', '2026-01-15T08:30:00Z'],
		['with blanks around it', ' 2026-01-15 10:30:15 ', '2026-01-15T08:30:15Z'],
		['that does not exist, as summer time begins', '2026-03-27T02:30:00', '2026-03-27T00:30:00Z'],
		['as a Date', new Date('2026-01-15T08:30:00Z'), '2026-01-15T08:30:00Z'],
		["as n8n's $now, which is a DateTime", DateTime.fromISO('2026-01-15T08:30:00Z'), '2026-01-15T08:30:00Z'],
		['as seconds', 1_768_465_800, '2026-01-15T08:30:00Z'],
		['as milliseconds', 1_768_465_800_000, '2026-01-15T08:30:00Z'],
		['as seconds before 1970', -315_619_200, '1960-01-01T00:00:00Z'],
		['as the beginning of all epochs', 0, '1970-01-01T00:00:00Z'],
	])('%s is understood', (_how, value, expected) => {
		expect(utc(readMoment(value, ISRAEL))).toBe(expected);
		expect(utc(readMoment(value, ISRAEL, 'end'))).toBe(expected);
	});

	// The last two: a day as a spreadsheet counts it, and a date without its hyphens.
	it.each([
		'',
		'tomorrow',
		'15/01/2026',
		'04/05/2026 15:00',
		'2026-13-01',
		'2026-13-01 10:00',
		'15:00',
		{},
		null,
		true,
		46_354,
		20_261_129,
	])('%j is none', (value) => {
		expect(readMoment(value, ISRAEL)).toBeUndefined();
		expect(readMoment(value, ISRAEL, 'start')).toBeUndefined();
	});
});

describe('a date alone', () => {
	it('is no moment where nobody says which end of the day is meant', () => {
		expect(readMoment('2026-01-15', ISRAEL)).toBeUndefined();
	});

	it('is the beginning or the end of its day, by the clock of the zone', () => {
		expect(readMoment('2026-01-15', ISRAEL, 'start')?.toISO()).toBe('2026-01-15T00:00:00.000+02:00');
		expect(readMoment(' 2026-01-15 ', ISRAEL, 'end')?.toISO()).toBe('2026-01-15T23:59:59.999+02:00');
	});

	it('is not meant by a midnight', () => {
		expect(readMoment('2026-01-15T00:00:00', ISRAEL, 'end')?.toISO()).toBe('2026-01-15T00:00:00.000+02:00');
	});
});
