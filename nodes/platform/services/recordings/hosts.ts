/** Where recordings may come from: addresses come from items, which anybody may have written. */
import { movedTo } from '../../http/origin';

/** `cpanel.voicenter.co.il` in every sample, and Voicenter's other domains. */
const VOICENTER_DOMAINS = ['voicenter.co.il', 'voicenter.com', 'voicenter.co'];

/**
 * Amazon S3, where real records have their recordings (voicenter-api.md §9): the bucket before the host or in the path.
 * Not its entries from private networks, which are below vpce.amazonaws.com.
 */
const STORAGE =
	/^(?:[a-z\d][a-z\d.-]*\.)?s3(?:[.-](?:dualstack\.)?[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com$/;

/** Whether an address is at Voicenter itself, by https, or at the base URL: an account's code may go there. */
export function isAtVoicenter(address: URL, baseUrl: string | undefined): boolean {
	const { protocol, hostname, origin, username, port } = address;
	if (baseUrl !== undefined && URL.canParse(baseUrl) && new URL(baseUrl).origin === origin) return true;
	const isKnown = VOICENTER_DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
	return isKnown && protocol === 'https:' && username === '' && port === '';
}

/** Whether a recording may be fetched from there. Records name storage by http, too. */
export function isAllowed(address: URL, baseUrl: string | undefined): boolean {
	if (isAtVoicenter(address, baseUrl)) return true;
	const { protocol, hostname, username, port } = address;
	return /^https?:$/.test(protocol) && username === '' && port === '' && STORAGE.test(hostname);
}

/** By https where the host has a certificate for its name: a bucket with dots in its name has none. */
export function secured(address: URL, baseUrl: string | undefined): URL {
	const isOneName = /^[^.]+\.s3[.-]/.test(address.hostname) || address.hostname.startsWith('s3');
	if (address.protocol !== 'http:' || isAtVoicenter(address, baseUrl) || !isOneName) return address;
	return movedTo(address, `https://${address.hostname}`);
}
