import { setTimeout as pause } from 'node:timers/promises';

import { activateCdrWorkflow, storedExecutions } from './cdrWorkflows';
import { setStage, type Stage } from './stage';

jest.setTimeout(240_000);

/** The longest that n8n's Wait node keeps an execution running, and with it its slot. */
const RUNS_SECONDS = 64;

let stage: Stage;
beforeAll(async () => {
	stage = await setStage('tarball', { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
});
afterAll(() => stage.close());

async function errOf(url: string, callId: string): Promise<number> {
	const record = { ivruniqueid: callId, type: 'Queue', status: 'ABANDONE', time: 1595333610 };
	const response = await fetch(url, { method: 'POST', body: JSON.stringify(record) });
	return ((await response.json()) as { err: number }).err;
}

it('n8n runs one execution at a time: a record that must wait more than a minute, and comes again, starts one', async () => {
	const parameters = { settings: { answerWithin: 2 } };
	const { id, url } = await activateCdrWorkflow(stage, { parameters, seconds: RUNS_SECONDS });
	expect(await errOf(url, 'first')).toBe(0);

	const began = performance.now();
	const answers: number[] = [];
	while (answers.at(-1) !== 0 && performance.now() - began < 120_000) {
		answers.push(await errOf(url, 'second'));
		await pause(2_000);
	}
	expect(performance.now() - began).toBeGreaterThan((RUNS_SECONDS - 5) * 1_000);
	expect([answers.length > 5, answers.at(-1)]).toEqual([true, 0]);
	expect(await errOf(url, 'second')).toBe(0);
	const stored = storedExecutions(stage, id, ['first', 'second']).map(({ callId }) => callId);
	expect(stored.toSorted()).toEqual(['first', 'second']);
});
