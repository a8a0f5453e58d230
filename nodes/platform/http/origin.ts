/**
 * Moves an address to another origin, its path and query unchanged. It is not resolved against that origin: a path that
 * begins with two slashes would be read as a host of its own, and the request would go there.
 *
 * @param address what is moved
 * @param origin an address of the other origin; nothing else of it counts: a password in it would be seen in events
 */
export function movedTo({ pathname, search }: URL, origin: string): URL {
	const moved = new URL(origin);
	moved.pathname = pathname;
	moved.search = search;
	moved.username = moved.password = moved.hash = '';
	return moved;
}

/**
 * Where requests go, to tell one place from another.
 *
 * @param baseUrl the credential's
 * @returns its origin; an empty text where requests go to Voicenter itself
 */
export function placeOf(baseUrl: string | undefined): string {
	return baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).origin : '';
}
