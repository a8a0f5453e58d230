import { comparable, entries, holds } from '../../../../nodes/platform/vocabulary/lists';
import { pickTest } from '../../../../nodes/platform/vocabulary/picks';

describe('words that people compare', () => {
	it.each([
		['a mark of writing direction', '\u200Fמכירות', 'מכירות'],
		['marks about it', '\u202Bמכירות\u202C', 'מכירות'],
		['gershayim and a quote', 'צה״ל', 'צה"ל'],
		['two geresh for gershayim', 'צה׳׳ל', 'צה"ל'],
		['a curly quote', 'Dana’s Queue', "Dana's Queue"],
		['an accent for a quote', 'Dana`s Queue', 'Dana´s Queue'],
		['two quotes for one', "7'' Screens", '7″ Screens'],
		['a blank that does not break', 'Sales\u00A0Queue', 'Sales Queue'],
		['two blanks', 'Sales  Queue ', 'Sales Queue'],
		['upper case', 'SALES queue', 'Sales Queue'],
		['a Hebrew hyphen', 'תל־אביב', 'תל-אביב'],
		['letters of another width', 'Ｓａｌｅｓ', 'Sales'],
	])('are the same in spite of %s', (_, typed, name) => {
		expect(comparable(typed)).toBe(comparable(name));
		expect(pickTest(typed)({ id: [undefined, name] })).toBe(true);
		expect(pickTest(name)({ name: typed })).toBe(true);
		expect(holds(`The ${name}`, typed)).toBe(true);
	});

	it('differ where anybody sees it', () => {
		expect(pickTest('Sale')({ name: 'Sales' })).toBe(false);
		expect(pickTest('SalesQueue')({ name: 'Sales Queue' })).toBe(false);
		expect(holds('Sales', 'Support')).toBe(false);
	});
});

describe('a list in one field', () => {
	it.each([
		['Sales Queue, 123456789', ['sales queue', '123456789']],
		['"Sales, North", South', ['sales, north', 'south']],
		['South,"Sales, North"', ['south', 'sales, north']],
		['“Sales, North”', ['sales, north']],
		['צה״ל, צה"ל', ['צה"ל', 'צה"ל']],
		['"Best" Queue, Other', ['"best" queue', 'other']],
		['"Open, End', ['"open', 'end']],
		[' , ,a,, ', ['a']],
		[123456789, ['123456789']],
		['', []],
		[undefined, []],
	])('%s', (list, wanted) => {
		expect(entries(list)).toEqual(wanted);
	});
});
