/** Bodies that no webhook should ever get, made from those that Voicenter sends. The same seed gives the same bodies. */
import { createRandom, type Random } from '../integration/storms/random';
import { changeBytes, inSomeEncoding } from './bytes';
import { encode, type Format, LABELS } from './encode';
import { SEEDS, type Service, SERVICES } from './seeds';
import { changeValue } from './values';

export { type Service, SERVICES } from './seeds';

/** A body as it goes over the wire. */
export interface FuzzedBody {
	/** Whose webhook it is sent to. */
	service: Service;
	bytes: Buffer;
	contentType: string;
	/** The number of this body in its run: `fuzzedBody(seed, index)` makes it again. */
	index: number;
}

const FORMATS: readonly Format[] = ['json', 'xmlrpc', 'form'];

const WRONG_LABELS = [
	...[
		'',
		'text/plain',
		'text/html',
		'application/octet-stream',
		'multipart/form-data; boundary=x',
		'application/xml',
	],
	...[
		'application/x-www-form-urlencoded',
		'text/xml',
		'application/json',
		'application/json+xml',
		'/',
		'json',
		';;;',
	],
	...[
		'application/json; charset=utf-8; charset=windows-1255',
		'APPLICATION/JSON',
		'image/png',
		'text/xml;x=\u00FF',
	],
];

/**
 * Makes one body.
 *
 * @param seed of the run
 * @param index from 0; the services take turns
 */
export function fuzzedBody(seed: number, index: number): FuzzedBody {
	const random = createRandom(seed ^ Math.imul(index + 1, 0x9e3779b1));
	// Neighbouring seeds begin alike.
	for (let skipped = 0; skipped < 3; skipped += 1) random.whole(0, 1);
	const service = SERVICES[index % SERVICES.length] ?? 'cdr';
	const text = someText(service, random);
	const { bytes, suffix } = random.percent(15)
		? inSomeEncoding(text.text, random)
		: { bytes: Buffer.from(text.text), suffix: '' };
	const label = random.percent(15) ? random.pick(WRONG_LABELS) : `${LABELS[text.format]}${suffix}`;
	return { service, bytes: cut(bytes, service, random), contentType: label, index };
}

/** Makes bodies, one after the other. */
export function* fuzzedBodies(seed: number, count: number): Generator<FuzzedBody> {
	for (let index = 0; index < count; index += 1) yield fuzzedBody(seed, index);
}

function someText(service: Service, random: Random): { text: string; format: Format } {
	const format = random.pick(FORMATS);
	const wrongService = random.percent(10) ? random.pick(SERVICES) : service;
	let value: unknown = random.pick(SEEDS[wrongService]);
	for (let count = random.pick([0, 1, 1, 2, 5]); count > 0 && isFields(value); count -= 1) {
		value = changeValue(value, random);
	}
	return { text: encode(value, format), format };
}

function cut(bytes: Buffer, service: Service, random: Random): Buffer {
	let changed = bytes;
	for (let count = random.pick([0, 0, 1, 1, 3]); count > 0; count -= 1) {
		const other = Buffer.from(encode(random.pick(SEEDS[service]), random.pick(FORMATS)));
		changed = changeBytes(changed, other, random);
	}
	return changed;
}

function isFields(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
