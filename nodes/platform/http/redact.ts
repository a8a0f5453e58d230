const MASK = '••••••';

/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 4;

/**
 * Blanks out secrets, as they are and as they look inside a URL.
 *
 * @param text anything that a person or a log may see
 * @param secrets the values to hide
 * @returns the text without them
 */
export function redact(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= SHORTEST_SECRET)
		.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
		.sort((a, b) => b.length - a.length)
		.reduce((seen, secret) => seen.replaceAll(secret, MASK), text);
}

/**
 * Leaves out a user and a password that stand in an address, which need not be one that can be read.
 *
 * @param address as somebody wrote it
 */
export function withoutPassword(address: string): string {
	const at = address.lastIndexOf('@');
	return at < 0 ? address : `…${address.slice(at)}`;
}
