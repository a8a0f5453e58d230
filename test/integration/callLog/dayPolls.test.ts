/** Reports asked for while a day goes on, with an outage in it, against what the day itself knows by then. */
import fc from 'fast-check';

import type * as Pacing from '../../../nodes/platform/services/callLog/pacing';
import { findUnreturned } from '../../../nodes/platform/services/callReports/unreturned';
import { summarizeCalls } from '../../../nodes/platform/services/callReports/summarize';
import { type Day, type DayOptions, outageAt, wasServed } from '../../simulator/day/plan';
import { callIdOf, landsAt, phoneOf } from '../../simulator/day/records';
import { scaled } from '../../scale';
import { useSimulator } from '../../useSimulator';
import { connectTo } from '../connections';

// A day's questions come within moments.
jest.mock('../../../nodes/platform/services/callLog/pacing', () => {
	const own = jest.requireActual<typeof Pacing>('../../../nodes/platform/services/callLog/pacing');
	return {
		createPacing: () => own.createPacing({ limit: 1_000_000, intervalMs: 1, waitsMs: [] }),
	} satisfies Partial<typeof Pacing>;
});

const simulator = useSimulator();

// 29 November 2026, 8:00 in Jerusalem.
const FROM = Date.UTC(2026, 10, 29, 6) / 1_000;
const HOUR = 3_600;
const MINIMUM_AGE = 300;
const search = { dateRange: 'today', from: undefined, to: undefined, timeZone: 'Asia/Jerusalem' } as const;

// The time of day alone is the test's; what waits for an answer does so in earnest.
beforeEach(() =>
	jest.useFakeTimers({
		doNotFake: [
			...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'] as const),
			...(['clearImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
		],
	}),
);
afterEach(() => jest.useRealTimers());

function start(options: Omit<DayOptions, 'from' | 'lands'>) {
	simulator.control.reset();
	simulator.control.setCallLogRules({ requestsPerWindow: 1_000_000 });
	const day = simulator.control.playDay({ ...options, from: FROM, lands: 'whenOver' });
	const memory: Record<string, unknown> = {};
	return {
		day,
		/** Both reports, as somebody gets them who asks in that second. */
		ask: async (second: number) => {
			jest.setSystemTime(second * 1_000);
			const connection = connectTo(simulator);
			const { total } = await summarizeCalls(connection, { search });
			const { callers } = await findUnreturned(connection, { search, onlyNew: true, memory });
			return {
				offered: total.offered,
				answered: total.answered,
				talk: total.totalTalkSeconds,
				callers: callers.map((caller) => [caller['customerNumber'], caller['calls']].join(' ')),
			};
		},
	};
}

/** What there is to know in a second, of somebody who was told of `told` before. */
function knownOf(day: Day, second: number, told: Set<string>) {
	const landed = day.calls.filter((call) => landsAt(day, call) <= second);
	const fromOutside = landed.filter((call) => call.kind === 'queue');
	const served = fromOutside.filter(wasServed);
	const waiting = new Map<string, { calls: number; lastCallId: string; lastCallAt: number }>();
	for (const call of landed) {
		const number = phoneOf(call.customer);
		if (call.kind === 'queue' && call.isWithheld) continue;
		if (wasServed(call)) waiting.delete(number);
		else if (call.kind === 'queue') {
			const calls = (waiting.get(number)?.calls ?? 0) + 1;
			waiting.set(number, { calls, lastCallId: callIdOf(call), lastCallAt: call.joinedAt });
		}
	}
	const news = [...waiting].filter(
		([, { lastCallAt, lastCallId }]) => lastCallAt <= second - MINIMUM_AGE && !told.has(lastCallId),
	);
	for (const [, { lastCallId }] of news) told.add(lastCallId);
	return {
		offered: fromOutside.length,
		answered: served.length,
		talk: served.reduce((sum, { endedAt, leftQueueAt }) => sum + endedAt - leftQueueAt, 0),
		callers: news.map(([number, { calls }]) => `${number} ${calls}`),
	};
}

const sorted = <Known extends { callers: string[] }>(known: Known) => ({
	...known,
	callers: known.callers.toSorted(),
});

it('every hour: the figures so far, and each caller once; after an outage also those of the outage', async () => {
	const outage = { from: FROM + 3 * HOUR + 1_500, to: FROM + 4 * HOUR - 600 };
	const size = { agents: scaled(200), queues: 10, calls: scaled(20_000), customers: scaled(9_000) };
	const { day, ask } = start({ ...size, seed: 3, hours: 12, outages: [outage] });
	const told = new Set<string>();
	for (let second = FROM + HOUR / 2; second <= FROM + 13 * HOUR; second += HOUR) {
		if (outageAt(day, second)) {
			await expect(ask(second)).rejects.toMatchObject({ name: 'VoicenterError', httpStatus: 503 });
		} else {
			expect(sorted(await ask(second))).toEqual(sorted(knownOf(day, second, told)));
		}
	}
	expect(told.size).toBeGreaterThan(scaled(300));
	const missed = day.calls.filter((call) => !wasServed(call) && outageAt(day, call.endedAt));
	expect(missed.filter((call) => told.has(callIdOf(call))).length).toBeGreaterThan(scaled(10));
}, 600_000);

const days = fc.record({
	agents: fc.integer({ min: 1, max: 6 }),
	queues: fc.integer({ min: 1, max: 3 }),
	calls: fc.integer({ min: 1, max: 80 }),
	customers: fc.integer({ min: 1, max: 30 }),
	seed: fc.nat(1_000_000),
	patience: fc.integer({ min: 5, max: 200 }),
});
const moments = (most: number) =>
	fc
		.uniqueArray(fc.integer({ min: 1, max: 2_400 }), { maxLength: most })
		.map((all) => all.toSorted((one, other) => one - other).map((moment) => FROM + moment));

it('random half hours, asked at random moments', async () => {
	await fc.assert(
		fc.asyncProperty(days, moments(2), moments(8), async (size, [from, to], asked) => {
			const outages = from !== undefined && to !== undefined ? [{ from, to }] : [];
			const { day, ask } = start({ ...size, hours: 0.5, outages });
			const told = new Set<string>();
			// In the outage nobody would be answered.
			for (const second of asked.filter((one) => !outageAt(day, one))) {
				expect(sorted(await ask(second))).toEqual(sorted(knownOf(day, second, told)));
			}
		}),
		{ numRuns: scaled(300) },
	);
}, 600_000);
