import { DateTime } from 'luxon';

import { presetRange, toGmt } from '../../../nodes/platform/services/callLog/range';

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
