import { type Context, createContext, Script } from 'node:vm';

/** Runs what the room holds under the name `work`. */
const script = new Script('work()');

/** Made on first use, and only once: making one takes longer than most work. */
let room: Context | undefined;

/**
 * Runs something that may take far too long, and breaks it off when it does: while it runs, nothing else in this
 * process does, and no timer could.
 *
 * @param work nothing of what it has begun may be needed when it is broken off; it may not use this function itself
 * @param milliseconds how long it may take
 * @returns what it returns
 * @throws what it throws, or an Error when it was broken off
 */
export function withinTime<Result>(work: () => Result, milliseconds: number): Result {
	room ??= createContext({});
	room['work'] = work;
	try {
		return script.runInContext(room, { timeout: milliseconds }) as Result;
	} finally {
		// What the work holds is not to be kept.
		room['work'] = undefined;
	}
}
