/** By when answers are due: an item says it as a time of day, and this process knows it by a clock that nobody can set. */
import { BoundedMap } from '../../platform/vocabulary/bounded';

/** More calls than wait at once. */
const MOST = 10_000;

const due = new BoundedMap<string, number>(MOST);

/**
 * @param answerBy as the item says it: ISO 8601
 * @param at the same moment, in milliseconds of `performance.now()`
 */
export function noteDue(answerBy: string, at: number): void {
	due.set(answerBy, at);
}

/**
 * @param answerBy as an item says it
 * @returns how many milliseconds ago that was, by the time of day where another process has said it; NaN for no time
 */
export function msSinceDue(answerBy: string): number {
	const at = due.get(answerBy);
	return at === undefined ? Date.now() - Date.parse(answerBy) : performance.now() - at;
}
