import { msSinceDue, noteDue } from '../../../nodes/support/webhook/due';

const NOW = Date.parse('2026-03-01T10:00:00Z');
/** A moment that an item says, so many seconds from then. */
const said = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

beforeEach(() => {
	jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
	jest.useRealTimers();
});

it('where this process has not said it, the time of day counts', () => {
	expect([msSinceDue(said(-5)), msSinceDue(said(5)), msSinceDue('soon')]).toEqual([
		5_000,
		-5_000,
		Number.NaN,
	]);
});

it('where it has, its own clock does, for the 10,000 that were said last, and not for many more', () => {
	const at = performance.now() + 60_000;
	for (let index = 0; index < 10_000; index++) noteDue(said(index), at);
	expect([0, 9_999].map((index) => msSinceDue(said(index)))).toEqual([-60_000, -60_000]);
	for (let index = 10_000; index <= 10_625; index++) noteDue(said(index), at);
	expect([0, 625, 626, 10_625].map((index) => msSinceDue(said(index)))).toEqual([
		0, -625_000, -60_000, -60_000,
	]);
});
