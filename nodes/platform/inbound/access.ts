/** Who may call us: a shared secret, and lists of addresses. */
import { createHash, timingSafeEqual } from 'node:crypto';

import ipaddr from 'ipaddr.js';

/** One entry of a list: a network, and how many of its leading bits count. */
type AddressRange = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Before the leading bits of an IPv4 address come 96 others when it is written as IPv6. */
const MAPPED_BITS = 96;

/**
 * Whether a secret is the right one, in a time that says nothing of where the two differ.
 *
 * @param given what the caller showed, of whatever type
 * @param expected the secret; an empty one is never right
 */
export function isSecret(given: unknown, expected: string): boolean {
	if (typeof given !== 'string' || expected === '') return false;
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}

/**
 * Reads a list of addresses and CIDR ranges, IPv4 and IPv6, separated by commas, semicolons or blanks.
 *
 * @returns the ranges, and the entries that are none
 */
export function readAddressList(text: string): { ranges: AddressRange[]; wrong: string[] } {
	const ranges: AddressRange[] = [];
	const wrong: string[] = [];
	for (const entry of text.split(/[\s,;]/).filter((part) => part !== '')) {
		const range = readRange(entry);
		if (range) ranges.push(range);
		else wrong.push(entry);
	}
	return { ranges, wrong };
}

/**
 * Whether an address lies in one of the ranges. An IPv4 address that comes as IPv6 (`::ffff:10.0.0.1`) counts
 * as what it is.
 *
 * @param address the caller's; without one, or with none that can be read, the answer is no
 */
export function isInRanges(address = '', ranges: readonly AddressRange[]): boolean {
	const bare = withoutPort(address);
	if (!ipaddr.isValid(bare)) return false;
	const caller = ipaddr.process(bare);
	return ranges.some(([network, bits]) => caller.kind() === network.kind() && caller.match(network, bits));
}

/** Some proxies write the caller's port as well: `203.0.113.7:51234`, `[2001:db8::7]:51234`. */
function withoutPort(address: string): string {
	return /^\[([^\]]+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

/** Only the usual notations: `10.1` and `010.0.0.1` are valid addresses too, but hardly what was meant. */
function readRange(entry: string): AddressRange | undefined {
	const [address = '', length, ...rest] = entry.split('/');
	const isV4 = ipaddr.IPv4.isValidFourPartDecimal(address);
	if (rest.length > 0 || (!isV4 && !ipaddr.IPv6.isValid(address))) return undefined;
	const longest = isV4 ? 32 : 128;
	if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= longest)) return undefined;
	const bits = length === undefined ? longest : Number(length);
	if (isV4) return [ipaddr.IPv4.parse(address), bits];
	const network = ipaddr.IPv6.parse(address);
	return network.isIPv4MappedAddress() && bits >= MAPPED_BITS
		? [network.toIPv4Address(), bits - MAPPED_BITS]
		: [network, bits];
}
