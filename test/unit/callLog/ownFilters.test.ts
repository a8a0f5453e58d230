import { ownTest } from '../../../nodes/platform/services/callLog/ownFilters';
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
