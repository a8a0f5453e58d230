import { withinTime } from '../../../../nodes/platform/wire/withinTime';

it('gives what the work gives', () => {
	const result = { a: 1 };
	expect(withinTime(() => result, 1_000)).toBe(result);
});

it('throws what the work throws', () => {
	const error = new RangeError('too much');
	expect(() =>
		withinTime(() => {
			throw error;
		}, 1_000),
	).toThrow(error);
});

it('breaks off what does not end, and works again afterwards', () => {
	const began = performance.now();
	expect(() =>
		withinTime(() => {
			for (;;);
		}, 50),
	).toThrow(/timed out/);
	expect(performance.now() - began).toBeGreaterThanOrEqual(45);
	expect(withinTime(() => 'again', 1_000)).toBe('again');
});
