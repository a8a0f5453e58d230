import { createContext, Script } from 'node:vm';

/** Runs what its context holds under the name `work`. */
const script = new Script('work()');

/**
 * Runs something that may take far too long, and breaks it off when it does: while it runs, nothing else in this
 * process does, and no timer could.
 *
 * @param work nothing of what it has begun may be needed when it is broken off
 * @param milliseconds how long it may take
 * @returns what it returns
 * @throws what it throws, or an Error when it was broken off
 */
export function withinTime<Result>(work: () => Result, milliseconds: number): Result {
	return script.runInContext(createContext({ work }), { timeout: milliseconds }) as Result;
}
