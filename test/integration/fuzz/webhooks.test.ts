/**
 * 100,000 bodies that nobody should send, on everything that reads webhooks. FUZZ_SEED and FUZZ_COUNT repeat a run or
 * make it longer.
 */
import { parse } from 'qs';

import { acknowledge, readCdr } from '../../../nodes/platform/inbound/cdr';
import { readExternalLayer } from '../../../nodes/platform/inbound/externalLayer';
import { readScreenPop } from '../../../nodes/platform/inbound/screenPop';
import { readVoiceBot } from '../../../nodes/platform/inbound/voiceBot';
import { WireError } from '../../../nodes/platform/wire/wireError';
import { fuzzedBody, type FuzzedBody, type Service, SERVICES } from '../../fuzz/mutate';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 100_000);
const LONGEST_MS = 1_000;

const settings = { timeZone: 'Asia/Jerusalem', country: 'IL' };

/** A query as n8n's web server reads it. */
const queryOf = ({ bytes }: FuzzedBody) =>
	parse(bytes.subarray(0, 8_000).toString('latin1'), { allowPrototypes: true });

/** Everything that a service's trigger does with a body before a workflow starts. */
const READERS: Record<Service, (body: FuzzedBody) => object> = {
	cdr: (body) => {
		const { text } = acknowledge(body, 'parseError');
		if (!text.includes('err')) throw new Error('the acknowledgement says nothing');
		return readCdr(body, settings);
	},
	externalLayer: (body) => readExternalLayer(body, settings),
	screenPop: (body) =>
		body.index % 3 === 0
			? readScreenPop({ query: queryOf(body) }, settings)
			: readScreenPop({ query: {}, body }, settings),
	voiceBot: (body) => readVoiceBot(body, settings),
};

const BUILT_IN = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype];
const built = () => BUILT_IN.map((prototype) => Reflect.ownKeys(prototype).map(String).join());

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

/** How it ended: read, refused, or what went wrong. */
function tryToRead(body: FuzzedBody): 'read' | 'refused' | { wrong: string } {
	try {
		const read = READERS[body.service](body);
		JSON.stringify(read);
		const found = poison(read);
		return found === undefined ? 'read' : { wrong: found };
	} catch (error) {
		if (error instanceof WireError && error.message !== '') return 'refused';
		return { wrong: error instanceof Error ? `${error.name}: ${error.message}` : `threw ${typeof error}` };
	}
}

/** Reads and takes the time; what was slow is read again, for it may be the machine that was slow. */
function timed(body: FuzzedBody): { ended: ReturnType<typeof tryToRead>; time: number } {
	let time = Number.POSITIVE_INFINITY;
	let ended: ReturnType<typeof tryToRead> = 'refused';
	for (let attempt = 0; attempt < 3 && time > LONGEST_MS; attempt += 1) {
		const began = performance.now();
		ended = tryToRead(body);
		time = Math.min(time, performance.now() - began);
	}
	return { ended, time };
}

const quoted = (body: FuzzedBody) =>
	`fuzzedBody(${SEED}, ${body.index}) to ${body.service} as "${body.contentType}": ${JSON.stringify(body.bytes.subarray(0, 300).toString('latin1'))}`;

it(`${COUNT} bodies: each is read or refused with a WireError, quickly, and poisons nothing`, () => {
	const before = built();
	const count = Object.fromEntries(SERVICES.map((service) => [service, { read: 0, refused: 0 }])) as Record<
		Service,
		{ read: number; refused: number }
	>;
	const wrong: string[] = [];
	let slowest = { time: 0, body: '' };
	for (let index = 0; index < COUNT && wrong.length < 5; index += 1) {
		const body = fuzzedBody(SEED, index);
		const { ended, time } = timed(body);
		if (typeof ended === 'object') wrong.push(`${ended.wrong}: ${quoted(body)}`);
		else count[body.service][ended] += 1;
		if (time > LONGEST_MS) wrong.push(`took ${time} ms: ${quoted(body)}`);
		if (time > slowest.time) slowest = { time, body: quoted(body) };
		for (const leaked in {}) wrong.push(`every object has ${leaked} now: ${quoted(body)}`);
	}
	process.stdout.write(
		`Fuzz, seed ${SEED}: ${JSON.stringify(count)}; slowest ${slowest.time.toFixed(1)} ms: ${slowest.body}\n`,
	);
	expect(wrong).toEqual([]);
	expect(built()).toEqual(before);
	// A fuzzer whose bodies are all refused at the door finds nothing behind it.
	for (const { read, refused } of Object.values(count)) {
		expect(Math.min(read, refused)).toBeGreaterThan(COUNT / SERVICES.length / 10);
	}
}, 900_000);

it('the same seed makes the same bodies, another seed others', () => {
	const some = (seed: number) => [1, 2, 3, 500].map((index) => fuzzedBody(seed, index).bytes.toString('hex'));
	expect(some(SEED)).toEqual(some(SEED));
	expect(some(SEED + 1)).not.toEqual(some(SEED));
});
