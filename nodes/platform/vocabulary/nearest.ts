import { closest, distance } from 'fastest-levenshtein';

import { comparable } from './lists';

/** A name may differ from what was meant in so many of its letters. */
const MOST_WRONG = 0.4;

/** What somebody has probably meant by a name that does not exist; undefined where nothing is like it. */
export function nearestTo(text: string, names: readonly string[]): string | undefined {
	const typed = comparable(text);
	if (names.length === 0 || typed === '') return undefined;
	const words = new Map(names.map((name) => [comparable(name), name]));
	const nearest = closest(typed, [...words.keys()]);
	if (distance(typed, nearest) <= MOST_WRONG * Math.max(typed.length, nearest.length))
		return words.get(nearest);
	const part = [...words.keys()].find((word) => word.includes(typed) || typed.includes(word));
	return part === undefined ? undefined : words.get(part);
}
