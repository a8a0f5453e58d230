import { isByTime, reversed, sorted } from '../../../nodes/platform/services/callLog/sorting';

type Direction = 'asc' | 'desc';
type Value = string | number | undefined;
const order = (values: Value[][], directions: Direction[]) =>
	sorted(
		values.map((sortValues, index) => ({ sortValues, index })),
		directions.map((direction) => ({ field: 'price', direction })),
	).map(({ index }) => index);

it.each<[Direction, Value[], number[]]>([
	['asc', [3, 1, 2], [1, 2, 0]],
	['desc', [3, 1, 2], [0, 2, 1]],
	['asc', ['b', 'a', undefined, 'c'], [1, 0, 3, 2]],
	['desc', [undefined, 'a', undefined, 'c'], [3, 1, 0, 2]],
	['asc', [2, 1, 2, 1], [1, 3, 0, 2]],
	['desc', [1, 2, 1, 2], [1, 3, 0, 2]],
])('%s: of %j, %j', (direction, values, expected) => {
	expect(
		order(
			values.map((value) => [value]),
			[direction],
		),
	).toEqual(expected);
});

it('the second value counts where the first ones are equal', () => {
	expect(
		order(
			[
				[1, 1],
				[0, 2],
				[1, 3],
				[0, 4],
			],
			['asc', 'desc'],
		),
	).toEqual([3, 1, 2, 0]);
	expect(order([[1], [0]], [])).toEqual([0, 1]);
});

it.each([
	[[], true],
	[['startedAt'], true],
	[['startedAt', 'price'], true],
	[['price', 'startedAt'], false],
] as const)('by %j comes by time: %s', (fields, expected) => {
	expect(isByTime(fields.map((field) => ({ field, direction: 'asc' })))).toBe(expected);
});

it.each([
	['asc', 'desc'],
	['desc', 'asc'],
] as const)('%s is %s from the other end', (direction, other) => {
	expect(reversed({ field: 'price', direction })).toEqual({ field: 'price', direction: other });
});
