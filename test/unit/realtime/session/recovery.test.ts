/** Who is told what of gaps. */
import { inQueue, onPhone } from '../events/account';
import { gone, missed, NOW, stage, time } from './recoveryStage';

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

describe('what the connection says', () => {
	it('comes to those who need it, whoever comes and goes', async () => {
		const { join, publish, dismiss } = stage();
		const [all, some] = [join(), join({ wants: ['queueJoin'] })];
		publish(inQueue('queueJoin', 0, 'A'));
		publish(inQueue('queueExit', 1, 'A'));
		const late = join();
		publish(inQueue('queueExit', 2, 'B'));
		await dismiss(all.listener);
		publish(inQueue('queueJoin', 3, 'C'));
		expect(all.names()).toEqual(['queueJoin A', 'queueExit A', 'queueExit B']);
		expect(some.names()).toEqual(['queueJoin A', 'queueJoin C']);
		expect(late.names()).toEqual(['queueExit B', 'queueJoin C']);
	});

	it('is not told again to whom the Call Log has said it', () => {
		const { join, publish, recover, gaps } = stage();
		const [one, other] = [join(), join({ callLog: false })];
		recover(-1, 0);
		gaps[0]?.publish(missed('A'));
		publish(inQueue('queueAbandoned', 0, 'A'));
		publish(inQueue('queueAbandoned', 0, 'B'));
		publish({ event: 'other', at: time(0).toISOString(), raw: {} });
		publish({ event: 'other', at: time(0).toISOString(), raw: {} });
		expect(one.names()).toEqual(['queueAbandoned A', 'queueAbandoned B', 'other', 'other']);
		expect(one.events[0]?.server).toBe('completed');
		expect(other.names()).toEqual(['queueAbandoned A', 'queueAbandoned B', 'other', 'other']);
		expect(other.events[0]).not.toHaveProperty('recovered');
	});
});

describe('a gap', () => {
	it('is filled where somebody wants the Call Log to be asked', () => {
		const { join, recover, gaps } = stage();
		join({ callLog: false });
		recover(-2, -1);
		expect(gaps).toEqual([]);
		join();
		recover(-1, 0);
		expect(gaps).toMatchObject([{ gap: { from: time(-1), to: time(0) } }]);
	});

	it('does not end before it begins, whatever the clock does', () => {
		const { join, recover, gaps } = stage();
		join();
		recover(5, 0);
		expect(gaps).toMatchObject([{ gap: { from: time(0), to: time(0) } }]);
	});

	it('is nothing to those who came after it', () => {
		const { join, recover, gaps } = stage();
		const there = join();
		recover(-1, 0);
		jest.advanceTimersByTime(1);
		const later = join();
		gaps[0]?.publish(missed('A'));
		gaps[0]?.publish(missed('A'));
		expect(there.names()).toEqual(['queueAbandoned A']);
		expect(later.names()).toEqual([]);
	});

	it('looks as far back as was heard, and for calls that may have ended in it', () => {
		const { join, connect, recover, publish, gaps } = stage();
		join();
		connect(-30);
		recover(-1, 0);
		expect(gaps[0]?.heardSince()).toBe(time(-30).getTime());
		expect(gaps[0]?.earliestOpen()).toBe(Infinity);
		publish({ ...gone('A'), startedAt: time(-20).toISOString() });
		expect(gaps[0]?.earliestOpen()).toBe(time(-20).getTime());
		expect(gaps[0]?.isUnclear('A')).toBe(true);
		expect(gaps[0]?.isUnclear('B')).toBe(false);
	});

	it('keeps what it left unclear until the Call Log says it, from those alone who want that', () => {
		const { join, recover, publish, gaps } = stage();
		const [one, other] = [join(), join({ callLog: false })];
		recover(-1, 0);
		publish(gone('A'));
		publish(onPhone('hangUp', 0, 'A', 'SIPSIP1', { recovered: true }));
		publish(gone('B'));
		expect([one.names(), other.names()]).toEqual([[], ['callFinished A', 'hangUp A', 'callFinished B']]);
		expect(gaps[0]?.reported.hasFinished('A')).toBe(false);
		gaps[0]?.publish({ ...gone('A'), isAnswered: true });
		expect(one.names()).toEqual(['hangUp A', 'callFinished A']);
		expect(one.events[1]).toMatchObject({ isAnswered: true });
		expect(gaps[0]?.reported.hasFinished('A')).toBe(true);
		gaps[0]?.onFilled();
		expect(one.names()).toEqual(['hangUp A', 'callFinished A', 'callFinished B']);
		expect(gaps[0]?.reported.hasFinished('B')).toBe(true);
		expect(other.names()).toHaveLength(3);
	});

	it('keeps it as long as one of several is being filled, and no longer', () => {
		const { join, recover, publish, gaps } = stage();
		const one = join();
		recover(-5, -4);
		recover(-1, 0);
		publish(gone('A'));
		gaps[0]?.onFilled();
		expect(one.names()).toEqual([]);
		gaps[1]?.onFilled();
		expect(one.names()).toEqual(['callFinished A']);
		publish(gone('B'));
		expect(one.names()).toEqual(['callFinished A', 'callFinished B']);
	});

	it('what was kept stays so, whatever else is said', () => {
		const { join, recover, publish, gaps } = stage();
		const one = join();
		recover(-1, 0);
		publish(onPhone('hangUp', 0, 'A', 'SIPSIP1', { recovered: true }));
		expect(gaps[0]?.reported.knows('A')).toBe(true);
		publish(gone('A'));
		publish({ event: 'other', at: time(0).toISOString(), raw: {} });
		gaps[0]?.publish(missed('A'));
		expect(one.names()).toEqual(['other', 'queueAbandoned A']);
		gaps[0]?.onFilled();
		expect(one.names().slice(2)).toEqual(['hangUp A', 'callFinished A']);
	});

	it('what was kept is told as soon as the connection says more of the call', () => {
		const { join, recover, publish } = stage();
		const one = join();
		recover(-1, 0);
		publish(onPhone('hangUp', 0, 'A', 'SIPSIP1', { recovered: true }));
		publish(onPhone('newCall', 1, 'B', 'SIPSIP1'));
		publish(onPhone('newCall', 1, 'A', 'SIPSIP1', { recovered: true }));
		expect(one.names()).toEqual(['newCall B', 'newCall A']);
		publish(onPhone('answered', 2, 'A', 'SIPSIP1'));
		expect(one.names()).toEqual(['newCall B', 'newCall A', 'hangUp A', 'answered A']);
	});

	it('is given up when the last one has left', async () => {
		const { join, recover, dismiss, gaps } = stage();
		const [one, other] = [join(), join()];
		recover(-1, 0);
		await dismiss(one.listener);
		expect(gaps[0]?.isStopped).toBe(false);
		await dismiss(other.listener);
		expect(gaps[0]?.isStopped).toBe(true);
	});
});
