import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import type { Gap, LoggedCall, Period } from '../../../../nodes/platform/realtime/gap/gapCalls';
import {
	createGapFiller,
	GAP_TIMINGS,
	type GapToFill,
} from '../../../../nodes/platform/realtime/gap/gapFiller';
import { createReportedCalls } from '../../../../nodes/platform/realtime/gap/reportedCalls';

const START = Date.parse('2026-01-31T10:00:00.000Z');
const MINUTE = 60_000;

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

const logged = (record: LoggedCall['record']): LoggedCall => ({
	record,
	identity: `${record.callId} ${record.endedAt ?? ''}`,
	raw: {},
});
const abandoned = (callId: string, startedAt: number): LoggedCall =>
	logged({
		callId,
		startedAt: new Date(startedAt).toISOString(),
		isAnswered: false,
		isAbandoned: true,
		isMissed: true,
		isVoicemail: false,
	});
const gapAt = (from: number, to: number): Gap => ({ from: new Date(from), to: new Date(to) });

/** A Call Log that gives what `read` gives, in one part unless it says otherwise. */
function stage(read: (period: Period) => Promise<LoggedCall[] | LoggedCall[][]>) {
	const asked: { at: number; period: Period }[] = [];
	const log: string[] = [];
	const filler = createGapFiller(async function* (period) {
		asked.push({ at: (Date.now() - START) / MINUTE, period });
		const found = await read(period);
		yield* (Array.isArray(found[0]) ? found : [found]) as LoggedCall[][];
	});
	/** Somebody who is told of the calls of gaps. */
	function party() {
		const told: RealTimeEvent[] = [];
		const reported = createReportedCalls().to();
		let filled = 0;
		const add = (gap: Gap, more: Partial<GapToFill> = {}) =>
			filler.add({
				gap,
				reported,
				heardSince: () => START - 60 * MINUTE,
				earliestOpen: () => Infinity,
				isUnclear: () => false,
				timings: GAP_TIMINGS,
				publish: (event) => {
					reported.note(event);
					told.push(event);
				},
				onFilled: () => (filled += 1),
				log: (message) => log.push(message),
				...more,
			});
		const gaveUp = () => told.filter(({ event }) => event === 'queueAbandoned').map(({ callId }) => callId);
		return { told, gaveUp, add, filled: () => filled };
	}
	return { ...party(), party, asked, log };
}

test('the Call Log is asked for a quarter of an hour, for the gap and the time in an IVR before', async () => {
	const { add, asked, filled } = stage(() => Promise.resolve([]));
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(60 * MINUTE);
	expect(asked.map(({ at }) => at)).toEqual([1, 2.5, 5, 8, 11.5, 15]);
	for (const { period } of asked) expect(period).toEqual(gapAt(START - 11 * MINUTE, START));
	expect(filled()).toBe(1);
	expect(jest.getTimerCount()).toBe(0);
});

test.each([
	['half an hour', 30, 30],
	['three hours, of which the last one counts', 180, 61],
])('a call that has been open for %s is looked for where it began', async (_how, minutes, expected) => {
	const { add, asked } = stage(() => Promise.resolve([]));
	let open = START - minutes * MINUTE;
	add(gapAt(START - MINUTE, START), { earliestOpen: () => open });
	await jest.advanceTimersByTimeAsync(MINUTE);
	expect(asked[0]?.period.from).toEqual(new Date(START - expected * MINUTE));
	open = Infinity;
	await jest.advanceTimersByTimeAsync(60 * MINUTE);
	expect(asked[1]?.period.from).toEqual(new Date(START - 11 * MINUTE));
});

test('of a long gap, only what may have come late is read again', async () => {
	const { add, asked } = stage(() => Promise.resolve([]));
	add(gapAt(START - 600 * MINUTE, START));
	await jest.advanceTimersByTimeAsync(60 * MINUTE);
	const minutes = asked.map(({ period }) => (START - period.from.getTime()) / MINUTE);
	expect(minutes[0]).toBe(610);
	// A record comes within a quarter of an hour, and the call may have taken an hour.
	for (const [index, length] of minutes.slice(1).entries()) expect(length).toBe(75 - (asked[index]?.at ?? 0));
});

test('a call is told of once, whenever its record comes', async () => {
	const { add, gaveUp } = stage(() =>
		Promise.resolve(Date.now() > START + 4 * MINUTE ? [abandoned('A', START - 30_000)] : []),
	);
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(4 * MINUTE);
	expect(gaveUp()).toEqual([]);
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(gaveUp()).toEqual(['A']);
});

test('what the Call Log knows is told after a pause, for the connection may be about to tell it', async () => {
	const { add, gaveUp } = stage(() => Promise.resolve([abandoned('A', START - 30_000)]));
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(MINUTE + GAP_TIMINGS.settleMs - 10);
	expect(gaveUp()).toEqual([]);
	await jest.advanceTimersByTimeAsync(20);
	expect(gaveUp()).toEqual(['A']);
});

test('gaps that follow each other are asked for together', async () => {
	const { add, asked, gaveUp } = stage(() =>
		Promise.resolve([abandoned('A', START - 30_000), abandoned('B', START + 5_000)]),
	);
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(10_000);
	add(gapAt(START + 4_000, START + 9_000));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(asked).toHaveLength(6);
	expect(asked[0]?.period.to).toEqual(new Date(START + 9_000));
	expect(gaveUp()).toEqual(['A', 'B']);
});

test('several who have the gap are told of it by one reading', async () => {
	const { party, asked } = stage(() => Promise.resolve([abandoned('A', START - 30_000)]));
	const parties = Array.from({ length: 10 }, party);
	for (const { add } of parties) add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(asked).toHaveLength(6);
	for (const { gaveUp } of parties) expect(gaveUp()).toEqual(['A']);
});

test('of thousands of records, no more is looked at without a break than takes a moment, and nothing twice', async () => {
	let looked = 0;
	let most = 0;
	const before = Array.from({ length: 5_000 }, (_, index): LoggedCall => {
		const ended = new Date(START - 10 * MINUTE + index).toISOString();
		const { record, ...rest } = logged({
			callId: String(index),
			startedAt: ended,
			endedAt: ended,
			isAnswered: true,
			isAbandoned: false,
			isMissed: false,
			isVoicemail: false,
		});
		return {
			...rest,
			get record() {
				looked += 1;
				return record;
			},
		};
	});
	jest.useRealTimers();
	const { add, asked } = stage(() => Promise.resolve(before));
	let last = 0;
	await new Promise<void>((resolve) => {
		const state = { isFilled: false };
		add(gapAt(START - MINUTE, START), {
			timings: { ...GAP_TIMINGS, askAfterMs: [0, 500, 1_000], mergeMs: 1, settleMs: 1 },
			onFilled: () => (state.isFilled = true),
		});
		(function takeTurn() {
			most = Math.max(most, looked - last);
			last = looked;
			if (state.isFilled) resolve();
			else setImmediate(takeTurn);
		})();
	});
	expect(asked.length).toBeGreaterThan(1);
	expect(looked).toBe(5_000);
	expect(most).toBeLessThanOrEqual(200);
});

test('a call that rang in vain in the gap and was answered after it is not told of as missed', async () => {
	const fields = { callId: 'A', startedAt: new Date(START - 30_000).toISOString(), isAbandoned: false };
	const rang = { ...fields, isAnswered: false, isMissed: true, isVoicemail: false };
	const taken = { ...fields, isAnswered: true, isMissed: false, isVoicemail: false };
	const { add, told } = stage(() =>
		Promise.resolve([
			logged({ ...rang, endedAt: new Date(START - 20_000).toISOString() }),
			logged({ ...taken, endedAt: new Date(START + 60_000).toISOString() }),
		]),
	);
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(told).toEqual([]);
});

test('what is complete is told while the rest is read, and is not kept', async () => {
	const parts = Array.from({ length: 4 }, (_, index) => [
		abandoned(`${index}`, START - 40_000 + index * 1_000),
	]);
	const { add, gaveUp } = stage(() => Promise.resolve(parts));
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(MINUTE + 100);
	expect(gaveUp()).toEqual(['0', '1']);
	await jest.advanceTimersByTimeAsync(GAP_TIMINGS.settleMs);
	expect(gaveUp()).toEqual(['0', '1', '2', '3']);
});

test('a clock that is set back does not hold up the questions', async () => {
	const { add, asked } = stage(() => Promise.resolve([]));
	add(gapAt(START - MINUTE, START));
	jest.setSystemTime(START - 600 * MINUTE);
	await jest.advanceTimersByTimeAsync(15 * MINUTE);
	expect(asked).toHaveLength(6);
});

test('a question that fails is asked again, and the trouble is told', async () => {
	let questions = 0;
	const { add, gaveUp, log } = stage(() =>
		++questions < 3 ? Promise.reject(new Error('not now')) : Promise.resolve([abandoned('A', START)]),
	);
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(gaveUp()).toEqual(['A']);
	expect(log).toEqual(
		Array.from({ length: 2 }, () => expect.stringContaining('will be asked again') as string),
	);
});

test('a question that fails for the last time is not asked again, and says so', async () => {
	const { add, log, filled } = stage(() => Promise.reject(new Error('not now')));
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(log).toEqual([
		...Array.from(
			{ length: 5 },
			() => expect.stringMatching(/, and will be asked again\. not now$/) as string,
		),
		'Live events: the Call Log could not be asked for calls of a gap. not now',
	]);
	expect(filled()).toBe(1);
});

test.each([
	['just so close', 15_000, [1, 2.5]],
	['a little further apart', 15_001, [1, 1.25, 2.5]],
])('gaps that are %s', async (_, apart, expected) => {
	const { add, asked } = stage(() => Promise.resolve([]));
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(apart);
	add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(2.5 * MINUTE - apart);
	expect(asked.map(({ at }) => Math.round(at * 100) / 100)).toEqual(expected);
});

test('the last one to go stops what is being read, and hears nothing of it', async () => {
	let stopped = 0;
	const log: string[] = [];
	const filler = createGapFiller(async function* (_period, signal) {
		await new Promise((_resolve, reject) =>
			signal.addEventListener('abort', () => {
				stopped += 1;
				reject(new Error('stopped'));
			}),
		);
		yield [];
	});
	const add = () =>
		filler.add({
			...{ gap: gapAt(START - MINUTE, START), reported: createReportedCalls().to(), timings: GAP_TIMINGS },
			...{ heardSince: () => START, earliestOpen: () => Infinity, isUnclear: () => false },
			...{ publish: () => undefined, onFilled: () => undefined, log: (message: string) => log.push(message) },
		});
	const [one, other] = [add(), add()];
	await jest.advanceTimersByTimeAsync(MINUTE);
	await one();
	await one();
	expect(stopped).toBe(0);
	await other();
	expect([stopped, log]).toEqual([1, []]);
	expect(jest.getTimerCount()).toBe(0);
	// And a later gap is filled all the same.
	const later = add();
	await jest.advanceTimersByTimeAsync(MINUTE);
	await later();
	expect(stopped).toBe(2);
});

test('it can be stopped at any time, for one of several, too', async () => {
	for (const after of [0, MINUTE, MINUTE + 1_000, 5 * MINUTE]) {
		const { add, told, party } = stage(() => Promise.resolve([abandoned('A', START)]));
		const stop = add(gapAt(Date.now() - MINUTE, Date.now()));
		const other = party();
		const stopOther = other.add(gapAt(Date.now() - MINUTE, Date.now()));
		await jest.advanceTimersByTimeAsync(after);
		const before = told.length;
		await stop();
		await jest.advanceTimersByTimeAsync(6 * MINUTE);
		expect(told).toHaveLength(before);
		await stopOther();
		await jest.advanceTimersByTimeAsync(30 * MINUTE);
		expect(jest.getTimerCount()).toBe(0);
	}
});
