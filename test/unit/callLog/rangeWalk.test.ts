import fc from 'fast-check';

import {
	type Gap,
	InconsistentAnswersError,
	type Page,
	UnreadableSecondError,
	walkRange,
} from '../../../nodes/platform/services/callLog/rangeWalk';
import {
	identityOf,
	isInOrder,
	type Row,
	scatter,
	secondOf,
	type Server,
	serverOf,
	walkOf,
} from './walkSupport';

const sortedNames = (rows: readonly Row[]) => rows.map((row) => `${row.second}:${identityOf(row)}`).sort();
/** Records spread over seconds by chance; every third call has two legs that share its call ID and its second. */
const records = (seconds: fc.Arbitrary<number>, maxLength: number) =>
	fc.array(seconds, { maxLength }).map((times) =>
		times.flatMap((second, index): Row[] => {
			const callId = `call${index}`;
			return index % 3 === 0
				? [
						{ second, callId, type: 9 },
						{ second, callId, type: 10 },
					]
				: [{ second, callId, type: 1 }];
		}),
	);

const most = fc.integer({ min: 2, max: 40 });
const distributions = {
	'spread evenly': records(fc.integer({ min: 0, max: 1_000 }), 200),
	'crowded into few seconds': records(fc.integer({ min: 495, max: 505 }), 120),
	'in bursts': records(fc.constantFrom(0, 1, 2, 499, 500, 501, 999, 1_000), 90),
};
const busiest = (rows: readonly Row[]) =>
	Math.max(
		0,
		...new Map(
			rows.map(({ second }) => [second, rows.filter((row) => row.second === second).length]),
		).values(),
	);

describe.each(['afterSorting', 'beforeSorting'] as const)('a server that cuts %s', (cut) => {
	describe.each(['included', 'excluded'] as const)('the last moment of a range %s', (lastMoment) => {
		it.each(Object.entries(distributions))(
			'records %s: each once, in order, or the second is named',
			async (_, rows) => {
				await fc.assert(
					fc.asyncProperty(rows, most, async (all, size) => {
						const { walk } = walkOf({ records: all, most: size, cut, lastMoment });
						const there = all.filter(({ second }) => lastMoment === 'included' || second < 1_000);
						let walked;
						try {
							walked = await walk;
						} catch (error) {
							const { gap } = error as UnreadableSecondError;
							expect(error).toBeInstanceOf(UnreadableSecondError);
							const held = there.filter(({ second }) => second === gap.second).length;
							expect(held).toBeGreaterThan(size);
							expect(gap).toEqual({ second: gap.second, total: held, unread: held - size });
							return;
						}
						expect(busiest(there)).toBeLessThanOrEqual(size);
						expect(sortedNames(walked.rows)).toEqual(sortedNames(there));
						expect(isInOrder(walked.rows)).toBe(true);
						expect(walked.gaps).toEqual([]);
					}),
					{ numRuns: 150 },
				);
			},
		);
	});

	it('goes on past what cannot be read, when asked to: nothing twice, and everything else', async () => {
		await fc.assert(
			fc.asyncProperty(distributions['in bursts'], most, async (all, size) => {
				const { rows, gaps } = await walkOf({ records: all, most: size, cut }, { skipUnreadable: true }).walk;
				const inGap = (row: Row) => gaps.some(({ second }) => second === row.second);
				expect(new Set(sortedNames(rows)).size).toBe(rows.length);
				expect(isInOrder(rows)).toBe(true);
				expect(sortedNames(rows.filter((row) => !inGap(row)))).toEqual(
					sortedNames(all.filter((row) => !inGap(row))),
				);
				const unread = gaps.reduce((sum, gap) => sum + gap.unread, 0);
				expect(rows.length + unread).toBe(all.length);
				for (const gap of gaps) expect(gap.total).toBeGreaterThan(size);
			}),
			{ numRuns: 150 },
		);
	});

	it('that gives records of one second in another order each time: still each once', async () => {
		await fc.assert(
			fc.asyncProperty(distributions['crowded into few seconds'], async (all) => {
				let asked = 0;
				const size = Math.max(2, busiest(all));
				const place = (row: Row) => scatter({ ...row, type: row.type + 100 * (asked += 1) });
				const { rows } = await walkOf({ records: all, most: size, cut, place }).walk;
				expect(sortedNames(rows)).toEqual(sortedNames(all));
			}),
			{ numRuns: 150 },
		);
	});

	it('two records that cannot be told apart stay two', async () => {
		const twin: Row = { second: 5, callId: 'twin', type: 1 };
		const all = [
			...Array.from({ length: 3 }, (_, n) => ({ second: n, callId: `a${n}`, type: 1 })),
			twin,
			twin,
			twin,
		];
		const { rows } = await walkOf({ records: all, most: 4, cut }).walk;
		expect(sortedNames(rows)).toEqual(sortedNames(all));
	});
});

describe('requests', () => {
	const many = (count: number, secondAt: (index: number) => number): Row[] =>
		Array.from({ length: count }, (_, index) => ({
			second: secondAt(index),
			callId: `call${index >> 1}`,
			type: 9 + (index % 2),
		}));

	it('are at most 15 for 120,000 records at 10,000 a request, the last answer being as full as the others', async () => {
		for (const perSecond of [1, 3, 20, 250, 1_000]) {
			const all = many(120_000, (index) => Math.floor(index / perSecond));
			const to = Math.ceil(120_000 / perSecond);
			const { walk, requests } = walkOf(
				{ records: all, most: 10_000, cut: 'afterSorting', place: () => 0 },
				{ to },
			);
			expect((await walk).rows).toHaveLength(120_000);
			expect(requests.length).toBeLessThanOrEqual(15);
		}
	});

	it('is a single one when the answer is complete', async () => {
		const { walk, requests } = walkOf({ records: many(10, (n) => n), most: 10, cut: 'beforeSorting' });
		await walk;
		expect(requests).toEqual([[0, 1_000]]);
	});

	it('go on at the last second that was read', async () => {
		const { walk, requests } = walkOf({ records: many(10, (n) => n), most: 4, cut: 'afterSorting' });
		await walk;
		expect(requests).toEqual([
			[0, 1_000],
			[3, 1_000],
			[6, 1_000],
		]);
	});

	it('end as soon as enough was read', async () => {
		const { walk, requests } = walkOf(
			{ records: many(100, (n) => n), most: 10, cut: 'afterSorting' },
			{ limit: 15 },
		);
		expect((await walk).rows.length).toBeGreaterThanOrEqual(15);
		expect(requests).toHaveLength(3);
	});

	it.each<[string, number, number, [number, number][]]>([
		['at the end of the range', 7, 5, [[7, 7]]],
		[
			'before it',
			8,
			5,
			[
				[7, 8],
				[8, 8],
			],
		],
	])('end with a second that cannot be read, %s', async (_, to, most, expected) => {
		const { walk, requests } = walkOf(
			{ records: many(6, () => 7), most, cut: 'afterSorting' },
			{ from: 7, to, skipUnreadable: true },
		);
		expect(await walk).toMatchObject({ gaps: [{ second: 7, total: 6, unread: 1 }] });
		expect(requests).toEqual(expected);
	});

	it('ask for the last second alone, where an answer ends within it', async () => {
		const all = many(6, (n) => [0, 1, 2, 6, 6, 6][n] ?? 0);
		const { walk, requests } = walkOf({ records: all, most: 4, cut: 'afterSorting' }, { to: 6 });
		expect((await walk).rows).toHaveLength(6);
		expect(requests).toEqual([
			[0, 6],
			[6, 6],
		]);
	});

	it('are halves where a server cuts before it sorts, and end with enough of them', async () => {
		const all = many(40, (n) => n);
		const server = {
			records: all,
			most: 20,
			cut: 'beforeSorting',
			place: ({ second }: Row) => -second,
		} as const;
		const whole = walkOf(server, { to: 39 });
		expect((await whole.walk).rows).toEqual(all);
		expect(whole.requests).toEqual([
			[0, 39],
			[39, 39],
			[0, 19],
			[19, 39],
			[19, 29],
			[29, 39],
		]);
		const some = walkOf(server, { to: 39, limit: 20 });
		expect((await some.walk).rows).toEqual(all.slice(0, 20));
		expect(some.requests).toEqual(whole.requests.slice(0, 3));
	});
});

describe('a full second', () => {
	const held = (count: number): Row[] => [
		...Array.from({ length: count }, (_, n) => ({ second: 7, callId: `x${n}`, type: 1 })),
		{ second: 8, callId: 'after', type: 1 },
	];

	it('is read when it fills an answer exactly', async () => {
		const { rows } = await walkOf({ records: held(5), most: 5, cut: 'afterSorting' }).walk;
		expect(rows).toHaveLength(6);
	});

	it('is named when it holds one more', async () => {
		const { walk } = walkOf({ records: held(6), most: 5, cut: 'afterSorting' });
		await expect(walk).rejects.toMatchObject({ gap: { second: 7, total: 6, unread: 1 } satisfies Gap });
	});
});

describe('a record that comes in while the range is read', () => {
	it('is no reason to halve the range', async () => {
		const all = Array.from({ length: 30 }, (_, n): Row => ({ second: n, callId: `c${n}`, type: 1 }));
		const server: Server = { records: all, most: 10, cut: 'afterSorting' };
		const { fetchPage, requests } = serverOf(server);
		const growing = async (from: number, to: number) => {
			const page = await fetchPage(from, to);
			all.push({ second: 25, callId: `late${all.length}`, type: 1 });
			return page;
		};
		const { rows } = await walkRange({ from: 0, to: 1_000, fetchPage: growing, secondOf, identityOf });
		expect(rows.length).toBeGreaterThanOrEqual(30);
		expect(requests.map(([from]) => from)).toEqual([0, 9, 18, 25]);
	});
});

describe('what is given as it is read', () => {
	const all = [3, 0, 0, 1, 1, 1, 2, 5, 5, 6, 6, 7, 8, 8]
		.toSorted()
		.map((second, n): Row => ({ second, callId: `c${n}`, type: 1 }));

	it.each(['afterSorting', 'beforeSorting'] as const)(
		'is everything once, in order, and nothing is kept: cut %s',
		async (cut) => {
			const given: Row[][] = [];
			const give = (rows: readonly Row[]) => void given.push([...rows]);
			const { rows } = await walkOf({ records: all, most: 4, cut, place: () => 0 }, { to: 8, give }).walk;
			expect(given.flat()).toEqual(all);
			expect(given.length).toBeGreaterThan(2);
			expect(rows).toEqual([]);
		},
	);

	it('is counted as what could not be read is', async () => {
		const { gaps } = await walkOf(
			{ records: all, most: 2, cut: 'beforeSorting' },
			{ to: 8, give: () => undefined, skipUnreadable: true },
		).walk;
		expect(gaps).toEqual([{ second: 1, total: 3, unread: 1 }]);
	});
});

describe('answers that contradict each other', () => {
	const walk = (fetchPage: () => Promise<Page<Row>>) =>
		walkRange({ from: 0, to: 1_000, fetchPage, secondOf, identityOf });

	it.each<[string, Page<Row>]>([
		['records are counted and none given', { rows: [], total: 5 }],
		['records lie after the range', { rows: [{ second: 1_001, callId: 'x', type: 1 }], total: 5 }],
		['records lie before the range', { rows: [{ second: -1, callId: 'x', type: 1 }], total: 5 }],
	])('%s: an error instead of requests without end', async (_, page) => {
		await expect(walk(() => Promise.resolve(page))).rejects.toThrow(InconsistentAnswersError);
	});

	it('fewer than the total are there in the end: an error instead of a quiet loss', async () => {
		let asked = 0;
		const rows = [
			{ second: 1, callId: 'x', type: 1 },
			{ second: 2, callId: 'y', type: 1 },
		];
		await expect(
			walk(() => {
				asked += 1;
				return Promise.resolve(asked === 1 ? { rows, total: 9 } : { rows: [], total: 0 });
			}),
		).rejects.toThrow(InconsistentAnswersError);
	});
});

it('tells how far it is', async () => {
	const told: [number, number][] = [];
	const all = Array.from({ length: 25 }, (_, n): Row => ({ second: n, callId: `c${n}`, type: 1 }));
	await walkOf(
		{ records: all, most: 10, cut: 'afterSorting' },
		{ onProgress: (read: number, total: number) => told.push([read, total]) },
	).walk;
	expect(told).toEqual([
		[10, 25],
		[19, 25],
		[25, 25],
	]);
});
