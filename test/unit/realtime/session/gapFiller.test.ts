import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import type { Gap, LoggedCall } from '../../../../nodes/platform/realtime/gap/gapCalls';
import { createGapFiller, GAP_TIMINGS } from '../../../../nodes/platform/realtime/gap/gapFiller';
import { createReportedCalls } from '../../../../nodes/platform/realtime/gap/reportedCalls';

const START = Date.parse('2026-01-31T10:00:00.000Z');
const MINUTE = 60_000;

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

const abandoned = (callId: string, startedAt: number): LoggedCall => ({
	record: {
		callId,
		startedAt: new Date(startedAt).toISOString(),
		isAnswered: false,
		isAbandoned: true,
		isMissed: true,
		isVoicemail: false,
	},
	raw: {},
});
const gapAt = (from: number, to: number): Gap => ({ from: new Date(from), to: new Date(to) });

function stage(read: (range: Gap) => Promise<LoggedCall[]>) {
	const asked: { at: number; range: Gap }[] = [];
	const told: RealTimeEvent[] = [];
	const log: string[] = [];
	const filler = createGapFiller({
		read: (range) => {
			asked.push({ at: (Date.now() - START) / MINUTE, range });
			return read(range);
		},
		reported: createReportedCalls(),
		publish: (event) => told.push(event),
		heardSince: () => START - 60 * MINUTE,
		timings: GAP_TIMINGS,
		log: (message) => log.push(message),
	});
	return { filler, asked, told, log };
}

test('the Call Log is asked for a quarter of an hour, for the gap and the hour before', async () => {
	const { filler, asked } = stage(() => Promise.resolve([]));
	filler.add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(60 * MINUTE);
	expect(asked.map(({ at }) => at)).toEqual([1, 2.5, 5, 8, 11.5, 15]);
	expect(asked[0]?.range).toEqual(gapAt(START - 61 * MINUTE, START));
	expect(jest.getTimerCount()).toBe(0);
});

test('a call is told of once, whenever its record comes', async () => {
	const { filler, told } = stage(() =>
		Promise.resolve(Date.now() > START + 4 * MINUTE ? [abandoned('A', START - 30_000)] : []),
	);
	filler.add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(4 * MINUTE);
	expect(told).toEqual([]);
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(told.map(({ callId }) => callId)).toEqual(['A']);
});

test('gaps that follow each other are asked for together', async () => {
	const { filler, asked, told } = stage(() =>
		Promise.resolve([abandoned('A', START - 30_000), abandoned('B', START + 5_000)]),
	);
	filler.add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(10_000);
	filler.add(gapAt(START + 4_000, START + 9_000));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(asked).toHaveLength(6);
	expect(asked[0]?.range.to).toEqual(new Date(START + 9_000));
	expect(told.map(({ callId }) => callId)).toEqual(['A', 'B']);
});

test('a question that fails is asked again, and the trouble is told', async () => {
	let questions = 0;
	const { filler, told, log } = stage(() =>
		++questions < 3 ? Promise.reject(new Error('not now')) : Promise.resolve([abandoned('A', START)]),
	);
	filler.add(gapAt(START - MINUTE, START));
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(told).toHaveLength(1);
	expect(log).toEqual(
		Array.from({ length: 2 }, () => expect.stringContaining('will be asked again') as string),
	);
});

test('it can be stopped at any time', async () => {
	for (const after of [0, MINUTE, MINUTE + 1_000, 5 * MINUTE]) {
		const { filler, told } = stage(() => Promise.resolve([abandoned('A', START)]));
		filler.add(gapAt(Date.now() - MINUTE, Date.now()));
		await jest.advanceTimersByTimeAsync(after);
		const before = told.length;
		await filler.stop();
		await jest.advanceTimersByTimeAsync(30 * MINUTE);
		expect(told).toHaveLength(before);
		expect(jest.getTimerCount()).toBe(0);
	}
});
