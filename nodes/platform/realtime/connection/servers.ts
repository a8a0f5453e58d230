import { movedTo } from '../../http/origin';

/** Hosts that a base URL stands for. A login that names other ones, a simulator's, means these. */
const VOICENTER_HOST = /(^|\.)voicenter\.(co|com|net|co\.il)$/i;

/**
 * The servers to connect to, each once, the preferred one first. Pure.
 *
 * @param listed as the login names them
 * @param baseUrl when set, Voicenter's own hosts are reached there, with the path unchanged
 */
export function serversOf(listed: readonly string[], baseUrl: string | undefined): string[] {
	return [...new Set(listed.map((server) => onOrigin(server, baseUrl)))];
}

function onOrigin(server: string, baseUrl: string | undefined): string {
	const address = new URL(server);
	if (!baseUrl || !VOICENTER_HOST.test(address.hostname) || !URL.canParse(baseUrl)) return server;
	return movedTo(address, baseUrl).href;
}
