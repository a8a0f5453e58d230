import { IgnoredFilterError, rowTest } from '../../../nodes/platform/services/callLog/matching';
import { readRow } from '../../../nodes/platform/services/callLog/row';
import type { Criteria } from '../../../nodes/platform/services/callLog/search';

const test = (criteria: Criteria, ...rows: Record<string, unknown>[]) => {
	const isAskedFor = rowTest(criteria);
	return rows.map((row) => isAskedFor(readRow(row)));
};

it.each<[Criteria, boolean[]]>([
	[{}, [true, true, true]],
	[{ callId: 'a' }, [true, false, false]],
	[{ callIds: new Set(['a', 'b']) }, [true, true, false]],
	[{ callIds: new Set(['b', 'undefined']) }, [false, true, false]],
	[{ callId: 'a', queues: [], campaigns: [] }, [true, false, false]],
])('%j', (criteria, expected) => {
	expect(test(criteria, { CallID: 'a' }, { CallID: 'b' }, {})).toEqual(expected);
});

describe('a filter that was ignored is seen by', () => {
	it.each([
		['a call past every queue', { CdrType: 1 }, true],
		['the same by its name', { Type: 'Incoming Call' }, true],
		['one that somebody made', { CdrType: 4 }, true],
		['a click to call', { CdrType: 10 }, true],
		['a conference', { CdrType: 12 }, true],
		['a call of a queue', { CdrType: 8 }, false],
		['one that came in and names its queue', { CdrType: 1, QueueName: 'Sales' }, false],
		['one of the dialer', { CdrType: 15 }, false],
		['a transfer', { CdrType: 13 }, false],
		['a voicemail', { CdrType: 11 }, false],
		['one of a type that is not known', { CdrType: 99, Type: 'Newer' }, false],
		['one of no type', {}, false],
	])('%s', (_, row, isSeen) => {
		for (const [filter, criteria] of [
			['Queues', { queues: [1] }],
			['Campaigns', { campaigns: [1] }],
			['Queues', { queues: [1], campaigns: [1] }],
		] satisfies [string, Criteria][]) {
			const run = () => test(criteria, row);
			if (isSeen) expect(run).toThrow(new IgnoredFilterError(filter));
			else expect(run()).toEqual([true]);
		}
		expect(test({}, row)).toEqual([true]);
	});

	it('more queues than were asked for', () => {
		const rows = ['Sales', 'Sales', 'Service', 'Support'].map((QueueName) => ({ QueueName }));
		expect(test({ queues: [1, 2] }, ...rows.slice(0, 3), {})).toEqual([true, true, true, true]);
		expect(() => test({ queues: [1, 2] }, ...rows)).toThrow('Queues was ignored');
		expect(test({ campaigns: [1] }, ...rows)).toHaveLength(4);
	});
});
