import { connect } from '../../../nodes/platform/request/account';
import { createPacing, type PacingOptions } from '../../../nodes/platform/services/callLog/pacing';

const connection = (over: { code?: string; baseUrl?: string; signal?: AbortSignal } = {}) => {
	const told: string[] = [];
	const { code = 'TheCode123', baseUrl, signal } = over;
	return { ...connect({ code, baseUrl }, { signal, log: (message) => told.push(message) }), told };
};
const pacing = (over: Partial<PacingOptions> = {}) =>
	createPacing({ limit: 3, intervalMs: 200, waitsMs: [10, 20], ...over });

/** The most that happened within one interval, wherever it begins. */
const busiest = (times: readonly number[], intervalMs: number) =>
	Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + intervalMs).length));

describe('turns', () => {
	/** Requests that are answered as soon as they are sent. */
	const answeredAtOnce = (options?: Partial<PacingOptions>) => {
		const { turn } = pacing(options);
		return { turn: async (here: ReturnType<typeof connection>) => (await turn(here))() };
	};

	it('are never more than the limit within any interval, and nobody is refused', async () => {
		const { turn } = answeredAtOnce();
		const here = connection();
		const times: number[] = [];
		for (let request = 0; request < 10; request += 1) {
			await turn(here);
			times.push(performance.now());
			// Uneven, so that windows which begin on the clock would let too many through at a boundary.
			await new Promise((resolve) => setTimeout(resolve, request % 4 === 0 ? 35 : 0));
		}
		expect(times).toHaveLength(10);
		expect(busiest(times, 195)).toBe(3);
	});

	it.each([
		['on its way to Voicenter', [90, 0, 0, 0, 60, 0, 0]],
		['on its way back', [0, 0, 0, 0, 0, 0, 0]],
	])('a request that is long %s makes no more of them arrive within an interval', async (_, delays) => {
		const { turn } = pacing();
		const here = connection();
		const arrivals: number[] = [];
		await Promise.all(
			delays.map(async (delay) => {
				const done = await turn(here);
				await new Promise((resolve) => setTimeout(resolve, delay));
				arrivals.push(performance.now());
				await new Promise((resolve) => setTimeout(resolve, 90 - delay));
				done();
			}),
		);
		expect(busiest(arrivals, 195)).toBe(3);
	});

	it('are not lost to one that was stopped while it waited', async () => {
		const { turn } = pacing({ limit: 1, intervalMs: 50 });
		const stop = new AbortController();
		const first = await turn(connection());
		const given = turn(connection({ signal: stop.signal }));
		const next = turn(connection());
		stop.abort();
		await expect(given).rejects.toThrow();
		first();
		await expect(next).resolves.toBeInstanceOf(Function);
	});

	it('are taken in order by many at once', async () => {
		const { turn } = answeredAtOnce();
		const here = connection();
		const times: number[] = [];
		await Promise.all(
			Array.from({ length: 8 }, async () => turn(here).then(() => times.push(performance.now()))),
		);
		expect(busiest(times, 195)).toBe(3);
	});

	it('say that they wait, and only then', async () => {
		const { turn } = answeredAtOnce();
		const here = connection();
		for (let request = 0; request < 3; request += 1) await turn(here);
		expect(here.told).toEqual([]);
		await turn(here);
		expect(here.told).toEqual(['Call Log: waiting, because Voicenter takes 3 requests a minute']);
	});

	it.each([
		['account', { code: 'Another456' }],
		['origin', { baseUrl: 'http://127.0.0.1:9' }],
	])('of another %s are counted apart', async (_, other) => {
		const { turn } = answeredAtOnce({ intervalMs: 60_000, limit: 1 });
		await turn(connection());
		await expect(turn(connection(other))).resolves.toBeUndefined();
	});

	it('of two connections of one account are counted together', async () => {
		const { turn } = answeredAtOnce({ limit: 1 });
		const second = connection({ baseUrl: 'http://127.0.0.1:9/some/path' });
		await turn(connection({ baseUrl: 'http://127.0.0.1:9' }));
		await turn(second);
		expect(second.told).toHaveLength(1);
	});

	it('end at once when the execution is stopped', async () => {
		const { turn } = answeredAtOnce({ limit: 1, intervalMs: 600_000 });
		const stop = new AbortController();
		const here = connection({ signal: stop.signal });
		await turn(here);
		const waiting = turn(here);
		setTimeout(() => stop.abort(), 20);
		await expect(waiting).rejects.toThrow();
		await expect(turn(here)).rejects.toThrow();
	});
});

describe('too many requests, says Voicenter', () => {
	const tooMany = (here: ReturnType<typeof connection>, how: object = { kind: 'rateLimited' }) =>
		here.http.fail({ kind: 'refused', operation: 'Search', text: 'too many', ...how });

	it.each([{ kind: 'rateLimited' as const }, { kind: 'http' as const, httpStatus: 429 }])(
		'%j: asks again after a while, and says so',
		async (how) => {
			const here = connection();
			let asked = 0;
			const result = await pacing().patiently(here, () => {
				asked += 1;
				return asked < 3 ? Promise.reject(tooMany(here, how)) : Promise.resolve('records');
			});
			expect(result).toBe('records');
			expect(asked).toBe(3);
			expect(here.told).toHaveLength(2);
			expect(here.told[0]).toMatch(/too many requests; asking again in 0\.01 seconds/);
		},
	);

	it('again and again: an error in the end', async () => {
		const here = connection();
		let asked = 0;
		const running = pacing().patiently(here, () => {
			asked += 1;
			return Promise.reject(tooMany(here));
		});
		await expect(running).rejects.toMatchObject({ kind: 'rateLimited' });
		expect(asked).toBe(3);
	});

	it('any other error is passed on at once', async () => {
		const here = connection();
		let asked = 0;
		const running = pacing().patiently(here, () => {
			asked += 1;
			return Promise.reject(here.http.fail({ kind: 'refused', operation: 'Search', text: 'no' }));
		});
		await expect(running).rejects.toMatchObject({ kind: 'refused' });
		expect(asked).toBe(1);
	});

	it('stopping the execution ends the wait', async () => {
		const stop = new AbortController();
		const here = connection({ signal: stop.signal });
		let asked = 0;
		const running = pacing({ waitsMs: [600_000] }).patiently(here, () => {
			asked += 1;
			return Promise.reject(
				here.http.fail({ kind: asked === 1 ? 'rateLimited' : 'cancelled', operation: 'Search', text: '' }),
			);
		});
		setTimeout(() => stop.abort(), 20);
		await expect(running).rejects.toMatchObject({ kind: 'cancelled' });
	});
});
