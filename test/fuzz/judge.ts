/** What becomes of a fuzzed body, and how it must not end. */
import { readCdrs } from '../../nodes/platform/inbound/cdr';
import { acknowledge } from '../../nodes/platform/inbound/telling';
import { readExternalLayer } from '../../nodes/platform/inbound/externalLayer';
import { readScreenPop } from '../../nodes/platform/inbound/screenPop';
import { readVoiceBot } from '../../nodes/platform/inbound/voiceBot';
import { WireError } from '../../nodes/platform/wire/wireError';
import type { FuzzedBody, Service } from './mutate';

/** The account whose webhooks are fuzzed. */
export const ACCOUNT = { timeZone: 'Asia/Jerusalem', country: 'IL' };

/** What reads a body. */
export type Reader = (body: FuzzedBody) => object;

/** Everything that a service's trigger does with a body before a workflow starts. */
export const READERS: Record<Service, Reader> = {
	cdr: (body) => {
		const { text } = acknowledge(body, 'parseError');
		if (!text.includes('err')) throw new Error('the acknowledgement says nothing');
		return readCdrs(body, ACCOUNT);
	},
	externalLayer: (body) => readExternalLayer(body, ACCOUNT),
	screenPop: (body) => readScreenPop({ query: {}, body }, ACCOUNT),
	voiceBot: (body) => readVoiceBot(body, ACCOUNT),
};

/** How it ended: read, refused, or what went wrong. */
export type Ending = 'read' | 'refused' | { wrong: string };

/**
 * Reads a body; never throws.
 *
 * @param reader the service's own unless told
 */
export function tryToRead(body: FuzzedBody, reader: Reader = READERS[body.service]): Ending {
	try {
		const read = reader(body);
		JSON.stringify(read);
		const found = poison(read);
		return found === undefined ? 'read' : { wrong: found };
	} catch (error) {
		if (error instanceof WireError && error.message !== '') return 'refused';
		return { wrong: error instanceof Error ? `${error.name}: ${error.message}` : `threw ${typeof error}` };
	}
}

/** What is wrong with what was read: a prototype that was replaced, or that a careless copy would replace. */
function poison(value: unknown, path = ''): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) {
		return `${path} has a prototype of its own`;
	}
	for (const [key, entry] of Object.entries(value)) {
		if (key === '__proto__') return `${path} has a field __proto__`;
		const found = poison(entry, `${path}.${key.slice(0, 20)}`);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A body, for a person who wants to see it again. */
export function quoted(seed: number, { service, bytes, contentType, index }: FuzzedBody): string {
	const start = JSON.stringify(bytes.subarray(0, 300).toString('latin1'));
	return `fuzzedBody(${seed}, ${index}) to ${service} as "${contentType}": ${start}`;
}
