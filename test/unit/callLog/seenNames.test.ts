import { seenNames } from '../../../nodes/platform/services/callLog/seenNames';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { localeOf } from '../../../nodes/platform/vocabulary/locale';

const CALLS = [
	{ agent: { id: '7', name: 'Dana Levi' }, did: '0722776772' },
	{ agent: { id: '8', name: 'Noa Cohen' }, did: '97231234567' },
	{ agent: { name: 'Avi' } },
	{},
] as CallRecord[];

function after(calls: readonly CallRecord[], filters: Parameters<typeof seenNames>[0], country?: string) {
	const seen = seenNames(filters);
	for (const call of calls) seen?.add(call, localeOf({ country }));
	return seen?.unmatched();
}

it.each([{}, { agents: '', dids: [] }, { agents: ' , ' }])(
	'%j names nothing, and no call has to be looked at',
	(filters) => {
		expect(seenNames(filters)).toBeUndefined();
	},
);

it.each([
	{ agents: 'dana levi, 8' },
	{ agents: ['Dana Levi (ID 7)', 'Noa (ID 8)'] },
	{ dids: '072-277-6772, 03-123-4567' },
	{ agents: 'Avi', dids: ['+972 72 277 6772'] },
])('of %j everything had a call', (filters) => {
	expect(after(CALLS, filters)).toEqual([]);
});

it.each([
	[{ agents: 'Dnaa Levi' }, 'Agents: no call of this time has “Dnaa Levi” (did you mean “Dana Levi”?).'],
	[
		{ agents: ['Avi', 'Rachel (ID 9)'] },
		'Agents: no call of this time has “Rachel (ID 9)”. There are calls of “Dana Levi”, “Noa Cohen”, “Avi”.',
	],
	[
		{ agents: ['Noa Cohn', 'Rachel'] },
		'Agents: no call of this time has “Noa Cohn” (did you mean “Noa Cohen”?), “Rachel”.',
	],
	[
		{ dids: '0722776773, 03-123-4567' },
		'Called Numbers: no call of this time has “0722776773”. There are calls of “0722776772”, “97231234567”.',
	],
])('of %j something had none', (filters, sentence) => {
	expect(after(CALLS, filters)).toEqual([sentence]);
});

it('each filter has its sentence; where there is no call at all, nothing is there to name', () => {
	expect(after([], { agents: 'Dana', dids: '1' })).toEqual([
		'Agents: no call of this time has “Dana”.',
		'Called Numbers: no call of this time has “1”.',
	]);
});

it('of many, five are named', () => {
	const many = Array.from({ length: 9 }, (_, index) => ({ did: `072277677${index}` }) as CallRecord);
	expect(after(many, { dids: '1' })?.[0]?.match(/“07/g)).toHaveLength(5);
});

it('a number is read as in the country that is set', () => {
	const british = [{ did: '442071838750' }] as CallRecord[];
	expect(after(british, { dids: '020 7183 8750' }, 'GB')).toEqual([]);
	expect(after(british, { dids: '020 7183 8750' })).toHaveLength(1);
});
