/** Text that is not what its format promises: the message says, in plain words, what was wrong with it. */
export class WireError extends Error {
	override readonly name = 'WireError';
}

/** How deep lists and objects may nest in anything that we read. Voicenter's own data is at most 5 deep. */
export const MAX_DEPTH = 40;
