import { fieldsFor, ownTest } from '../../../nodes/platform/services/callLog/ownFilters';
import { unlisted } from '../../../nodes/platform/services/unlisted';
import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { localeOf } from '../../../nodes/platform/vocabulary/locale';

const toNumber = (did: string) => ({ callId: '7', did }) as CallRecord;

it.each([
	['2700*', '*2700'],
	['072-277-6772', '972722776772'],
	['+44 20 7183 8750', '442071838750'],
	['‏Main Line', 'main line'],
])('a called number that is written as %s is %s', (typed, did) => {
	const test = ownTest({ dids: typed }, localeOf());
	expect(test?.(toNumber(did))).toBe(true);
	expect(test?.(toNumber('0722776773'))).toBe(false);
	expect(unlisted(typed, ['dids'], [{ id: did }])).toEqual([]);
	expect(unlisted(typed, ['dids'], [{ id: '0722776773' }])).toHaveLength(1);
});

it.each([
	[{}, []],
	[{ agents: '', dids: [] }, []],
	[{ agents: 'Dana' }, ['agent']],
	[{ dids: ['1'] }, ['did']],
	[{ agents: ['Dana'], dids: '1', outcomes: ['missed' as const] }, ['agent', 'did']],
])('%j needs %j', (filters, fields) => {
	expect(fieldsFor(filters)).toEqual(fields);
});

it.each([
	[{ outcomes: ['missed' as const] }, true],
	[{ outcomes: ['answered' as const, 'missed' as const] }, true],
	[{ outcomes: ['answered' as const] }, false],
	[{ agents: 'Dana, Noa' }, true],
	[{ agents: 'Noa' }, false],
	[{ dids: '2700' }, true],
	[{ agents: 'Dana', dids: '2701' }, false],
	[{ agents: 'Noa', outcomes: ['missed' as const] }, false],
])('%j wants a call that Dana missed: %s', (filters, isWanted) => {
	const call = { ...toNumber('2700'), isMissed: true, isAnswered: false, agent: { name: 'Dana' } };
	expect(ownTest(filters, localeOf())?.(call)).toBe(isWanted);
	expect(ownTest(filters, localeOf())?.({ callId: '8' } as CallRecord)).toBe(false);
});

it('nothing to test is no test', () => {
	expect(ownTest({ agents: '', dids: [], outcomes: [] }, localeOf())).toBeUndefined();
});
