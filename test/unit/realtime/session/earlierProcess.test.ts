/** The time between two processes is a gap, too. */
import { inQueue, onPhone } from '../events/account';
import { gone, left, MINUTE, missed, NOW, stage, stands, time } from './recoveryStage';

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

describe('one who listened in an earlier process', () => {
	it('is told that the connection is there again, once, and of the calls meanwhile', () => {
		const { join, hand, gaps } = stage();
		const [one, other] = [join({ before: left(-10) }), join()];
		hand(one.listener, onPhone('newCall', 0, 'A', 'SIPSIP1'));
		for (const { listener } of [one, other]) hand(listener, stands());
		hand(one.listener, stands());
		expect(one.events.slice(1)).toEqual([
			{ ...stands('connectionRecovered'), lostAt: time(-10).toISOString(), gapSeconds: 600 },
			stands(),
		]);
		expect(other.events).toEqual([stands()]);
		expect(gaps).toMatchObject([{ gap: { from: time(-10), to: time(0) } }]);
		gaps[0]?.publish(missed('A'));
		gaps[0]?.publish(missed('A'));
		expect(one.names().slice(3)).toEqual(['queueAbandoned A']);
		expect(one.events.at(-1)).toMatchObject({ server: 'completed' });
		expect(other.names()).toHaveLength(1);
	});

	it.each([
		['a clock that is behind', stands('connectionConnected', time(-5)), time(0)],
		['one that is ahead', stands('connectionRecovered', time(5)), time(5)],
	])('by %s, the gap ends where the connection stands', (_, event, to) => {
		const { join, hand, gaps } = stage();
		const one = join({ before: left(-10) });
		hand(one.listener, event);
		expect(one.events).toMatchObject([{ event: 'connectionRecovered', at: to.toISOString() }]);
		expect(gaps).toMatchObject([{ gap: { to } }]);
	});

	it('looks back a day at most, an hour before it, and to no call that was unclear', () => {
		const { join, hand, recover, publish, gaps } = stage();
		const one = join({ before: left(-3 * 1_440) });
		hand(one.listener, stands());
		expect(gaps).toMatchObject([{ gap: { from: time(-1_440), to: time(0) } }]);
		for (const begin of [gaps[0]?.heardSince(), gaps[0]?.earliestOpen()])
			expect(begin).toBe(time(-1_440 - 60).getTime());
		recover(-1, 0);
		publish(gone('A'));
		expect(gaps.map(({ isUnclear }) => isUnclear('A'))).toEqual([false, true]);
	});

	it('what this process has left unclear is not told by the gap of an earlier one', () => {
		const { join, hand, recover, publish, gaps } = stage();
		const one = join({ before: left(-10) });
		hand(one.listener, stands());
		recover(-1, 0);
		publish({ ...gone('A'), durationSeconds: 7 });
		const before = one.events.length;
		gaps[0]?.publish({ ...gone('A'), isAnswered: true });
		expect(one.events.slice(before)).toMatchObject([
			{ event: 'callFinished', callId: 'A', isAnswered: true },
		]);
		expect(one.events.at(-1)).not.toHaveProperty('talkSeconds');
		gaps[0]?.onFilled();
		expect(gaps[1]?.isUnclear('A')).toBe(true);
	});

	it('while only their own gap is filled, nothing is kept that another one left unclear', () => {
		const { join, hand, publish } = stage();
		const one = join({ before: left(-10) });
		hand(one.listener, stands());
		publish(gone('A'));
		expect(one.names()).toEqual(['connectionRecovered', 'callFinished A']);
	});

	it('the Call Log is asked only where it is wanted', () => {
		const { join, hand, gaps } = stage();
		const one = join({ callLog: false, before: left(-10) });
		hand(one.listener, stands());
		expect(one.names()).toEqual(['connectionRecovered']);
		expect(gaps).toEqual([]);
	});

	it('of another account is as one who comes new', () => {
		const { join, hand, heard, connect } = stage();
		const one = join({ before: left(-10, { x: 1 }, 'another') });
		connect();
		hand(one.listener, stands());
		expect(one.names()).toEqual(['connectionConnected']);
		expect(heard(one.listener)).toEqual(left(0));
	});

	it('who leaves takes their own gap along, and nobody else’s', async () => {
		const { join, hand, recover, dismiss, gaps } = stage();
		const [one, other] = [join({ before: left(-10) }), join({ before: left(-10) })];
		for (const { listener } of [one, other]) hand(listener, stands());
		recover(-1, 0);
		await dismiss(one.listener);
		expect(gaps.map(({ isStopped }) => isStopped)).toEqual([true, false, false]);
	});
});

describe('what is to outlast the process', () => {
	it('is nothing before anything was heard, and what an earlier one left until the connection stands', () => {
		const { join, heard, connect, hand } = stage();
		const [one, other] = [join(), join({ before: left(-10, { x: 1 }) })];
		expect([heard(one.listener), heard(other.listener)]).toEqual([undefined, left(-10, { x: 1 })]);
		connect();
		hand(other.listener, stands());
		expect(heard(one.listener)).toEqual(left(0));
	});

	it('is until when everything was heard, or filled in, for whom', () => {
		const { join, heard, connect, lose, wait, recover, hand, gaps } = stage();
		const [one, other] = [join(), join({ before: left(-60) })];
		const until = () => [one, other].map(({ listener }) => heard(listener)?.until);
		const at = (...minutes: number[]) => minutes.map((minute) => time(minute).toISOString());
		connect(-50);
		hand(other.listener, stands());
		expect(until()).toEqual(at(0, -60));
		gaps[0]?.onFilled();
		expect(until()).toEqual(at(0, 0));
		lose(-2);
		expect(until()).toEqual(at(-2, -2));
		wait();
		expect(until()).toEqual(at(-2, -2));
		recover(-2, -1);
		expect(until()).toEqual(at(-2, -2));
		recover(-1, 0);
		gaps[1]?.onFilled();
		expect(until()).toEqual(at(-1, -1));
		gaps[2]?.onFilled();
		expect(until()).toEqual(at(0, 0));
	});

	it('holds the endings that were told, those of an earlier process for an hour', () => {
		const { join, heard, connect, publish, hand, gaps } = stage();
		jest.advanceTimersByTime(30 * MINUTE);
		const one = join({ before: left(-1, { earlier: 4 }) });
		connect();
		hand(one.listener, stands());
		gaps[0]?.onFilled();
		publish(inQueue('queueAbandoned', 0, 'A'));
		publish(onPhone('callFinished', 0, 'B', 'SIPSIP1', { isAnswered: true }));
		const brief = 5 * MINUTE;
		jest.advanceTimersByTime(brief);
		expect(Object.values(heard(one.listener)?.told ?? {})).toEqual([4, 1, 4]);
		jest.advanceTimersByTime(1);
		expect(Object.values(heard(one.listener)?.told ?? {})).toEqual([4, 1]);
		jest.advanceTimersByTime(60 * MINUTE - 2 - brief);
		expect(Object.values(heard(one.listener)?.told ?? {})).toEqual([4, 1]);
		jest.advanceTimersByTime(1);
		expect(Object.values(heard(one.listener)?.told ?? {})).toEqual([1]);
	});
});
