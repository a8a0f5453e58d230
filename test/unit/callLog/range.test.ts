import { DateTime } from 'luxon';

import { presetRange, readMoment, toGmt } from '../../../nodes/platform/services/callLog/range';

const ISRAEL = 'Asia/Jerusalem';
const at = (text: string, zone = ISRAEL) => DateTime.fromISO(text, { zone });
const gmt = ({ from, to }: { from: number; to: number }) => [toGmt(from), toGmt(to)];

describe('named ranges, by the clock of the time zone', () => {
	const now = at('2026-01-15T10:30:45.678');

	it.each([
		['today', ['2026-01-14T22:00:00', '2026-01-15T08:30:45']],
		['yesterday', ['2026-01-13T22:00:00', '2026-01-14T21:59:59']],
		['last10Minutes', ['2026-01-15T08:20:45', '2026-01-15T08:30:45']],
		['lastHour', ['2026-01-15T07:30:45', '2026-01-15T08:30:45']],
		['last24Hours', ['2026-01-14T08:30:45', '2026-01-15T08:30:45']],
		['last7Days', ['2026-01-08T08:30:45', '2026-01-15T08:30:45']],
	] as const)('%s: %j GMT', (preset, expected) => {
		expect(gmt(presetRange(preset, now))).toEqual(expected);
	});

	it('a day on which summer time begins has 23 hours', () => {
		const { from, to } = presetRange('yesterday', at('2026-03-28T12:00:00'));
		expect(to - from + 1).toBe(23 * 3_600);
	});
});

describe('a moment', () => {
	it.each([
		// The date picker, without a zone; with one; by hand; from an expression.
		['2026-01-15T10:30:00', '2026-01-15T08:30:00'],
		['2026-07-15T10:30:00', '2026-07-15T07:30:00'],
		['2026-01-15T10:30:00Z', '2026-01-15T10:30:00'],
		['2026-01-15T10:30:00.000-05:00', '2026-01-15T15:30:00'],
		['2026-01-15 10:30', '2026-01-15T08:30:00'],
		[' 2026-01-15 10:30:15 ', '2026-01-15T08:30:15'],
		['2026-01-15', '2026-01-14T22:00:00'],
	])('%s is %s GMT', (text, expected) => {
		expect(toGmt(Math.floor(readMoment(text, ISRAEL, 'start')?.toSeconds() ?? 0))).toBe(expected);
	});

	it('that is only a date includes its day where it is an end', () => {
		expect(readMoment('2026-01-15', ISRAEL, 'end')?.toISO()).toBe('2026-01-15T23:59:59.999+02:00');
		expect(readMoment('2026-01-15T00:00:00', ISRAEL, 'end')?.toISO()).toBe('2026-01-15T00:00:00.000+02:00');
	});

	it.each(['', 'tomorrow', '15/01/2026', '2026-13-01'])('%j is none', (text) => {
		expect(readMoment(text, ISRAEL, 'start')).toBeUndefined();
	});
});
