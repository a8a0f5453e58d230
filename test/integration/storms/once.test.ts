/**
 * Attempts in all weathers, 1,000 of them in a soak: whatever breaks, nothing is ever done twice, nothing that failed is reported as done,
 * and whoever cannot be told whether it was done is told to look before trying again. Voicenter itself counts.
 */
import { setTimeout as wait } from 'node:timers/promises';

import { IS_SOAK, scaled } from '../../scale';
import { credentialFor, expectNoSecret, type Outcome, runNode } from '../reference/node';
import { anyDeed, createNumbers, type Deed, type Numbers } from './deeds';
import { layLine, type Line } from './line';
import { createRandom, type Random, SEED } from './random';
import { anyTrouble, shortenDeadlines, type Trouble, withDeadline } from './trouble';

jest.setTimeout(90_000);
const RUNS = scaled(1_000);
const LINES = 10;

let deadlines: jest.SpyInstance;
beforeAll(() => (deadlines = shortenDeadlines()));
afterAll(() => deadlines.mockRestore());

interface Attempt {
	title: string;
	deed: string;
	trouble: string;
	/** How often each thing was done. */
	effects: number[];
	requests: number;
	isRepeatable: boolean;
	outcome: Outcome;
}

async function attempt(line: Line, random: Random, numbers: Numbers, title: string): Promise<Attempt> {
	const deed = anyDeed(random, numbers);
	const trouble = anyTrouble(random);
	const before = line.simulator;
	before.control.clearFaults();
	await deed.prepare?.(before);
	before.control.clearRequests();
	trouble.begin(line);

	let isUnderWay = true;
	const meanwhile = trouble.meanwhile?.(line, () => isUnderWay);
	const outcome = await withDeadline(trouble.deadlineMs, () => run(line, deed, random.percent(50)));
	isUnderWay = false;
	await meanwhile;
	await wait(trouble.aftermathMs ?? 0);
	line.mend();
	// A request that nobody waits for must not arrive in the middle of the next attempt.
	if (trouble.deadlineMs) await line.hangUp();

	const seenBy = [...new Set([before, line.simulator])].map(({ control }) => control);
	const effects = seenBy.map((control) => deed.effects(control));
	const { isRepeatable = false } = deed;
	const together = (one: number, other: number) => (isRepeatable ? Math.max(one, other) : one + other);
	return {
		title: `${title}: ${deed.name}, ${trouble.name}`,
		...{ deed: deed.name, trouble: nameOf(trouble), outcome, isRepeatable },
		effects: (effects[0] ?? []).map((_, index) =>
			effects.reduce((all, one) => together(all, one[index] ?? 0), 0),
		),
		requests: seenBy.reduce((sum, control) => sum + control.requests().length, 0),
	};
}

const run = (line: Line, deed: Deed, continueOnFail: boolean): Promise<Outcome> =>
	runNode({ ...deed.run, credential: credentialFor(line), continueOnFail });

const nameOf = ({ name }: Trouble): string => name.replace(/\d+ ms.*/, 'some ms');

async function attemptsOver(lineNumber: number): Promise<Attempt[]> {
	const random = createRandom(SEED + lineNumber);
	const numbers = createNumbers(20_000_000 + lineNumber * 100_000);
	const line = await layLine();
	const attempts: Attempt[] = [];
	try {
		for (let count = 1; count <= RUNS / LINES; count += 1) {
			attempts.push(await attempt(line, random, numbers, `line ${lineNumber}, attempt ${count}`));
		}
	} finally {
		await line.stop();
	}
	return attempts;
}

describe(`${RUNS} attempts (STORM_SEED=${SEED})`, () => {
	let attempts: Attempt[] = [];
	beforeAll(async () => {
		attempts = (await Promise.all(Array.from({ length: LINES }, (_, index) => attemptsOver(index)))).flat();
	});
	const titles = (isWrong: (attempt: Attempt) => boolean): string[] =>
		attempts.filter(isWrong).map(({ title, effects, requests, outcome }) => {
			const said = outcome.error ? `${outcome.error.message} / ${outcome.error.description ?? ''}` : 'done';
			return `${title}: effects ${effects.join()}, requests ${requests}, ${said}`;
		});

	it('met every deed and every trouble', () => {
		expect(attempts).toHaveLength(RUNS);
		expect(new Set(attempts.map(({ deed }) => deed)).size).toBe(8);
		expect(new Set(attempts.map(({ trouble }) => trouble)).size).toBeGreaterThan(15);
		// Each deed went well and wrong; of a tenth of the attempts that can be said of all deeds together.
		for (const { deed } of IS_SOAK ? attempts : attempts.slice(0, 1)) {
			const same = IS_SOAK ? attempts.filter((one) => one.deed === deed) : attempts;
			expect(same.filter(({ outcome }) => outcome.error).length).toBeGreaterThan(0);
			expect(same.filter(({ outcome }) => !outcome.error).length).toBeGreaterThan(0);
		}
	});

	it('did nothing twice', () => {
		expect(titles(({ effects }) => effects.some((times) => times > 1))).toEqual([]);
	});

	it('sent no call, target, hang-up, clearing or start a second time', () => {
		expect(titles(({ requests, isRepeatable }) => requests > (isRepeatable ? 4 : 1))).toEqual([]);
	});

	it('reported nothing as done that was not done', () => {
		const isClaimed = ({ outcome, effects }: Attempt): boolean =>
			!outcome.error && effects.some((times) => times !== 1);
		expect(titles(isClaimed)).toEqual([]);
	});

	const LOOK = /may have acted|Look at the campaign’s pending calls/;
	const isUntold = ({ outcome, effects }: Attempt): boolean =>
		outcome.error !== undefined && effects.some((times) => times > 0) && !LOOK.test(hintOf(outcome));
	const isGateways = ({ trouble }: Attempt): boolean => trouble.startsWith('gateway');

	it('told whoever may have done it to look first', () => {
		expect(titles((one) => isUntold(one) && !isGateways(one))).toEqual([]);
	});

	it('told so also after an error of a gateway, which does not know what Voicenter has done', () => {
		expect(attempts.filter(isGateways).length).toBeGreaterThan(RUNS / 50);
		expect(titles((one) => isUntold(one) && isGateways(one))).toEqual([]);
	});

	it('gave every item a result or an error, paired with it', () => {
		for (const { outcome } of attempts) {
			if (outcome.items.length === 0) expect(outcome.error).toBeDefined();
			else {
				expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual(
					outcome.items.map((_, item) => ({ item })),
				);
			}
		}
	});

	it('showed no secret', () => {
		for (const { outcome } of attempts) expectNoSecret(outcome);
	});
});

const hintOf = ({ error }: Outcome): string => error?.description ?? '';
