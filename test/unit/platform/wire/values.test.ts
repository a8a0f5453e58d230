import {
	lowerCaseKeys,
	wireBoolean,
	wireInteger,
	wireNumber,
	wireText,
} from '../../../../nodes/platform/wire/values';

describe('single values as Voicenter writes them', () => {
	it.each([
		['OK', 'OK'],
		[' Sales Queue ', 'Sales Queue'],
		[12345678, '12345678'],
		[0, '0'],
		['', undefined],
		['  ', undefined],
		[null, undefined],
		[undefined, undefined],
		[{ a: 1 }, undefined],
		[['a'], undefined],
		[Number.NaN, undefined],
	])('a text: %j is %j', (wire, expected) => {
		expect(wireText.parse(wire)).toBe(expected);
	});

	it.each([
		[33, 33],
		['33', 33],
		[' 33 ', 33],
		[0, 0],
		['0', 0],
		['-1.5', -1.5],
		['', undefined],
		[null, undefined],
		['many', undefined],
		['Infinity', undefined],
		[true, undefined],
	])('a number: %j is %j', (wire, expected) => {
		expect(wireNumber.parse(wire)).toBe(expected);
	});

	it.each([
		[true, true],
		['true', true],
		['True', true],
		[1, true],
		['1', true],
		[false, false],
		['FALSE', false],
		[0, false],
		['0', false],
		['', undefined],
		[null, undefined],
		['yes', undefined],
		[2, undefined],
		[{ toString: 1 }, undefined],
	])('yes or no: %j is %j', (wire, expected) => {
		expect(wireBoolean.parse(wire)).toBe(expected);
	});

	it.each([[0], ['0'], ['200'], [-2]])('an integer that must be there: %j', (wire) => {
		expect(wireInteger.parse(wire)).toBe(Number(wire));
	});

	// An error number that is missing must never read as 0, which means success.
	it.each([[''], [' '], [null], [undefined], [false], [[]], ['OK'], [1.5]])('no integer: %j', (wire) => {
		expect(wireInteger.safeParse(wire).success).toBe(false);
	});

	it('fields are found whatever their case', () => {
		expect(lowerCaseKeys({ DepartmentID: 1, IVR: 2 })).toEqual({ departmentid: 1, ivr: 2 });
	});
});
