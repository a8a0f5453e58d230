/**
 * n8n is killed again and again while records come in: 25 times a test in `test:soak`, once or twice in every build.
 * So many records want the setting that the README recommends.
 */
import { setTimeout as pause } from 'node:timers/promises';

import { IS_SOAK } from '../scale';
import type { CdrBook, CdrBookEntry } from '../simulator/cdr/book';
import {
	activateCdrWorkflow,
	byCall,
	type CdrWorkflow,
	type StoredExecution,
	storedExecutions,
} from './cdrWorkflows';
import { setStage, type Stage } from './stage';

const CALLS = IS_SOAK ? 10_000 : 120;
const CALLS_OF_FAILING_WORKFLOW = IS_SOAK ? 1_000 : 40;
const KILLS = IS_SOAK ? 25 : 2;
const KILLS_OF_FAILING_WORKFLOW = IS_SOAK ? 25 : 1;
const PER_SECOND = IS_SOAK ? 25 : 8;

jest.setTimeout(IS_SOAK ? 4 * 60 * 60 * 1_000 : 600_000);

let stage: Stage;
beforeEach(async () => {
	stage = await setStage('tarball', IS_SOAK ? { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } : {});
});
afterEach(() => stage.close());

/** The same moments each time, as far as a machine allows. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
		return state / 4_294_967_296;
	};
}

interface Played {
	book: CdrBook;
	executions: StoredExecution[];
	/** When n8n was killed. */
	kills: number[];
}

/** How often a record was on its way when n8n was killed: whether it was stored, nobody could tell Voicenter. */
function cutOff({ attempts }: CdrBookEntry, kills: readonly number[]): number {
	const underWay = (killedAt: number) =>
		attempts.some(({ at, milliseconds, status }) => {
			const sentAt = at.getTime();
			// A delivery's end is told a little after a process has died.
			return status === undefined && sentAt <= killedAt && sentAt + milliseconds >= killedAt - 100;
		});
	return kills.filter(underWay).length;
}

/** Plays calls of one record each, a third of them sent once more, while n8n dies and comes back. */
async function play(workflow: CdrWorkflow, count: number, kills: number, seed: number): Promise<Played> {
	const { control } = stage.simulator;
	control.setCdrTarget({ url: workflow.url, resendEveryMs: [500, 1_000, 3_000] });
	const bulk = control.pushCdrs({
		count,
		perSecond: PER_SECOND,
		concurrency: 10,
		resendShare: 0.3,
		resendAfterMs: 2_000,
		seed,
		kinds: ['queueAnswered', 'abandoned', 'missed', 'outgoing'],
	});
	const next = random(seed);
	const share = count / PER_SECOND / (kills + 1);
	const killedAt: number[] = [];
	while (killedAt.length < kills) {
		await pause(Math.max(1, next() * 1.5 * share) * 1_000);
		killedAt.push(Date.now());
		await stage.n8n.kill();
		await stage.n8n.start();
	}
	const book = await bulk.done;
	// What was started last is still to end.
	await pause(3_000);
	await stage.n8n.kill();
	return { book, executions: storedExecutions(stage, workflow.id, bulk.callIds), kills: killedAt };
}

it(`${CALLS} calls, ${KILLS} kills: each call is stored at least once, and more than once only where n8n died before it could answer`, async () => {
	const workflow = await activateCdrWorkflow(stage);
	const { book, executions, kills } = await play(workflow, CALLS, KILLS, 5);
	const calls = byCall(executions);
	const cut = new Map(book.entries.map((entry) => [entry.callId, cutOff(entry, kills)]));
	const more = [...calls].filter(([, own]) => own.length > 1);
	process.stdout.write(
		`${book.calls} calls sent ${book.sent} times, ${kills.length} kills while ${[...cut.values()].reduce((sum, times) => sum + times, 0)} were under way: ` +
			`${executions.length} executions, ${more.length} calls more than once, ` +
			`${executions.filter(({ status }) => status !== 'success').length} executions broken off by a kill\n`,
	);
	expect(book.acknowledged).toBe(CALLS);
	expect(calls.size).toBe(CALLS);
	expect(calls.has('')).toBe(false);
	const unexplained = more.filter(([callId, own]) => own.length - 1 > (cut.get(callId) ?? 0));
	expect(unexplained).toEqual([]);
});

it(`${CALLS_OF_FAILING_WORKFLOW} calls, a workflow that fails at random, ${KILLS_OF_FAILING_WORKFLOW} kills: each call ends in a success`, async () => {
	const workflow = await activateCdrWorkflow(stage, {
		parameters: { acknowledge: 'afterSuccess' },
		failsWhen: '={{ Math.random() < 0.3 }}',
	});
	const { book, executions } = await play(workflow, CALLS_OF_FAILING_WORKFLOW, KILLS_OF_FAILING_WORKFLOW, 7);
	const calls = byCall(executions);
	const successes = [...calls].map(
		([callId, own]) => [callId, own.filter(({ status }) => status === 'success').length] as const,
	);
	const failures = executions.filter(({ status }) => status === 'error').length;
	process.stdout.write(
		`${book.calls} calls sent ${book.sent} times: ${executions.length} executions, ${failures} of them failed, ` +
			`${successes.filter(([, count]) => count > 1).length} calls succeeded more than once\n`,
	);
	expect(failures).toBeGreaterThan(0);
	expect(book.acknowledged).toBe(CALLS_OF_FAILING_WORKFLOW);
	expect(calls.size).toBe(CALLS_OF_FAILING_WORKFLOW);
	expect(successes.filter(([, count]) => count === 0)).toEqual([]);
});
