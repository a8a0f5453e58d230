import { liveClock } from '../../../nodes/platform/vocabulary/liveClock';

const ZONE = 'Asia/Jerusalem';
const seconds = (iso: string) => Date.parse(iso) / 1_000;

describe("a call's ID begins with the account's clock", () => {
	// The document's own sample: 11:22:03 in Israel, which is 09:22:03 UTC.
	const CALL = { callId: '202012021122010135330b4f77', epoch: 1606908123 };

	it('times that agree with it are the account’s clock', () => {
		const clock = liveClock([CALL], ZONE, seconds('2020-12-02T12:00:00.000Z'));
		expect(clock(CALL.epoch)).toBe('2020-12-02T09:22:03.000Z');
	});

	it('times that do not are UTC', () => {
		const epoch = seconds('2020-12-02T09:22:03.000Z');
		const clock = liveClock([{ ...CALL, epoch }], ZONE, seconds('2020-12-02T09:30:00.000Z'));
		expect(clock(epoch)).toBe('2020-12-02T09:22:03.000Z');
	});

	it('says so for all times of the answer', () => {
		const other = { callId: 'x', epoch: seconds('2020-12-02T07:00:00.000Z') };
		const clock = liveClock([other, CALL], ZONE, seconds('2020-12-02T12:00:00.000Z'));
		expect(clock(other.epoch)).toBe('2020-12-02T05:00:00.000Z');
	});
});

describe('IDs that say nothing', () => {
	const CALL = { callId: '2020101201cc7b38df', epoch: seconds('2020-10-12T12:00:00.000Z') };

	it.each([
		[
			'2020-10-12T09:10:00.000Z',
			'nothing live begins in the future: the account’s clock',
			'2020-10-12T09:00:00.000Z',
		],
		['2020-10-12T12:10:00.000Z', 'a while ago: UTC', '2020-10-12T12:00:00.000Z'],
		['2020-10-12T11:58:00.000Z', 'clocks differ a little: UTC', '2020-10-12T12:00:00.000Z'],
	])('at %s, %s', (now, _what, expected) => {
		expect(liveClock([CALL], ZONE, seconds(now))(CALL.epoch)).toBe(expected);
	});
});

describe('a waiting time beside it', () => {
	// Voicenter's own sample: 14:32:45 in Israel.
	const CALLER = { callId: 'x', epoch: 1602599565, secondsAgo: 21 };

	it.each([
		['2020-10-13T11:33:06.000Z', '2020-10-13T11:32:45.000Z'],
		['2020-10-13T14:33:06.000Z', '2020-10-13T14:32:45.000Z'],
	])('tells at %s that it began at %s', (now, expected) => {
		expect(liveClock([CALLER], ZONE, seconds(now))(CALLER.epoch)).toBe(expected);
	});
});

it.each([undefined, 0])('%s is no time', (epoch) => {
	expect(liveClock([], ZONE, 1)(epoch)).toBeUndefined();
});
