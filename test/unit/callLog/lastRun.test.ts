import fc from 'fast-check';
import { DateTime } from 'luxon';

import { findInput } from '../../../nodes/platform/services/callLog/input';
import { findNew } from '../../../nodes/platform/services/callLog/lastRun';
import type { Reader, Row } from '../../../nodes/platform/services/callLog/reading';

const NOW = Date.UTC(2026, 9, 21, 12) / 1_000;
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

interface Logged {
	second: number;
	/** From then on the log shows it. */
	visibleAt?: number;
	name: string;
}

let log: Logged[];
let memory: Record<string, unknown>;
/** The time that the last run asked for. */
let asked: { from: number; to: number };
beforeEach(() => {
	log = [];
	memory = {};
});

function call(second: number, visibleAt = second): string {
	const name = `call ${log.length}`;
	log.push({ second, visibleAt, name });
	return name;
}

interface Options {
	lookBack?: number;
	limit?: number | undefined;
	queues?: string;
	outcomes?: string[];
}

async function run(now: number, { lookBack = 150, ...over }: Options = {}) {
	const readByTime: Reader['readByTime'] = (_connection, _reading, range, some) => {
		asked = range;
		const rows = log
			.filter(({ second, visibleAt = 0 }) => visibleAt <= now && second >= range.from && second <= range.to)
			.sort((a, b) => a.second - b.second)
			.map(({ second, name }): Row => ({
				...{ second, identity: name, isDated: true, isWanted: true, sortValues: [] },
				output: { callId: name },
			}));
		return Promise.resolve(rows.slice(0, some?.limit));
	};
	const search = findInput.parse({
		...{ dateRange: 'sinceLastRun', timeZone: 'Asia/Jerusalem', lookBackMinutes: lookBack, memory },
		...over,
	});
	const { calls, period } = await findNew(readByTime, {} as never, {
		...search,
		now: DateTime.fromSeconds(now),
	});
	// As n8n keeps it.
	memory = JSON.parse(JSON.stringify(memory)) as typeof memory;
	return { calls: calls.map(({ callId }) => callId), period };
}

it('the first run gives the last 24 hours', async () => {
	call(NOW - DAY - MINUTE);
	const [early, late] = [call(NOW - DAY + MINUTE), call(NOW - MINUTE)];
	expect((await run(NOW)).calls).toEqual([early, late]);
	expect(asked).toEqual({ from: NOW - DAY, to: NOW });
});

it('the next ones give what has appeared, also what began long before, and nothing twice', async () => {
	const [first, late] = [call(NOW - MINUTE), call(NOW - 90 * MINUTE, NOW + MINUTE)];
	expect((await run(NOW)).calls).toEqual([first]);
	expect((await run(NOW + 5 * MINUTE)).calls).toEqual([late]);
	expect((await run(NOW + 10 * MINUTE)).calls).toEqual([]);
});

it('what a limit left is given by the next runs, and the output says that there is more', async () => {
	const calls = Array.from({ length: 5 }, (_, index) => call(NOW - 600 + index));
	const runs = [
		await run(NOW, { limit: 2 }),
		await run(NOW + 1, { limit: 2 }),
		await run(NOW + 2, { limit: 2 }),
	];
	expect(runs.map((one) => one.calls)).toEqual([calls.slice(0, 2), calls.slice(2, 4), calls.slice(4)]);
	expect(runs.map(({ period }) => period.isComplete)).toEqual([false, false, true]);
});

it('a limit of one, and two records of one second: both come, one after the other', async () => {
	const calls = [call(NOW - 60), call(NOW - 60), call(NOW - 60)];
	const given = [];
	for (let second = 0; second < 4; second += 1) given.push(...(await run(NOW + second, { limit: 1 })).calls);
	expect(given).toEqual(calls);
});

it('searches with other filters, or for other outcomes, remember for themselves', async () => {
	const one = call(NOW - MINUTE);
	expect((await run(NOW, { queues: '1' })).calls).toEqual([one]);
	expect((await run(NOW, { queues: '2' })).calls).toEqual([one]);
	expect((await run(NOW, { queues: '1', outcomes: ['missed'] })).calls).toEqual([one]);
	expect((await run(NOW, { queues: '1' })).calls).toEqual([]);
});

it('looking back further from now on gives no call a second time', async () => {
	const calls = [call(NOW - 20 * 60 * MINUTE), call(NOW - MINUTE)];
	expect((await run(NOW)).calls).toEqual(calls);
	expect((await run(NOW + MINUTE, { lookBack: 1_440 })).calls).toEqual([]);
});

it('memory stays small: what cannot come again and what was long not looked for is forgotten', async () => {
	memory = { somethingElse: 1 };
	for (let at = 0; at < 50; at += 1) {
		call(NOW + at * 600 - 10);
		await run(NOW + at * 600);
		await run(NOW + at * 600, { queues: String(at) });
	}
	expect(Object.keys(memory)).toHaveLength(21);
	expect(JSON.stringify(memory)).toContain('somethingElse');
	expect(JSON.stringify(memory).length).toBeLessThan(21 * 1_000);
});

it('memory that makes no sense counts as none', async () => {
	const one = call(NOW - MINUTE);
	await run(NOW);
	for (const key of Object.keys(memory)) memory[key] = 'broken';
	expect((await run(NOW)).calls).toEqual([one]);
});

it('however late records come and wherever runs are, with a limit or without: each is given exactly once', async () => {
	const LOOK_BACK = 10;
	const record = fc.record({
		second: fc.integer({ min: 0, max: 5_000 }),
		late: fc.integer({ min: 0, max: LOOK_BACK * MINUTE - 1 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(record, { maxLength: 60 }),
			fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }),
			fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
			async (records, pauses, limit) => {
				log = [];
				memory = {};
				const wanted = records.map(({ second, late }) => call(NOW + second, NOW + second + late));
				const given: unknown[] = [];
				let now = NOW;
				const options = { lookBack: LOOK_BACK, limit };
				for (const pause of pauses) given.push(...(await run((now += pause), options)).calls);
				const end = Math.max(now, NOW + 5_000) + LOOK_BACK * MINUTE;
				for (let last = 0; last < 70; last += 1) given.push(...(await run(end + last, options)).calls);
				expect(given.toSorted()).toEqual(wanted.toSorted());
			},
		),
		{ numRuns: 100 },
	);
});
