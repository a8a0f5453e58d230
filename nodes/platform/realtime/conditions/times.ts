/** The server's clock and ours. */

/** A list may be some moments older than what it comes after; the wire's times are whole seconds. */
export const SNAPSHOT_SLACK_MS = 2_000;

/** How often the clock is looked at, and how exact it is. */
export const SLOT_MS = 250;

/** More than any account has at once. */
export const LONGEST_MEMORY = 10_000;

/**
 * When something began by our clock: only differences between the server's times are believed, for its clock may be
 * another one.
 *
 * @param since when it began, by the server's clock; ISO 8601
 * @param at when the server said so, by its clock; ISO 8601
 * @param now when we heard it; milliseconds by our clock
 */
export function began(since: string, at: string, now: number): number {
	const ago = Date.parse(at) - Date.parse(since);
	return now - (ago > 0 ? ago : 0);
}
