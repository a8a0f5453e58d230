/**
 * No tunnel came about through the proxy of HTTP_PROXY or HTTPS_PROXY. What was to go through it was not sent. It has no
 * `code` as its cause has: undici would take it for its own, and connect again.
 */
export class ProxyFailure extends Error {
	override readonly name = 'ProxyFailure';

	/** @param cause what the proxy, or the way to it, made undici throw */
	constructor(override readonly cause: unknown) {
		super('The proxy gave no tunnel');
	}
}
