import type { z } from 'zod/v4';

import { connect } from '../../../nodes/platform/request/account';
import { createCallLog } from '../../../nodes/platform/services/callLog';
import type { findInput } from '../../../nodes/platform/services/callLog/input';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';
import { useSimulator } from '../../useSimulator';
import { scaled } from '../../scale';
import { connectTo, failureOf } from '../connections';

// A walk that has timed out would go on asking while the next test counts.
jest.setTimeout(600_000);

const simulator = useSimulator();

type Search = z.input<typeof findInput>;

const RANGE: Search = {
	dateRange: 'custom',
	from: '2026-01-01',
	to: '2026-01-31',
	timeZone: 'UTC',
	simplify: false,
};
const COUNT = scaled(1_000_000);
/** No turns to wait for, where the rate is not what is looked at. */
const unhurried = () => createCallLog(createPacing({ limit: 10_000, intervalMs: 1_000, waitsMs: [] }));
const seed = (count: number, distribution: 'even' | 'uneven' | 'bursts', seedNumber = 1) =>
	simulator.control.seedCallLog({
		count,
		from: '2026-01-01',
		to: '2026-01-31T23:59:59',
		distribution,
		seed: seedNumber,
	});
/** What tells a record from every other here: the legs of a call share its ID and differ in their type. */
const nameOf = (record: object) => {
	const { CallID, Type } = record as { CallID: string; Type: string };
	return `${CallID} ${Type}`;
};
const expectAllOnceInOrder = (calls: readonly object[]) => {
	expect(calls.map(nameOf).sort()).toEqual(simulator.control.callLogRecords().map(nameOf).sort());
	const times = calls.map((call) => (call as { DateEpoch: number }).DateEpoch);
	expect(times).toEqual(times.toSorted((a, b) => a - b));
};

describe.each(['afterSorting', 'beforeSorting'] as const)('a service that cuts %s', (cut) => {
	it.each(['even', 'uneven', 'bursts'] as const)('%s: every record once, in order', async (distribution) => {
		seed(5_000, distribution);
		simulator.control.setCallLogRules({ maxRecords: 500, requestsPerWindow: 10_000, cut });
		expectAllOnceInOrder(await unhurried().findCalls(connectTo(simulator), RANGE));
	});

	it('a limit is kept, from either end', async () => {
		seed(3_000, 'uneven');
		simulator.control.setCallLogRules({ maxRecords: 200, requestsPerWindow: 10_000, cut });
		const all = simulator.control.callLogRecords();
		for (const direction of ['asc', 'desc'] as const) {
			for (const limit of [1, 50, 200, 777]) {
				const calls = await unhurried().findCalls(connectTo(simulator), {
					...RANGE,
					sort: [{ field: 'startedAt', direction }],
					limit,
				});
				const expected = direction === 'asc' ? all.slice(0, limit) : all.toReversed().slice(0, limit);
				expect(calls.map((call) => call['DateEpoch'])).toEqual(expected.map(({ DateEpoch }) => DateEpoch));
				expect(new Set(calls.map(nameOf)).size).toBe(limit);
			}
		}
	});

	it('the first ones by something else than time are the first of all', async () => {
		seed(3_000, 'uneven');
		simulator.control.setCallLogRules({ maxRecords: 200, requestsPerWindow: 10_000, cut });
		const longest = simulator.control
			.callLogRecords()
			.map(({ Duration }) => Duration)
			.sort((a, b) => b - a)
			.slice(0, 20);
		const calls = await unhurried().findCalls(connectTo(simulator), {
			...RANGE,
			sort: [{ field: 'duration', direction: 'desc' }],
			limit: 20,
		});
		expect(calls.map((call) => call['Duration'])).toEqual(longest);
	});

	it('by something else than time, a limit above what one answer holds is kept too', async () => {
		seed(1_000, 'uneven');
		simulator.control.setCallLogRules({ maxRecords: 200, requestsPerWindow: 10_000, cut });
		const longest = simulator.control
			.callLogRecords()
			.map(({ Duration }) => Duration)
			.sort((a, b) => b - a)
			.slice(0, 350);
		const calls = await unhurried().findCalls(connectTo(simulator), {
			...RANGE,
			sort: [{ field: 'duration', direction: 'desc' }],
			limit: 350,
		});
		expect(calls.map((call) => call['Duration'])).toEqual(longest);
	});

	it('a second that holds more than an answer is named; all the rest comes when asked for', async () => {
		seed(300, 'even');
		const second = '2026-01-15T12:00:00Z';
		simulator.control.addCallLogRecords(
			Array.from({ length: 60 }, (_, n) => ({ Date: second, CallID: `burst${n}` })),
		);
		simulator.control.setCallLogRules({ maxRecords: 50, requestsPerWindow: 10_000, cut });
		const error = await failureOf(unhurried().findCalls(connectTo(simulator), RANGE), simulator.account.code);
		expect(error.message).toContain(
			'60 calls began in one second, 2026-01-15T12:00:00Z, and Voicenter gives 50 of them',
		);
		expect(error.hint).toMatch(/Narrow the search with filters/);

		const told: string[] = [];
		const here = { ...connectTo(simulator), log: (message: string) => told.push(message) };
		const calls = await unhurried().findCalls(here, { ...RANGE, returnIncomplete: true });
		expect(new Set(calls.map(nameOf)).size).toBe(calls.length);
		expect(calls.length).toBeGreaterThanOrEqual(350);
		expect(calls.filter((call) => call['Date'] !== second)).toHaveLength(300);
		expect(told.join('\n')).toMatch(/\d+ of the 60 records of 2026-01-15T12:00:00Z could not be read/);
	});
});

it(`${COUNT} records, an eighth of them in the range: each once, in few requests, never over the rate`, async () => {
	seed(COUNT, 'uneven');
	const all = simulator.control.callLogRecords();
	const [first, last] = [all[0.3 * COUNT], all[0.42 * COUNT - 1]];
	const told: string[] = [];
	const here = { ...connectTo(simulator), log: (message: string) => told.push(message) };
	const calls = await createCallLog().findCalls(here, {
		...RANGE,
		from: first?.Date,
		to: last?.Date,
	});
	const expected = simulator.control.callLogRecords({ from: first?.Date, to: last?.Date });
	expect(calls.length).toBeGreaterThanOrEqual(0.12 * COUNT);
	expect(calls.map(nameOf)).toHaveLength(expected.length);
	expect(new Set(calls.map(nameOf))).toEqual(new Set(expected.map(nameOf)));
	expect(calls.map((call) => call['DateEpoch'])).toEqual(expected.map(({ DateEpoch }) => DateEpoch));
	expect(simulator.control.requests().length).toBeLessThanOrEqual(Math.ceil(expected.length / 10_000) * 1.2);
	expect(simulator.control.callLogArrivals().filter(({ refused }) => refused)).toEqual([]);
	expect(told.some((message) => /^Call Log: \d+ of \d+ records read$/.test(message))).toBe(true);
});

it('the rate is kept by a walk of many requests, which waits and does not fail', async () => {
	seed(2_000, 'uneven');
	const windowMs = 400;
	simulator.control.setCallLogRules({ maxRecords: 100, requestsPerWindow: 5, windowMs });
	const log = createCallLog(createPacing({ limit: 5, intervalMs: windowMs + 30, waitsMs: [] }));
	expectAllOnceInOrder(await log.findCalls(connectTo(simulator), RANGE));
	const arrivals = simulator.control.callLogArrivals();
	expect(arrivals.length).toBeGreaterThan(20);
	expect(arrivals.filter(({ refused }) => refused)).toEqual([]);
});

it('two codes of one organisation, which cannot know that they share the rate: both walks end all the same', async () => {
	seed(1_000, 'uneven');
	const windowMs = 600;
	simulator.control.setCallLogRules({ maxRecords: 100, requestsPerWindow: 5, windowMs });
	// As much of a minute as the real ones are.
	const waitsMs = [15, 30, 60, 60, 60].map((seconds) => (seconds / 60) * windowMs);
	const log = createCallLog(createPacing({ limit: 5, intervalMs: windowMs + 30, waitsMs }));
	const [top, sales] = simulator.account.departments;
	const [all, some] = await Promise.all(
		[top, sales].map((department) => log.findCalls(connectTo(simulator, department?.code), RANGE)),
	);
	expectAllOnceInOrder(all ?? []);
	const own = simulator.control.callLogRecords().filter(({ DepartmentId }) => DepartmentId === sales?.id);
	expect(some?.map(nameOf).sort()).toEqual(own.map(nameOf).sort());
	expect(simulator.control.callLogArrivals().some(({ refused }) => refused)).toBe(true);
});

it('stopping the execution half-way ends at once', async () => {
	seed(20_000, 'even');
	simulator.control.setCallLogRules({ maxRecords: 200, requestsPerWindow: 10_000 });
	const stop = new AbortController();
	const here = connect(
		{ code: simulator.account.code, baseUrl: simulator.url },
		{ signal: stop.signal, log: (message) => message.startsWith('Call Log: 2') && stop.abort() },
	);
	const error = await failureOf(unhurried().findCalls(here, RANGE), simulator.account.code);
	expect(error.kind).toBe('cancelled');
	const sent = simulator.control.requests().length;
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(simulator.control.requests()).toHaveLength(sent);
	expect(sent).toBeLessThan(20);
});
