import { type Life, matchLives } from './lives';

/** The storm's own judge: it must see what it is there to see. */

const sent = (connectionId: string, ...words: string[]) =>
	['loginSuccess', ...words].map((name) => ({ connectionId, name, payload: { connectionId } }));
const heard = (connectionId: string, words: string[], wasLost = false): Life => ({
	events: ['loginSuccess', ...words].map((name) => ({
		name,
		payload: { connectionId },
		receivedAt: new Date(),
	})),
	wasLost,
});

test('what was sent was heard', () => {
	expect(matchLives([heard('one', ['a', 'b'])], sent('one', 'a', 'b'))).toEqual({
		heard: 3,
		lost: 0,
		unmatched: [],
	});
});

test('the last words of a connection that was lost may be missing', () => {
	expect(matchLives([heard('one', ['a'], true)], sent('one', 'a', 'b'))).toEqual({
		heard: 2,
		lost: 1,
		unmatched: [],
	});
});

test.each([
	['missing', ['a', 'c'], true],
	['heard twice', ['a', 'a', 'b', 'c'], true],
	['heard in another order', ['b', 'a', 'c'], true],
	['heard and never sent', ['a', 'b', 'c', 'd'], true],
	['missing at the end of a connection that was not lost', ['a', 'b'], false],
])('a word that is %s is found', (_what, words, wasLost) => {
	expect(matchLives([heard('one', words, wasLost)], sent('one', 'a', 'b', 'c')).unmatched).toHaveLength(1);
});
