import { type Completed, createSeen, type Seen } from '../../../nodes/platform/services/callLog/seen';

const SPAN = 900;
/** A record of a call: its type and time are its place, and `says` is what else it says. */
const record = (call: string, says = '', { type = '8', time = '5', second = 1_000 } = {}): Seen => ({
	second,
	identity: [call, type, time, says].join('\n'),
});
const seenOf = (...rows: Seen[]) => {
	const seen = createSeen(undefined);
	for (const row of rows) seen.add(row);
	return seen;
};
const isKnown = (written: unknown, ...rows: Seen[]) => {
	const unknown = createSeen(written).unknownOf(rows, 'none');
	return rows.map((row) => !unknown.has(row));
};

it('what is written down is known again, and nothing else is', () => {
	const rows = [record('a'), record('a', 'other'), record('b'), record('c', '', { second: 1_000 + SPAN })];
	const written = seenOf(...rows, record('a')).write([], 0);
	expect(isKnown(written, ...rows)).toEqual([true, true, true, true]);
	expect(isKnown(written, record('d'), record('a', 'another'), record('b', 'other'))).toEqual([
		false,
		false,
		false,
	]);
	expect(createSeen(written).size()).toBe(4);
	// Calls of a quarter of an hour stand together.
	expect(written.split(' ').map((part) => part.split(',').length)).toEqual([1, 2]);
	expect(createSeen(written).write([], 0)).toBe(written);
});

it.each([
	undefined,
	null,
	7,
	'',
	'x',
	'1',
	'1:',
	':abc',
	'1:abcdefghij',
	'1:abcdefghijklmn',
	'x1:abcdefghijklmno',
	'1:abcdefghij klmno',
	'1:abcdefghij/lmno',
	'--1:abcdefghijklmno',
	'1234567890123:abcdefghijklmno',
])('%j is nothing', (written) => {
	expect(createSeen(written).size()).toBe(0);
});

it('what can be read of it counts', () => {
	expect(createSeen('1:abcdefghijklmno').size()).toBe(1);
	expect(createSeen('1:abcdefghijklmnopqrst').size()).toBe(2);
	expect(createSeen('1:abcdefghijklmnopq').size()).toBe(1);
	expect(createSeen('nonsense -1:abcdefghijklmno,x,bbcdefghijklmno 2:cbcdefghijklmno').size()).toBe(3);
});

describe('forgotten is', () => {
	const left = (written: string) => createSeen(written).size();

	it('what began before, and was not read now', () => {
		const row = record('a');
		expect(left(seenOf(row).write([], 1_000))).toBe(1);
		expect(left(seenOf(row).write([], 1_001))).toBe(0);
		expect(left(seenOf(row).write([row], 9_999))).toBe(1);
		expect(left(seenOf(row).write([record('a', 'other')], 9_999))).toBe(1);
		expect(left(seenOf(row).write([record('b')], 9_999))).toBe(0);
	});

	it('not a call of which a later record is there', () => {
		const [early, late] = [record('a', '', { second: 500 }), record('a', 'later', { second: 1_000 })];
		for (const rows of [
			[early, late],
			[late, early],
		])
			expect(left(seenOf(...rows).write([], 1_000))).toBe(2);
	});

	it('once written down, what is before the end of its quarter of an hour', () => {
		for (const second of [SPAN, 2 * SPAN - 1]) {
			const written = seenOf(record('a', '', { second })).write([], 0);
			expect(left(createSeen(written).write([], 2 * SPAN - 1))).toBe(1);
			expect(left(createSeen(written).write([], 2 * SPAN))).toBe(0);
		}
		const longAgo = seenOf(record('a', '', { second: -5 })).write([], -100);
		expect(left(longAgo)).toBe(1);
	});
});

describe('a record that was completed is the same one', () => {
	const [before, completed] = [record('a', 'x'), record('a', 'y')];
	const bare = record('a', 'x', { type: '' });
	const moved = record('a', 'y', { type: '9' });

	it.each<[string, Seen, Seen, Completed, boolean]>([
		['at its place', before, completed, 'all', true],
		['at its place, where only that counts', before, completed, 'inPlace', true],
		['not where nothing is known of it', before, completed, 'none', false],
		['that has got its type', bare, completed, 'all', true],
		['that has lost it', completed, bare, 'all', true],
		['not by its type where only its place counts', bare, completed, 'inPlace', false],
		['not with another type', before, moved, 'all', false],
		['not of another call', before, record('b', 'y'), 'all', false],
	])('%s', (_, one, other, how, isSame) => {
		const seen = seenOf(one);
		expect(seen.unknownOf([other], how).size).toBe(isSame ? 0 : 1);
		// And from then on as it is now.
		expect(seen.unknownOf([other], 'none').size).toBe(isSame ? 0 : 1);
		expect(seen.unknownOf([one], 'none').size).toBe(isSame ? 1 : 0);
	});

	it('once, and not while it is there still', () => {
		expect(seenOf(before).unknownOf([before, completed], 'all')).toEqual(new Set([completed]));
		const another = record('a', 'z');
		expect(seenOf(before).unknownOf([completed, another], 'all')).toEqual(new Set([another]));
	});
});
