/** Conditions and endings of whole days of a call centre, outages included, against what the days themselves know. */
import fc from 'fast-check';

import { type DayOutage, wasServed } from '../../simulator/day/plan';
import { callIdOf } from '../../simulator/day/records';
import { scaled } from '../../scale';
import type { Limits } from './dayKnows';
import { playDayLive } from './playedDay';

// 29 November 2026, 8:00 in Jerusalem.
const FROM = Date.UTC(2026, 10, 29, 6) / 1_000;
const HOUR = 3_600;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

type Played = Awaited<ReturnType<typeof playDayLive>>;

function expectAsKnown({ conditions, expected, told, day }: Played): void {
	expect(conditions.toSorted()).toEqual(expected.toSorted());
	const toldOf = (name: string) => told.filter(({ event }) => event === name);
	const abandoned = day.calls.filter((call) => call.kind === 'queue' && !wasServed(call)).map(callIdOf);
	expect(
		toldOf('queueAbandoned')
			.map(({ callId }) => callId)
			.toSorted(),
	).toEqual(abandoned.toSorted());
	expect(
		toldOf('callFinished')
			.map(({ callId, isAnswered }) => `${callId} ${isAnswered}`)
			.toSorted(),
	).toEqual(day.calls.map((call) => `${callIdOf(call)} ${wasServed(call)}`).toSorted());
}

/** Which conditions began, ended as somebody watched, and ended unseen. */
function kindsOf(conditions: readonly string[]): string[] {
	const kinds = conditions.map((one) =>
		one
			.replace(/ .*(?=told|over)/, ' ')
			.replace(/ at \d+/, '')
			.replace(/\d+$/, 'n'),
	);
	return [...new Set(kinds)];
}

it('a day of twelve hours with three outages: none twice, none missed, none late', async () => {
	const outages: DayOutage[] = [
		{ from: FROM + 3 * HOUR + 7, to: FROM + 3 * HOUR + 427 },
		{ from: FROM + 5 * HOUR, to: FROM + 5 * HOUR + 45 },
		{ from: FROM + 5 * HOUR + 1_200, to: FROM + 6 * HOUR + 600 },
	];
	const size = { agents: scaled(200), queues: 10, calls: scaled(20_000), customers: scaled(9_000) };
	const limits: Limits = { callers: 4, overAt: 2, lasts: 10, wait: 60, status: 1_500, talk: 480, watched: 4 };
	const played = await playDayLive({ ...size, seed: 3, from: FROM, hours: 12, outages }, limits);
	expectAsKnown(played);
	expect(played.expected.length).toBeGreaterThan(scaled(10_000));
	// One question of each outage that was too long for the first.
	expect(played.failures).toEqual([]);
}, 1_800_000);

const days = fc.record({
	agents: fc.integer({ min: 1, max: 6 }),
	queues: fc.integer({ min: 1, max: 3 }),
	calls: fc.integer({ min: 1, max: 60 }),
	customers: fc.integer({ min: 1, max: 30 }),
	seed: fc.nat(1_000_000),
	patience: fc.integer({ min: 5, max: 200 }),
});

const limits = fc
	.record({
		callers: fc.integer({ min: 1, max: 4 }),
		below: fc.integer({ min: 1, max: 4 }),
		lasts: fc.integer({ min: 0, max: 30 }),
		wait: fc.integer({ min: 1, max: 60 }),
		status: fc.integer({ min: 1, max: 300 }),
		talk: fc.integer({ min: 1, max: 300 }),
		watched: fc.integer({ min: 1, max: 3 }),
	})
	.map(({ below, ...rest }): Limits => ({ ...rest, overAt: Math.max(0, rest.callers - below) }));

/** Moments of half an hour, each two of which are an outage. */
const outages = fc
	.uniqueArray(fc.integer({ min: 2, max: 1_900 }), { maxLength: 6 })
	.map((moments) => moments.toSorted((one, other) => one - other))
	.map((moments) =>
		moments.flatMap((from, index): DayOutage[] => {
			const to = moments[index + 1];
			return index % 2 === 0 && to !== undefined ? [{ from: FROM + from, to: FROM + to }] : [];
		}),
	);

it('random half hours with outages', async () => {
	const seen = new Set<string>();
	await fc.assert(
		fc.asyncProperty(days, outages, limits, async (size, out, limit) => {
			const watched = Math.min(limit.watched, size.agents);
			const played = await playDayLive(
				{ ...size, from: FROM, hours: 0.5, outages: out },
				{ ...limit, watched },
			);
			for (const kind of kindsOf(played.conditions)) seen.add(kind);
			expectAsKnown(played);
		}),
		{ numRuns: scaled(300), seed: 7 },
	);
	expect([...seen].toSorted()).toHaveLength(15);
}, 1_800_000);
