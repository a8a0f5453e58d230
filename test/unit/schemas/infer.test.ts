import { schemaOf } from '../../schemas/infer';

const text = { type: 'string' };
const number = { type: 'number' };

it('puts together what the samples have, each key behind the one that it follows', () => {
	const { properties = {} } = schemaOf([
		{ callId: 'a', target: 'b' },
		{ callId: 'a', caller: 'c', target: 'b', seconds: 1 },
	]);
	expect(Object.entries(properties)).toEqual([
		['callId', text],
		['caller', text],
		['target', text],
		['seconds', number],
	]);
});

it('keeps to a given order, without the fields that no sample has', () => {
	const { properties = {} } = schemaOf([{ b: 1, a: 1, c: 1 }], ['a', 'x', 'b']);
	expect(Object.keys(properties)).toEqual(['a', 'c', 'b']);
});

it('looks into objects and lists', () => {
	const samples = [
		{ path: [{ key: '1' }], queue: { id: '1' } },
		{ path: [], queue: { name: 'Sales' }, isMuted: null },
		{ isMuted: true },
	];
	expect(schemaOf(samples).properties).toEqual({
		path: { type: 'array', items: { type: 'object', properties: { key: text } } },
		queue: { type: 'object', properties: { id: text, name: text } },
		isMuted: { type: 'boolean' },
	});
});

it('says nothing of what is the user’s own', () => {
	expect(schemaOf([{ customData: { colour: 'red' } }]).properties).toEqual({
		customData: { type: 'object' },
	});
});

it('does not guess', () => {
	expect(() => schemaOf([{ id: 1 }, { id: '1' }])).toThrow(
		'output.id is number in one sample and string in another',
	);
	expect(() => schemaOf([{ queue: { id: null } }])).toThrow('output.queue.id has no value in any sample');
});
