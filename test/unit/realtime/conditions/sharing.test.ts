/** Many workflows watch one account: each hears its own, whenever it came. */
import { createWatching, type ConditionSettings } from '../../../../nodes/platform/realtime/conditions';
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { inQueue } from '../events/account';
import { phoneList, queueList, short } from './desk';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A connection, and how often it was listened to. */
function account() {
	let take: ((event: RealTimeEvent) => void) | undefined;
	let heard = 0;
	const watch = createWatching((hears) => {
		take = hears;
		heard += 1;
		return () => (take = undefined);
	});
	const watches = (settings: Partial<ConditionSettings>, parts: object = {}) => {
		const told: RealTimeEvent[] = [];
		const watched = watch({
			settings: { tellsOver: true, ...settings },
			take: (one) => told.push(one),
			...parts,
		});
		return { ...watched, told: () => short(told.splice(0)), remembered: watched.told };
	};
	const hear = (...events: RealTimeEvent[]) => events.forEach((event) => take?.(event));
	return { watches, hear, heard: () => heard, isHeard: () => take !== undefined };
}

const joins = (callId: string, waitingCalls: number) => inQueue('queueJoin', 0, callId, { waitingCalls });
const after = (seconds: number) => jest.advanceTimersByTime(seconds * 1_000);

it('each is told after its own time, of one caller', () => {
	const { watches, hear, heard } = account();
	const [soon, late] = [10, 20].map((seconds) => watches({ callerWaitsTooLong: { ms: seconds * 1_000 } }));
	hear(joins('a', 1));
	after(11);
	expect([soon?.told(), late?.told()]).toEqual([['callerWaitsTooLong a since 0 told at 10'], []]);
	after(10);
	expect([soon?.told(), late?.told()]).toEqual([[], ['callerWaitsTooLong a since 0 told at 20']]);
	hear(inQueue('queueAbandoned', 30, 'a', { waitingCalls: 0 }));
	expect([soon?.told(), late?.told()]).toEqual([
		['callerWaitsTooLong a since 0 over at 30 after 30'],
		['callerWaitsTooLong a since 0 over at 30 after 30'],
	]);
	expect(heard()).toBe(1);
});

it('who comes later is told what holds already, and others are not told again', () => {
	const { watches, hear } = account();
	const settings = {
		callerWaitsTooLong: { ms: 10_000 },
		queueIsLong: { callers: 1, overAt: 0, lastsMs: 0 },
		nobodyIsFree: { whose: 'A', lastsMs: 0 },
	};
	const first = watches(settings);
	hear(joins('a', 1), phoneList(0, { A: { status: '1', since: 0, talks: { x: 0 } } }));
	after(11);
	expect(first.told()).toHaveLength(3);
	const second = watches(settings);
	hear(queueList(11, { a: 0 }), phoneList(11, { A: { status: '1', since: 0, talks: { x: 0 } } }));
	after(1);
	expect(second.told().toSorted()).toEqual([
		expect.stringMatching(/^callerWaitsTooLong a since 0/),
		expect.stringMatching(/^nobodyIsFree/),
		expect.stringMatching(/^queueIsLong/),
	]);
	expect(first.told()).toEqual([]);
});

it('who comes later with what an earlier process has told is not told again', () => {
	const { watches, hear } = account();
	const settings = { callerWaitsTooLong: { ms: 10_000 } };
	const first = watches(settings);
	hear(joins('a', 1));
	after(11);
	const toldBefore = JSON.parse(JSON.stringify(first.remembered())) as object;
	const second = watches(settings, { toldBefore });
	hear(queueList(12, { a: 0 }));
	after(1);
	expect(second.told()).toEqual([]);
	hear(inQueue('queueAbandoned', 30, 'a', { waitingCalls: 0 }));
	expect(second.told()).toEqual(['callerWaitsTooLong a since 0 over at 30 after 30']);
});

it('who leaves hears nothing more, and the last one ends the following', () => {
	const { watches, hear, isHeard, heard } = account();
	const settings = { callerWaitsTooLong: { ms: 10_000 }, nobodyIsFree: { whose: '', lastsMs: 0 } };
	const [one, other] = [watches(settings), watches(settings)];
	hear(joins('a', 1));
	one.leave();
	after(11);
	expect(one.told()).toEqual([]);
	expect(other.told()).toHaveLength(1);
	other.leave();
	other.leave();
	expect(isHeard()).toBe(false);
	expect(jest.getTimerCount()).toBe(0);
	const again = watches(settings);
	hear(queueList(12, { a: -60 }));
	after(1);
	expect(again.told()).toHaveLength(1);
	expect(heard()).toBe(2);
	again.leave();
});

it('the filter of one is nothing to the other', () => {
	const { watches, hear } = account();
	const settings = { callerWaitsTooLong: { ms: 1_000 } };
	const one = watches(settings, { isWanted: () => false });
	const other = watches(settings);
	hear(joins('a', 1));
	after(2);
	expect([one.told().length, other.told().length]).toEqual([0, 1]);
});
