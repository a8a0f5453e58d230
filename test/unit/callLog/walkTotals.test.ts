/** Totals that are not to be believed, records without a date, and records that do not count. */
import { UnreadableSecondError, walkRange } from '../../../nodes/platform/services/callLog/rangeWalk';
import { byNumber, identityOf, isInOrder, type Row, secondOf, serverOf, walkOf } from './walkSupport';

describe.each(['stuck', 'none', 'capped'] as const)('a total that says nothing: %s', (totals) => {
	describe.each(['afterSorting', 'beforeSorting'] as const)('of a server that cuts %s', (cut) => {
		it.each([
			[10_000, 12_345],
			[1_000, 4_321],
			[1_000, 2_000],
		])('%s an answer, %s in all: every one is read, in order', async (most, count) => {
			const all = Array.from({ length: count }, (_, index): Row => ({
				second: Math.floor(1_000 * (index / count) ** 3),
				callId: `call${index}`,
				type: 1,
			}));
			// Never more of one second than an answer holds.
			const inSeconds = all.map((row, index) => ({
				...row,
				second: row.second + Math.floor(index / 500) * 10,
			}));
			const { walk } = walkOf({ records: inSeconds, most, cut, totals, place: byNumber }, { to: 10_000 });
			const { rows } = await walk;
			expect(rows).toHaveLength(count);
			expect(new Set(rows.map(({ callId }) => callId)).size).toBe(count);
			expect(isInOrder(rows)).toBe(true);
		});
	});

	it('a second with more records than an answer holds is named', async () => {
		const all = Array.from({ length: 10_001 }, (_, index): Row => ({
			second: 5,
			callId: `c${index}`,
			type: 1,
		}));
		const { walk } = walkOf({ records: all, most: 10_000, cut: 'afterSorting', totals, place: byNumber });
		await expect(walk).rejects.toMatchObject({
			name: UnreadableSecondError.name,
			gap: { second: 5, total: 10_001, unread: 1 },
		});
	});

	it('a round number of records in a second is no full answer', async () => {
		const all = Array.from({ length: 1_001 }, (_, index): Row => ({
			second: index === 1_000 ? 0 : 5,
			callId: `c${index}`,
			type: 1,
		}));
		const { walk } = walkOf({ records: all, most: 1_000, cut: 'afterSorting', totals, place: byNumber });
		expect((await walk).rows).toHaveLength(1_001);
	});

	it('a limit that is reached needs no more than that', async () => {
		const all = Array.from({ length: 12_000 }, (_, index): Row => ({
			second: index,
			callId: `c${index}`,
			type: 1,
		}));
		const { walk, requests } = walkOf(
			{ records: all, most: 10_000, cut: 'afterSorting', totals, place: byNumber },
			{ to: 12_000, limit: 50 },
		);
		expect((await walk).rows.slice(0, 50)).toEqual(all.slice(0, 50));
		expect(requests.length).toBeLessThanOrEqual(4);
	});
});

describe('records without a date', () => {
	it('are each read once, though seconds do not tell where answers meet', async () => {
		const all = Array.from({ length: 5_000 }, (_, index): Row => ({
			second: index >> 2,
			callId: `c${index}`,
			type: 1,
		}));
		const { fetchPage } = serverOf({ records: all, most: 1_000, cut: 'afterSorting', place: byNumber });
		const { rows } = await walkRange({
			...{ from: 0, to: 2_000, identityOf, isDated: () => false },
			fetchPage: async (from, to) => {
				const page = await fetchPage(from, to);
				// What stands for the time that nothing tells: where the range begins.
				return { ...page, rows: page.rows.map((row) => ({ ...row, second: from })) };
			},
			secondOf,
		});
		expect(rows.map(({ callId }) => callId).sort()).toEqual(all.map(({ callId }) => callId).sort());
	});
});

describe('what counts towards the limit', () => {
	it('is read on for, past what does not', async () => {
		const all = Array.from({ length: 300 }, (_, n): Row => ({ second: n, callId: `c${n}`, type: n % 100 }));
		const { walk } = walkOf(
			{ records: all, most: 20, cut: 'afterSorting' },
			{ limit: 2, counts: ({ type }: Row) => type === 50 },
		);
		const { rows } = await walk;
		expect(rows.filter(({ type }) => type === 50)).toHaveLength(2);
		expect(rows.length).toBeLessThan(200);
	});
});
