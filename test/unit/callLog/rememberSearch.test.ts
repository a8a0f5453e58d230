import { rememberSearch } from '../../../nodes/platform/services/callLog/newRecords';

it('twenty searches of a kind are remembered, those used last, whatever other kinds there are', () => {
	const memory: Record<string, unknown> = {};
	rememberSearch(memory, 'seenB:other', 0);
	for (let search = 0; search < 20; search++) rememberSearch(memory, `seenA:${search}`, search);
	rememberSearch(memory, 'seenA:0', 'used again');
	rememberSearch(memory, 'seenA:20', 20);
	expect(Object.keys(memory)).toEqual([
		'seenB:other',
		...Array.from({ length: 18 }, (_, index) => `seenA:${index + 2}`),
		...['seenA:0', 'seenA:20'],
	]);
	expect(memory['seenA:0']).toBe('used again');
});
