/**
 * Bodies that nobody should send, on everything that reads webhooks: 100,000 in a soak. FUZZ_SEED and FUZZ_COUNT repeat
 * a run or make it longer.
 */
import { parse } from 'qs';

import { readScreenPop } from '../../../nodes/platform/inbound/screenPop';
import { ACCOUNT, quoted, type Reader, READERS, tryToRead } from '../../fuzz/judge';
import { fuzzedBody, type FuzzedBody, type Service, SERVICES } from '../../fuzz/mutate';
import { scaled } from '../../scale';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const COUNT = Number(process.env['FUZZ_COUNT'] ?? scaled(100_000));

/** A query as n8n's web server reads it. */
const queryOf = ({ bytes }: FuzzedBody) =>
	parse(bytes.subarray(0, 8_000).toString('latin1'), { allowPrototypes: true });

/** A pop-up also comes as a query. */
const readerOf = ({ service, index }: FuzzedBody): Reader =>
	service === 'screenPop' && index % 3 === 0
		? (body) => readScreenPop({ query: queryOf(body) }, ACCOUNT)
		: READERS[service];

const BUILT_IN = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype];
const built = () => BUILT_IN.map((prototype) => Reflect.ownKeys(prototype).map(String).join());

it(`${COUNT} bodies: each is read or refused with a WireError, and poisons nothing`, () => {
	const before = built();
	const count = Object.fromEntries(SERVICES.map((service) => [service, { read: 0, refused: 0 }])) as Record<
		Service,
		{ read: number; refused: number }
	>;
	const wrong: string[] = [];
	for (let index = 0; index < COUNT && wrong.length < 5; index += 1) {
		const body = fuzzedBody(SEED, index);
		const ended = tryToRead(body, readerOf(body));
		if (typeof ended === 'object') wrong.push(`${ended.wrong}: ${quoted(SEED, body)}`);
		else count[body.service][ended] += 1;
		for (const leaked in {}) wrong.push(`every object has ${leaked} now: ${quoted(SEED, body)}`);
	}
	process.stdout.write(`Fuzz, seed ${SEED}: ${JSON.stringify(count)}\n`);
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
