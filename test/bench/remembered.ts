import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Agent } from 'undici';

import { createRepeats } from '../../nodes/platform/vocabulary/repeats';
import { setStage, type Stage } from '../e2e/stage';
import { type Activated, activateOurs, allEnded, AT_A_TIME, RECORDS, send } from './cdr';
import { type Figure, median } from './figures';
import { cpuSeconds, processesOf } from './processFigures';

const REMEMBERED = 20_000;
/** So many of them the trigger writes down, and hardly more. */
const LASTING = 10_000;
const ROUNDS = 9;
const WARM_UP_ROUNDS = 2;
/** How much more CPU a record may take with a full memory than with an empty one. */
const LIMIT = 1.15;

/** Records that match, on a trigger that remembers nothing yet and on one whose memory is full, in turn on one n8n. */
export async function measureRemembered(): Promise<Figure[]> {
	const stage = await setStage('tarball', { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
	const agent = new Agent({ connections: AT_A_TIME });
	try {
		const pids = processesOf(stage.n8n.userFolder);
		const cpuOf = async ({ url, id }: Activated) => {
			const before = cpuSeconds(pids);
			await send(agent, url, 'matching');
			await allEnded(stage, id);
			return ((cpuSeconds(pids) - before) / RECORDS) * 1_000;
		};
		const full = await activateOurs(stage, [], (workflowId, triggerId) => fill(stage, workflowId, triggerId));
		const rounds: { full: number; empty: number }[] = [];
		for (let count = 0; count < ROUNDS + WARM_UP_ROUNDS; count++) {
			// What it has been sent it remembers, so each round has an empty one of its own.
			const empty = await activateOurs(stage);
			const one = { full: await cpuOf(full), empty: await cpuOf(empty) };
			if (count >= WARM_UP_ROUNDS) rounds.push(one);
		}
		const stored = query(stage, (database) =>
			database.prepare('SELECT length(staticData) AS length FROM workflow_entity WHERE id = ?').get(full.id),
		);
		const kept = Number(stored?.['length']) / 8;
		if (kept < LASTING || kept > LASTING * 1.1) throw new Error(`${kept} records were stored`);
		const ratio = median(rounds.map((one) => one.full / one.empty));
		const ms = (who: 'full' | 'empty') =>
			`${median(rounds.map((one) => one[who])).toFixed(1)} ms of CPU each`;
		return [
			{
				what: `Call records, matching, ${REMEMBERED.toLocaleString('en')} remembered`,
				ours: ms('full'),
				peer: `none remembered: ${ms('empty')} (${ratio.toFixed(2)} times)`,
				limit: { promised: `${LIMIT} times`, kept: ratio <= LIMIT },
			},
		];
	} finally {
		await agent.close();
		await stage.close();
	}
}

/** Puts a memory full of records into the workflow: the trigger knows them all from its first record on. */
export function fill(stage: Stage, workflowId: string, triggerId: string, count = REMEMBERED): void {
	const repeats = createRepeats({ windowMs: 24 * 60 * 60 * 1_000, lasting: count });
	const now = Date.now();
	for (let record = 0; record < count; record++) {
		repeats.add(String(record), now - (record / count) * 20 * 60 * 60 * 1_000);
	}
	const staticData = { global: { [`voicenter:${triggerId}`]: { written: 1, texts: repeats.write(now) } } };
	query(stage, (database) =>
		database
			.prepare('UPDATE workflow_entity SET staticData = ? WHERE id = ?')
			.run(JSON.stringify(staticData), workflowId),
	);
}

function query<Result>({ n8n }: Stage, run: (database: DatabaseSync) => Result): Result {
	const database = new DatabaseSync(join(n8n.userFolder, '.n8n', 'database.sqlite'), {
		timeout: 10_000,
	});
	try {
		return run(database);
	} finally {
		database.close();
	}
}
