import { DateTime } from 'luxon';

import { callTime } from '../../../nodes/platform/services/dialer/callTime';

const JERUSALEM = 'Asia/Jerusalem';

beforeAll(() => {
	jest.useFakeTimers({ now: new Date('2026-03-20T10:00:00Z') });
});
afterAll(() => jest.useRealTimers());

function read(value: unknown, timeZone = JERUSALEM) {
	const issues: string[] = [];
	const moment = callTime(value, timeZone, (message) => issues.push(message));
	return { at: moment?.toUTC().toISO(), issues };
}

describe('a time to call', () => {
	it.each([
		['as the editor writes it', '2026-03-21T15:00:00', '2026-03-21T13:00:00.000Z'],
		['with a blank', '2026-03-21 15:00', '2026-03-21T13:00:00.000Z'],
		['with a blank and seconds', '2026-03-21 15:00:30', '2026-03-21T13:00:30.000Z'],
		['in summer time', '2026-07-01T15:00:00', '2026-07-01T12:00:00.000Z'],
		['with a zone of its own', '2026-03-21T15:00:00+00:00', '2026-03-21T15:00:00.000Z'],
		['in UTC', '2026-03-21T15:00:00.000Z', '2026-03-21T15:00:00.000Z'],
		['as a Date', new Date('2026-03-21T13:00:00Z'), '2026-03-21T13:00:00.000Z'],
		['as a DateTime', DateTime.fromISO('2026-03-21T13:00:00Z'), '2026-03-21T13:00:00.000Z'],
		['as seconds', 1_774_098_000, '2026-03-21T13:00:00.000Z'],
		['as milliseconds', 1_774_098_000_000, '2026-03-21T13:00:00.000Z'],
		['that does not exist, as summer time begins', '2026-03-27T02:30:00', '2026-03-27T00:30:00.000Z'],
	])('%s is understood', (_how, value, expected) => {
		expect(read(value)).toEqual({ at: expected, issues: [] });
	});

	it("without a zone is meant in the workflow's", () => {
		expect(read('2026-03-21T15:00:00', 'America/New_York').at).toBe('2026-03-21T19:00:00.000Z');
	});

	it.each([
		['that is a date only, which would be midnight', '2026-03-21'],
		['that is a time only, which would be today', '15:00'],
		['in words', 'tomorrow 15:00'],
		['with day and month in doubt', '04/05/2026 15:00'],
		['in a month that there is not', '2026-13-01 15:00'],
		['that is no time', { hour: 15 }],
	])('%s is refused, with what would be right', (_how, value) => {
		const { at, issues } = read(value);
		expect(at).toBeUndefined();
		expect(issues).toEqual([
			expect.stringMatching(/is not a date and time.*2026-11-23 15:00.*Asia\/Jerusalem/),
		]);
	});

	it('a little past is let through: a workflow may run late', () => {
		expect(read('2026-03-20T11:30:00').at).toBe('2026-03-20T09:30:00.000Z');
	});

	it.each(['2026-03-20T10:30:00', '2016-03-21T15:00:00', 0])(
		'long past (%s) is refused, for it would call at once',
		(value) => expect(read(value).issues).toEqual([expect.stringMatching(/is in the past/)]),
	);
});
