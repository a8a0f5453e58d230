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
	it('is understood as every moment is', () => {
		expect(read('2026-03-21 15:00')).toEqual({ at: '2026-03-21T13:00:00.000Z', issues: [] });
		expect(read(1_774_098_000)).toEqual({ at: '2026-03-21T13:00:00.000Z', issues: [] });
	});

	it("without a zone is meant in the workflow's", () => {
		expect(read('2026-03-21T15:00:00', 'America/New_York').at).toBe('2026-03-21T19:00:00.000Z');
	});

	it.each([
		['that is a date only, which would be midnight', '2026-03-21'],
		['in words', 'tomorrow 15:00'],
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
		expect(read('2026-03-20T11:00:00').at).toBe('2026-03-20T09:00:00.000Z');
	});

	it('a little more past is refused, and shown in the workflow’s time zone', () => {
		expect(read('2026-03-20T08:59:59Z')).toEqual({
			at: undefined,
			issues: [expect.stringMatching(/^2026-03-20 10:59 is in the past\./)],
		});
	});

	it.each(['2026-03-20T10:30:00', '2016-03-21T15:00:00', 0, 1_000_000_000])(
		'long past (%s) is refused, for it would call at once',
		(value) => expect(read(value).issues).toEqual([expect.stringMatching(/is in the past/)]),
	);
});
