import { setTimeout as pause } from 'node:timers/promises';

import { recentLagMs, watchLag } from '../../../nodes/support/webhook/lag';

/** Keeps the process from everything else. */
function block(milliseconds: number): void {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
}

let stop: () => void = () => undefined;
afterEach(() => stop());

it('is what the process was kept from its timers by', async () => {
	stop = watchLag();
	await pause(100);
	block(400);
	await pause(50);
	expect(recentLagMs()).toBeGreaterThan(350);
});

it('is remembered while anybody watches, and forgotten after', async () => {
	stop = watchLag();
	const stopAnother = watchLag();
	await pause(100);
	block(300);
	await pause(50);
	stopAnother();
	stopAnother();
	expect(recentLagMs()).toBeGreaterThan(250);
	stop();
	expect(recentLagMs()).toBe(0);
});

it('is forgotten after some seconds, whatever becomes of the time of day', async () => {
	stop = watchLag();
	await pause(100);
	block(300);
	await pause(50);
	jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
	const later = performance.now();
	const clock = jest.spyOn(performance, 'now');
	clock.mockReturnValue(later + 5_000);
	expect(recentLagMs()).toBeGreaterThan(250);
	clock.mockReturnValue(later + 10_000);
	recentLagMs();
	expect(recentLagMs()).toBeLessThan(250);
	jest.restoreAllMocks();
});

it('is nothing when nobody watches', () => {
	expect(recentLagMs()).toBe(0);
});
