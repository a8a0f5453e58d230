import { present, presentOrNothing } from '../../../../nodes/platform/vocabulary/absent';

it('what is undefined is left out; false, 0, null and empty text stay', () => {
	const fields = { a: undefined, b: false, c: 0, d: '', e: null };
	expect(Object.keys(present(fields))).toEqual(['b', 'c', 'd', 'e']);
	expect(Object.keys(fields)).toContain('a');
});

it('an object of which nothing is left is absent itself', () => {
	expect(presentOrNothing({ id: undefined, name: undefined })).toBeUndefined();
	expect(presentOrNothing({ id: '7', name: undefined })).toEqual({ id: '7' });
});
