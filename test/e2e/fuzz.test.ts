/**
 * 2,000 bodies that nobody should send, over HTTP into a real n8n. FUZZ_SEED and FUZZ_COUNT repeat a run or make it
 * longer; test/integration/fuzz has what needs no n8n.
 */
import { gzipSync } from 'node:zlib';

import { tryToRead, quoted } from '../fuzz/judge';
import { type AskingKind, judgeReply } from '../fuzz/judgeReply';
import { encode, LABELS } from '../fuzz/encode';
import { fuzzedBody, type FuzzedBody, type Service, SERVICES } from '../fuzz/mutate';
import { createProbe, type Probe } from '../fuzz/n8nProbe';
import { SEEDS } from '../fuzz/seeds';
import { createAsker, type Reply } from '../simulator/asking/asker';
import { activateAsking, problemsLogged, respond } from './askingWorkflow';
import { activateCdrWorkflow } from './cdrWorkflows';
import { setStage, type Stage } from './stage';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 2_000);
const AT_A_TIME = 2;
/** Generous: on a machine with nothing else to do the slowest answer takes some hundred milliseconds. */
const LONGEST_MS = 5_000;
/** So long may n8n do nothing else; a busy machine has a part in it. */
const LONGEST_BLOCK_MS = 3_000;

jest.setTimeout(180_000 + COUNT * 500);

/** What the workflows answer to everything that can be read. */
const ANSWERS: Record<AskingKind, object> = {
	externalLayer: { STATUS: 0, ACTION: 'GO_TO_LAYER', LAYER: 7 },
	screenPop: { STATUS: 'OK', CLIENTNAME: 'Dana Levi', TOTAL: 1 },
	voiceBot: { function_output: { isPolluted: 'no' } },
};

let stage: Stage;
let probe: Probe;
let urls: Record<Service, string>;
const asker = createAsker();

beforeAll(async () => {
	probe = await createProbe();
	// Without sandboxes that nothing needs n8n gets through more of them.
	const lazy = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
	stage = await setStage('tarball', { N8N_LOG_FORMAT: 'json', ...lazy, ...probe.env });
	urls = await activateAll();
});
afterAll(async () => {
	asker.stop();
	await stage.close();
});

async function activateAll(): Promise<Record<Service, string>> {
	const answer = (parameters: object) => [respond(stage, parameters)];
	const externalLayer = await activateAsking(
		stage,
		{ node: 'voicenterExternalLayerTrigger' },
		answer({ resource: 'externalLayer', operation: 'goToLayer', layer: '7', options: {} }),
	);
	const screenPop = await activateAsking(
		stage,
		// Without any choice every phase starts the workflow.
		{ node: 'voicenterScreenPopTrigger', parameters: { phases: [] } },
		answer({ resource: 'screenPop', operation: 'showCaller', name: 'Dana Levi' }),
	);
	const isPolluted = { name: 'isPolluted', value: "={{ 'polluted' in {} ? 'yes' : 'no' }}" };
	const voiceBot = await activateAsking(
		stage,
		{ node: 'voicenterVoiceBotTrigger' },
		answer({ resource: 'voiceBot', operation: 'answer', dataFields: { fields: [isPolluted] } }),
	);
	const cdr = await activateCdrWorkflow(stage);
	return {
		cdr: cdr.url,
		externalLayer: externalLayer.url,
		screenPop: screenPop.url,
		voiceBot: voiceBot.url,
	};
}

const send = (
	service: Service,
	body: Buffer | string,
	contentType: string,
	headers: Record<string, string> = {},
	url = urls[service],
): Promise<Reply> =>
	asker.ask({
		...{ url, method: 'POST', body, deadlineMs: 30_000 },
		headers: { 'Content-Type': contentType, ...headers },
	});

/** Sends what Voicenter sends, in one of its formats. */
const sendGood = (service: Service, format: 'json' | 'xmlrpc' = 'json', url?: string): Promise<Reply> =>
	send(service, encode(SEEDS[service][0], format), LABELS[format], {}, url);

const answerOf = (service: Service) => (service === 'cdr' ? undefined : ANSWERS[service]);
const judgeGood = (service: Service, reply: Reply) =>
	judgeReply(service, reply, { canBeRead: true, answer: answerOf(service) });
const judgeUnreadable = (service: Service, reply: Reply) => judgeReply(service, reply, { canBeRead: false });

async function expectGoodAnswers(): Promise<void> {
	for (const service of SERVICES) {
		expect([service, judgeGood(service, await sendGood(service))]).toEqual([service, 'taken']);
	}
}

/** What was seen of all the answers. */
class Tally {
	readonly wrong: string[] = [];

	readonly counts = new Map<string, number>();

	private readonly times: number[] = [];

	private slowest = { time: 0, body: '' };

	add(body: FuzzedBody, reply: Reply): void {
		const ending = tryToRead(body);
		const canBeRead = ending === 'read';
		const verdict = judgeReply(body.service, reply, { canBeRead, answer: answerOf(body.service) });
		const told = quoted(SEED, body);
		if (typeof verdict === 'object') this.wrong.push(`${verdict.wrong} to ${told}`);
		else this.count(`${body.service} ${canBeRead && verdict === 'fallback' ? 'late' : verdict}`);
		const time = reply.milliseconds;
		if (time > LONGEST_MS) this.wrong.push(`took ${time.toFixed(0)} ms: ${told}`);
		if (time > this.slowest.time) this.slowest = { time, body: told };
		this.times.push(time);
	}

	private count(what: string): void {
		this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
	}

	tell(): string {
		const sorted = this.times.sort((a, b) => a - b);
		const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
		const counts = [...this.counts].sort().map(([what, count]) => `${what} ${count}`);
		return `${counts.join(', ')}; ms: median ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(1)}: ${this.slowest.body}`;
	}
}

it(`${COUNT} bodies: each gets an answer that Voicenter understands, in time, and n8n takes no harm`, async () => {
	await expectGoodAnswers();
	const before = await probe.look();
	const from = (await stage.n8n.log()).length;
	const tally = new Tally();
	const beganAt = performance.now();
	let next = 0;
	const sender = async () => {
		while (next < COUNT && tally.wrong.length < 5) {
			const body = fuzzedBody(SEED, next++);
			tally.add(body, await send(body.service, body.bytes, body.contentType));
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, sender));
	const seconds = (performance.now() - beganAt) / 1_000;
	const after = await probe.look();
	process.stdout.write(
		`Fuzz over HTTP, seed ${SEED}, ${COUNT} in ${seconds.toFixed(0)} s: ${tally.tell()}; ` +
			`n8n did nothing else for at most ${after.blockedMs.toFixed(0)} ms\n`,
	);
	expect(tally.wrong).toEqual([]);
	const { blockedMs, busyMs } = after;
	expect(after).toEqual({ ...before, blockedMs, busyMs });
	expect(blockedMs).toBeLessThan(LONGEST_BLOCK_MS);
	// A fuzzer whose bodies are all refused at the door finds nothing behind it.
	for (const service of SERVICES) {
		const taken = tally.counts.get(`${service} taken`) ?? 0;
		const refused = tally.counts.get(`${service} fallback`) ?? 0;
		expect(Math.min(taken, refused)).toBeGreaterThan(COUNT / SERVICES.length / 10);
	}
	await expectGoodAnswers();
	expect((await problemsLogged(stage, from)).errors).toEqual([]);
});

describe.each(SERVICES)('what n8n stumbles over, at the %s trigger', (service) => {
	/** n8n's own parser, which all webhooks share, never answers again after these three. */
	it('malformed XML, good XML, malformed XML: all are answered, and so is what comes after', async () => {
		for (const label of ['text/xml', 'application/xml', 'application/rpc+xml; charset=utf-8']) {
			for (const malformed of ['<methodCall><params>', '<a><b></a></b>', '<']) {
				expect(judgeUnreadable(service, await send(service, malformed, label))).toBe('fallback');
				expect(judgeGood(service, await sendGood(service, 'xmlrpc'))).toBe('taken');
				expect(judgeUnreadable(service, await send(service, malformed, label))).toBe('fallback');
			}
		}
		expect(judgeGood(service, await sendGood(service, 'xmlrpc'))).toBe('taken');
	});

	/** Ways to write the URL that n8n takes for the same. */
	it.each([
		['a slash behind it', (url: string) => `${url}/`],
		['a query', (url: string) => `${url}?from=a/b`],
		['a character in hexadecimal', (url: string) => url.replace('voicenter-', 'voicenter%2D')],
		['a slash in hexadecimal', (url: string) => url.replace('/voicenter-', '%2Fvoicenter-')],
	])('malformed JSON to the URL with %s', async (_name, respelt) => {
		const url = respelt(urls[service]);
		expect(judgeGood(service, await sendGood(service, 'json', url))).toBe('taken');
		const reply = await send(service, '{"a":', LABELS.json, {}, url);
		expect(judgeUnreadable(service, reply)).toBe('fallback');
	});

	it('bodies that are compressed, or say so', async () => {
		const good = gzipSync(encode(SEEDS[service][0], 'json'));
		const sent = (body: Buffer, coding: string) =>
			send(service, body, LABELS.json, { 'Content-Encoding': coding });
		expect(judgeGood(service, await sent(good, 'gzip'))).toBe('taken');
		for (const coding of ['gzip', 'deflate', 'br']) {
			expect(judgeUnreadable(service, await sent(Buffer.from('no gzip'), coding))).toBe('fallback');
		}
		expect(judgeUnreadable(service, await sent(good.subarray(0, -20), 'gzip'))).toBe('fallback');
	});

	it('more than n8n reads', async () => {
		const reply = await send(service, Buffer.alloc(17 * 1024 * 1024, ' '), LABELS.json);
		expect(judgeUnreadable(service, reply)).toBe('fallback');
	});
});
