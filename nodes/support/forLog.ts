/** An ID of Voicenter's is 32 characters long, and the longest of our own sentences some 200. */
const LONGEST = 200;

/**
 * Makes a text that came from outside fit for a line of the log: it cannot begin a line of its own, nor fill the disk.
 *
 * @param text whatever somebody has sent
 */
export function forLog(text: string): string {
	const line = text.slice(0, LONGEST).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
	return text.length > LONGEST ? `${line}…` : line;
}
