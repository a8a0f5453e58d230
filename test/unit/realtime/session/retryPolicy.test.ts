import fc from 'fast-check';

import { backoff, nextTry } from '../../../../nodes/platform/realtime/connection/retryPolicy';

const timings = { firstWaitMs: 500, longestWaitMs: 30_000 };

test('every server is tried at once, then the login is asked, then attempts wait longer and longer', () => {
	const tries = Array.from({ length: 8 }, (_, count) => nextTry({ count, servers: 3 }, timings, 1));
	expect(tries).toEqual([
		{ waitMs: 0, logInFirst: false },
		{ waitMs: 0, logInFirst: false },
		{ waitMs: 0, logInFirst: false },
		{ waitMs: 0, logInFirst: true },
		{ waitMs: 500, logInFirst: false },
		{ waitMs: 1_000, logInFirst: false },
		{ waitMs: 2_000, logInFirst: true },
		{ waitMs: 4_000, logInFirst: false },
	]);
});

test('a single server is tried again at once after a loss, and the login is asked at each failure', () => {
	expect([0, 1, 2, 3].map((count) => nextTry({ count, servers: 1 }, timings, 1))).toEqual([
		{ waitMs: 0, logInFirst: false },
		{ waitMs: 0, logInFirst: true },
		{ waitMs: 500, logInFirst: true },
		{ waitMs: 1_000, logInFirst: true },
	]);
});

test('no wait is longer than the longest, nor shorter than half of what it might be', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 1e9 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
			(failures, random) => {
				const waitMs = backoff(failures, timings, random);
				const full = Math.min(30_000, 500 * 2 ** (failures - 1));
				expect(waitMs).toBeLessThanOrEqual(full);
				expect(waitMs).toBeGreaterThanOrEqual(Math.floor(full / 2));
			},
		),
	);
});
