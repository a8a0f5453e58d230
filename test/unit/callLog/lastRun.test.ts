import fc from 'fast-check';

import { recallLastRun } from '../../../nodes/platform/services/callLog/lastRun';

const MINUTE = 60;
const row = (second: number, identity = `call at ${second}`) => ({ second, identity });

it('the first run reads the last 24 hours', () => {
	const { range } = recallLastRun({}, {}, 1_000_000, 150 * MINUTE);
	expect(range).toEqual({ from: 1_000_000 - 86_400, to: 1_000_000 });
});

it('the next one reads on from there, and further back for records that came late', () => {
	const memory = {};
	recallLastRun(memory, {}, 1_000_000, 9_000).remember([], true);
	expect(recallLastRun(memory, {}, 1_000_600, 9_000).range).toEqual({ from: 991_000, to: 1_000_600 });
});

it('what was returned is not returned again', () => {
	const memory = {};
	recallLastRun(memory, {}, 1_000_000, 9_000).remember([row(999_000)], true);
	const next = recallLastRun(memory, {}, 1_000_600, 9_000);
	expect(next.isNew(row(999_000))).toBe(false);
	expect(next.isNew(row(999_000, 'a call of that second whose record came late'))).toBe(true);
});

it('after a limit, the next run goes on where the last one had to stop', () => {
	const memory = {};
	recallLastRun(memory, {}, 1_000_000, 100).remember([row(920_000)], false);
	expect(recallLastRun(memory, {}, 1_000_600, 100).range.from).toBe(919_900);
});

it('after a limit, the next run reaches no further back than the first one', () => {
	const memory = {};
	recallLastRun(memory, {}, 1_000_000, 9_000).remember([row(914_000)], false);
	expect(recallLastRun(memory, {}, 1_000_600, 9_000).range.from).toBe(1_000_000 - 86_400);
});

it('looking back further from now on gives no call a second time', () => {
	const memory = {};
	recallLastRun(memory, {}, 1_000_000, 9_000).remember([row(950_000), row(999_000)], true);
	recallLastRun(memory, {}, 1_000_600, 20_000).remember([], true);
	expect(recallLastRun(memory, {}, 1_001_200, 20_000).range.from).toBe(991_000);
	expect(recallLastRun(memory, {}, 1_001_200, 20_000).isNew(row(999_000))).toBe(false);
});

it('a search with other filters has a memory of its own', () => {
	const memory = {};
	recallLastRun(memory, { queues: [1] }, 1_000_000, 100).remember([row(999_990)], true);
	expect(recallLastRun(memory, { queues: [2] }, 1_000_000, 100).isNew(row(999_990))).toBe(true);
});

it('memory stays small: what cannot come again and what was long not looked for is forgotten', () => {
	const memory: Record<string, unknown> = { somethingElse: 1 };
	for (let run = 0; run < 50; run += 1) {
		const now = 1_000_000 + run * 600;
		recallLastRun(memory, {}, now, 9_000).remember([row(now - 10)], true);
		recallLastRun(memory, { search: run }, now, 9_000).remember([], true);
	}
	expect(Object.keys(memory)).toHaveLength(21);
	expect(JSON.stringify(memory)).toContain('somethingElse');
	const last = recallLastRun(memory, {}, 1_030_000, 9_000);
	expect(last.range.from).toBe(1_000_000 + 49 * 600 - 9_000);
	expect(JSON.stringify(memory).length).toBeLessThan(3_000);
});

it('memory that makes no sense counts as none', () => {
	const memory = {};
	recallLastRun(memory, {}, 1_000_000, 100).remember([], true);
	for (const key of Object.keys(memory)) (memory as Record<string, unknown>)[key] = 'broken';
	expect(recallLastRun(memory, {}, 1_000_000, 100).range.from).toBe(1_000_000 - 86_400);
});

it('however late records come and wherever runs are, with a limit or without: each is returned exactly once', () => {
	const LOOK_BACK = 500;
	const call = fc.record({
		second: fc.integer({ min: 0, max: 5_000 }),
		late: fc.integer({ min: 0, max: LOOK_BACK - 1 }),
	});
	fc.assert(
		fc.property(
			fc.array(call, { maxLength: 60 }),
			fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }),
			fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
			(calls, pauses, limit) => {
				const memory = {};
				const returned: string[] = [];
				const records = calls.map((one, index) => ({ ...one, identity: `call ${index}` }));
				const run = (now: number, most: number | undefined) => {
					const last = recallLastRun(memory, {}, now, LOOK_BACK);
					const found = records
						.filter(({ second, late }) => second + late <= now && second >= last.range.from && second <= now)
						.filter(last.isNew)
						.sort((a, b) => a.second - b.second);
					const given = found.slice(0, most);
					last.remember(given, given.length === found.length);
					returned.push(...given.map(({ identity }) => identity));
				};
				let now = 0;
				for (const pause of pauses) run((now += pause), limit);
				run(Math.max(now, 5_000) + LOOK_BACK, undefined);
				expect(returned.toSorted()).toEqual(records.map(({ identity }) => identity).toSorted());
			},
		),
		{ numRuns: 500 },
	);
});
