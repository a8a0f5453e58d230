/** Ships no types. */
declare module 'proxy-from-env' {
	/** The proxy for a URL, as the environment names it; an empty text when there is none. */
	export function getProxyForUrl(url: string): string;
}
