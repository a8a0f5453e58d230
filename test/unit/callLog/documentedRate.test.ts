/** The rate that counts outside of tests: 30 requests a minute (voicenter-api.md §3). */
import { connect } from '../../../nodes/platform/request/account';
import { createPacing } from '../../../nodes/platform/services/callLog/pacing';

/** Every wait that was begun, and what ends it. */
const mockWaits: { milliseconds: number; end: () => void }[] = [];
jest.mock('node:timers/promises', () => ({
	setTimeout: (milliseconds: number) =>
		new Promise<void>((end) => mockWaits.push({ milliseconds, end: () => end() })),
}));

beforeEach(() => void mockWaits.splice(0));

/** Lets whatever can go on do so. */
const settle = async () => {
	for (let round = 0; round < 20; round += 1) await Promise.resolve();
};

it('30 requests go out at once, and each next one a minute after one of them was answered', async () => {
	const { turn } = createPacing();
	const told: string[] = [];
	const here = connect({ code: 'TheCode123' }, { log: (message) => told.push(message) });
	let given = 0;
	for (let request = 0; request < 40; request += 1) {
		void turn(here).then((done) => {
			given += 1;
			done();
		});
	}
	await settle();
	expect(given).toBe(30);
	expect(mockWaits).toHaveLength(30);
	for (const { milliseconds } of mockWaits) {
		expect(milliseconds).toBeGreaterThan(60_000);
		expect(milliseconds).toBeLessThanOrEqual(65_000);
	}
	expect(told).toContain('Call Log: waiting, because Voicenter takes 30 requests a minute');

	for (const { end } of mockWaits.slice(0, 4)) end();
	await settle();
	expect(given).toBe(34);
});

it('too many all the same: waits at least the 5 seconds that newer pages name, and some minutes in all', async () => {
	const { patiently } = createPacing();
	const here = connect({ code: 'TheCode123' });
	const tooMany = here.http.fail({ kind: 'rateLimited', operation: 'Search', text: 'too many' });
	let asked = 0;
	const running = patiently(here, () => {
		asked += 1;
		return Promise.reject(tooMany);
	});
	const failed = expect(running).rejects.toBe(tooMany);
	for (let wait = 0; wait < 10; wait += 1) {
		await settle();
		mockWaits[wait]?.end();
	}
	await failed;
	expect(asked).toBe(mockWaits.length + 1);
	expect(Math.min(...mockWaits.map(({ milliseconds }) => milliseconds))).toBeGreaterThanOrEqual(5_000);
	const whole = mockWaits.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	expect(whole).toBeGreaterThanOrEqual(3 * 60_000);
	expect(whole).toBeLessThanOrEqual(10 * 60_000);
});

it('tokens and codes are counted apart, and so are two tokens', async () => {
	const { turn } = createPacing({ limit: 1, intervalMs: 60_000, waitsMs: [] });
	const logins = [
		{ code: 'TheCode123' },
		{ code: 'TheCode123', callLogLogin: 'token', apiToken: 'TheToken123' },
		{ code: 'TheCode123', callLogLogin: 'token', apiToken: 'AnotherToken' },
	] as const;
	for (const login of logins) await expect(turn(connect(login))).resolves.toBeInstanceOf(Function);
});
