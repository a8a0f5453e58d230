import fc from 'fast-check';

import { createRepeats } from '../../../../nodes/platform/vocabulary/repeats';

const HOUR = 60 * 60 * 1_000;
const NOON = Date.UTC(2026, 4, 1, 12);
const options = { windowMs: 24 * HOUR };

it('what was added is known, and nothing else', () => {
	const repeats = createRepeats(options);
	repeats.add('one', NOON);
	expect([repeats.has('one', NOON), repeats.has('two', NOON)]).toEqual([true, false]);
});

it('is known for the whole window, and not much longer', () => {
	const repeats = createRepeats(options);
	repeats.add('one', NOON);
	expect(repeats.has('one', NOON + 24 * HOUR)).toBe(true);
	expect(repeats.has('one', NOON + 24.5 * HOUR)).toBe(false);
});

it('what is written down is known to the next process', () => {
	const before = createRepeats(options);
	before.add('one', NOON);
	before.add('two', NOON + 5 * HOUR);
	const after = createRepeats(options);
	after.learn(before.write(NOON + 6 * HOUR));
	for (const name of ['one', 'two']) expect(after.has(name, NOON + 6 * HOUR)).toBe(true);
});

it('two processes that write in turn know what both have processed', () => {
	const [here, there] = [createRepeats(options), createRepeats(options)];
	here.add('here', NOON);
	there.learn(here.write(NOON));
	there.add('there', NOON);
	const written = there.write(NOON);
	here.learn(written);
	expect(here.has('there', NOON)).toBe(true);
	// Somebody overwrites what was written: it comes back with the next record.
	here.learn([]);
	expect(here.write(NOON)).toEqual(written);
});

describe('of a thousand records, 100 of which are to be remembered and 40 to be written down', () => {
	const now = NOON + 1_000 * 60_000;
	const names = Array.from({ length: 1_000 }, (_, index) => `call ${index}`);

	it.each([
		['written after each', 1, 43],
		['written at the end', 1_000, 40],
	])('the latest are, in 8 characters each: %s', (_when, every, most) => {
		const repeats = createRepeats({ ...options, limit: 100, lasting: 40 });
		for (const [index, name] of names.entries()) {
			repeats.add(name, NOON + index * 60_000);
			if (index % every === 0) repeats.write(NOON + index * 60_000);
		}
		const written = repeats.write(now);
		expect(written.join('').length).toBeLessThan(most * 8 + 60);
		expect(names.filter((name) => repeats.has(name, now))).toEqual(names.slice(-repeats.size()));
		expect(repeats.size()).toBeGreaterThanOrEqual(100);
		expect(repeats.size()).toBeLessThan(103);

		const next = createRepeats({ ...options, limit: 100, lasting: 40 });
		next.learn(written);
		expect(names.filter((name) => next.has(name, now))).toEqual(names.slice(-next.size()));
		expect(next.size()).toBeGreaterThanOrEqual(40);
	});
});

it('what another process has written and this one no longer does is known, and not written down once more', () => {
	const repeats = createRepeats({ ...options, limit: 100, lasting: 40 });
	for (let index = 0; index < 100; index++) repeats.add(`call ${index}`, NOON + index * 60_000);
	const now = NOON + 100 * 60_000;
	const more = createRepeats(options);
	for (let index = 0; index < 100; index++) more.add(`call ${index}`, NOON + index * 60_000);
	const written = repeats.write(now);
	repeats.learn(more.write(now));
	expect(repeats.write(now)).toEqual(written);
	expect(repeats.size()).toBe(100);
});

it('holds each once, however often it came to have more with it', () => {
	const repeats = createRepeats({ ...options, limit: 100, lasting: 50 });
	for (let extras = 0; extras < 32; extras++) {
		for (let index = 0; index < 100; index++) repeats.add(`call ${index}`, NOON, extras);
	}
	expect(repeats.write(NOON).join('').length).toBeLessThan(53 * 8 + 60);
	expect([repeats.size(), repeats.extrasOf('call 0', NOON)]).toEqual([100, 31]);
});

it('a window of nothing remembers nothing', () => {
	const repeats = createRepeats({ windowMs: 0 });
	repeats.add('one', NOON);
	expect([repeats.has('one', NOON), repeats.write(NOON)]).toEqual([false, []]);
});

it('is written down with what is about to be added, which is not known before', () => {
	const repeats = createRepeats(options);
	repeats.add('one', NOON);
	const written = repeats.write(NOON, [{ name: 'two', extras: 1 }]);
	expect(repeats.has('two', NOON)).toBe(false);
	repeats.add('two', NOON, 1);
	expect(repeats.write(NOON)).toEqual(written);
});

it('is known with what each record had with it, all times together', () => {
	const repeats = createRepeats(options);
	repeats.add('one', NOON);
	repeats.add('one', NOON + HOUR, 1);
	repeats.add('one', NOON + HOUR, 2);
	const again = createRepeats(options);
	again.learn(repeats.write(NOON + HOUR));
	expect([repeats, again].map((each) => each.extrasOf('one', NOON + HOUR))).toEqual([3, 3]);
	expect(again.extrasOf('two', NOON + HOUR)).toBeUndefined();
});

it('a clock that is set back forgets nothing', () => {
	const repeats = createRepeats(options);
	repeats.add('one', NOON);
	repeats.write(NOON - 3 * HOUR);
	expect(repeats.has('one', NOON - 3 * HOUR)).toBe(true);
});

it('when a clock is set back by hours, the latest are written down all the same', () => {
	const repeats = createRepeats({ ...options, limit: 100, lasting: 40 });
	for (let index = 0; index < 60; index++) repeats.add(`before ${index}`, NOON + 3 * HOUR);
	for (let index = 0; index < 30; index++) repeats.add(`after ${index}`, NOON);
	const next = createRepeats(options);
	next.learn(repeats.write(NOON));
	const known = (name: string) => next.has(name, NOON);
	expect([known('after 0'), known('after 29'), known('before 59'), known('before 0')]).toEqual([
		true,
		true,
		true,
		false,
	]);
});

it('what it had with it when it was forgotten counts no more when it comes again', () => {
	const repeats = createRepeats({ windowMs: HOUR, limit: 20, lasting: 5 });
	repeats.add('one', NOON, 1);
	for (let index = 0; index < 10; index++) repeats.add(`call ${index}`, NOON + 0.5 * HOUR);
	repeats.write(NOON + 0.5 * HOUR);
	const later = NOON + 1.3 * HOUR;
	expect(repeats.extrasOf('one', later)).toBeUndefined();
	repeats.add('one', later, 2);
	expect(repeats.extrasOf('one', later)).toBe(2);
});

it('whatever stands in the static data does no harm', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.anything(),
				fc.array(fc.oneof(fc.anything(), fc.string(), fc.stringMatching(/^\d{1,6}[\w-]:[\w-]{0,30}$/))),
			),
			(written) => {
				const repeats = createRepeats(options);
				repeats.learn(written);
				repeats.add('one', NOON);
				const again = createRepeats(options);
				again.learn(repeats.write(NOON));
				expect(again.has('one', NOON)).toBe(true);
			},
		),
	);
});
