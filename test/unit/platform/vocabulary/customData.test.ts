import { toWireName, withOwnNames } from '../../../../nodes/platform/vocabulary/customData';

it.each(['LeadID', 'var_LeadID'])(
	'%s is var_LeadID to Voicenter, and LeadID to whoever put it in',
	(name) => {
		expect(toWireName(name)).toBe('var_LeadID');
		expect(withOwnNames({ [toWireName(name)]: 7 })).toEqual({ LeadID: 7 });
	},
);

it('a name without the mark, or of nothing but the mark, stays', () => {
	expect(withOwnNames({ OriginalIvrUniqueID: 'a', var_: 'b' })).toEqual({
		OriginalIvrUniqueID: 'a',
		var_: 'b',
	});
});

it('nothing is lost where both names are there', () => {
	expect(withOwnNames({ var_lead: 1, lead: 2 })).toEqual({ var_lead: 1, lead: 2 });
});

it.each([[undefined], [null], [{}]])('%j is no custom data', (nothing) => {
	expect(withOwnNames(nothing)).toBeUndefined();
});

it('a name that every object has is a name like others, but for the one that would change the object', () => {
	const data = JSON.parse('{"var_constructor":1,"var___proto__":2}') as object;
	expect(Object.entries(withOwnNames(data) ?? {})).toEqual([
		['constructor', 1],
		['var___proto__', 2],
	]);
});
