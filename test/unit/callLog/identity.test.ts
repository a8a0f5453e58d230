import { identityOf, placeOf } from '../../../nodes/platform/services/callLog/identity';
import { readRow } from '../../../nodes/platform/services/callLog/row';
import { OUTGOING } from './samples';

describe('a record is known by', () => {
	const nameOf = (over: object) => identityOf(readRow({ ...OUTGOING, ...over }));

	it.each<[string, object, object]>([
		['its numbers, where it has no ID', { CallID: '' }, { CallID: '', CallerNumber: '1' }],
		['a type that is not documented', { CdrType: 98, Type: '' }, { CdrType: 99, Type: '' }],
		['the name of one', { CdrType: '', Type: 'Newer' }, { CdrType: '', Type: 'Newest' }],
	])('%s', (_, one, other) => {
		expect(nameOf(one)).not.toBe(nameOf(other));
		expect(placeOf(nameOf(one)).name).not.toBe(placeOf(nameOf(other)).name);
	});

	it.each<[string, object, boolean]>([
		['both', {}, true],
		['no type', { Type: '', CdrType: '' }, false],
		['no time', { Date: '' }, false],
	])('its type and time: with %s', (_, over, isComplete) => {
		expect(placeOf(nameOf(over)).isComplete).toBe(isComplete);
	});

	it('the same type, by its number or its name', () => {
		expect(nameOf({ CdrType: '' })).toBe(nameOf({ Type: '' }));
	});
});
