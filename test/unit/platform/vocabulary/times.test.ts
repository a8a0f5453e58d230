import { fromLocalEpoch, isTimeZone } from '../../../../nodes/platform/vocabulary/times';

/** What Voicenter sends for a moment: the account's wall clock, counted as if it showed UTC. */
const wallClock = (text: string) => Date.parse(`${text}Z`) / 1000;

const utc = (clock: string, zone = 'Asia/Jerusalem') => fromLocalEpoch(wallClock(clock), zone)?.toISO();

describe("a record's time becomes UTC", () => {
	it('as the samples of the document show: the call ids hold the same wall clock', () => {
		// 2020072818…: 28 July 2020, after 18 o'clock, and 20200721121327…: 21 July, 12:13.
		expect(fromLocalEpoch(1595960350, 'Asia/Jerusalem')?.toISO()).toBe('2020-07-28T15:19:10.000Z');
		expect(fromLocalEpoch(1595333610, 'Asia/Jerusalem')?.toISO()).toBe('2020-07-21T09:13:30.000Z');
	});

	it.each([
		['in summer', '2026-07-15T12:00:00', '2026-07-15T09:00:00.000Z'],
		['in winter', '2026-01-15T12:00:00', '2026-01-15T10:00:00.000Z'],
		['over midnight', '2026-01-15T01:00:00', '2026-01-14T23:00:00.000Z'],
		['just before summer time', '2026-03-27T01:59:59', '2026-03-26T23:59:59.000Z'],
		['just after summer time has begun', '2026-03-27T03:00:00', '2026-03-27T00:00:00.000Z'],
		['just before the hour that comes twice', '2026-10-25T00:59:59', '2026-10-24T21:59:59.000Z'],
		['after the hour that comes twice', '2026-10-25T02:00:00', '2026-10-25T00:00:00.000Z'],
	])('%s', (_when, clock, expected) => {
		expect(utc(clock)).toBe(expected);
	});

	it.each([
		['2026-10-25T01:00:00', '2026-10-24T22:00:00.000Z'],
		['2026-10-25T01:30:00', '2026-10-24T22:30:00.000Z'],
		['2026-10-25T01:59:59', '2026-10-24T22:59:59.000Z'],
	])('as the earlier of the two in the hour that comes twice: %s', (clock, expected) => {
		expect(utc(clock)).toBe(expected);
	});

	it('as a moment near by in the hour that does not exist', () => {
		const moment = Date.parse(utc('2026-03-27T02:30:00') ?? '');
		expect(Math.abs(moment - Date.parse('2026-03-27T00:00:00Z'))).toBeLessThanOrEqual(3_600_000);
	});

	it("by the account's own time zone", () => {
		expect(utc('2026-07-15T12:00:00', 'America/New_York')).toBe('2026-07-15T16:00:00.000Z');
		expect(utc('2026-07-15T12:00:00', 'UTC')).toBe('2026-07-15T12:00:00.000Z');
	});

	it('or is absent, when the zone or the number is none', () => {
		expect(fromLocalEpoch(1595960350, 'Jerusalem')).toBeUndefined();
		expect(fromLocalEpoch(1e15, 'Asia/Jerusalem')).toBeUndefined();
	});
});

it.each([
	['Asia/Jerusalem', true],
	['UTC', true],
	['Jerusalem', false],
	['', false],
])('%j is a time zone: %s', (name, expected) => {
	expect(isTimeZone(name)).toBe(expected);
});
