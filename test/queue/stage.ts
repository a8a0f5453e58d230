import { execFileSync } from 'node:child_process';

import { type StoredExecution, storedExecution } from '../e2e/cdrWorkflows';
import type { PlainStage } from '../e2e/stage';
import { N8nApi } from '../n8n/api';
import type { N8nInstance } from '../n8n/instance';
import { type N8nQueue, startQueue } from '../n8n/queue';
import { stopInTurn } from '../n8n/stopAll';
import { startSimulator } from '../simulator';

/** n8n in queue mode with the package in each of its processes, and a Voicenter simulator. */
export interface QueueStage extends PlainStage {
	queue: N8nQueue;
}

/** Whole machines start in this time, also where many processes share two processors. */
const READY_TIMEOUT_MS = 280_000;

/**
 * How soon n8n notices that a worker has died: its defaults are 60, 10 and 30 s. A worker too busy to renew its locks
 * within the first would be taken for dead.
 */
const HURRIED = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Sets the stage; the package must have been built. */
export async function setQueueStage({
	env: more = {},
	...counts
}: {
	workers: number;
	webhooks: number;
	env?: Record<string, string>;
}): Promise<QueueStage> {
	const stops: (() => Promise<void>)[] = [];
	const close = () => stopInTurn(stops.splice(0).reverse());
	try {
		const simulator = await startSimulator({ realTime: ['2.5.1'] });
		stops.push(() => simulator.stop());
		const env = { N8N_LOG_FORMAT: 'json', ...HURRIED, ...more };
		const queue = await startQueue({ ...counts, load: 'tarball', env, readyTimeoutMs: READY_TIMEOUT_MS });
		stops.push(() => queue.stop());
		const prefix = 'n8n-nodes-voicenter';
		return {
			queue,
			n8n: queue.main,
			api: await N8nApi.connect(queue.main),
			simulator,
			prefix,
			type: (node) => `${prefix}.${node}`,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** The same address at another process: production webhooks are reached at the webhook processes. */
export function at(instance: N8nInstance | undefined, url: string): string {
	if (!instance) throw new Error('There is no such process');
	return `${instance.url}${new URL(url).pathname}`;
}

/** Every execution of a workflow, and which of the calls it is about: read from PostgreSQL, since there are thousands. */
export function executionsInPostgres(
	{ queue }: QueueStage,
	workflowId: string,
	callIds: readonly string[],
): StoredExecution[] {
	const known = new Set(callIds);
	const query = `SELECT e.status, d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = '${workflowId}'`;
	const rows = psql(queue.postgresPort, query);
	return rows.map((row) => {
		const end = row.indexOf('|');
		return storedExecution(row.slice(0, end), row.slice(end + 1), known);
	});
}

/** How many executions of a workflow are in each status. */
export function executionCounts({ queue }: QueueStage, workflowId: string): Record<string, number> {
	const query = `SELECT status, count(*) FROM execution_entity WHERE "workflowId" = '${workflowId}' GROUP BY status`;
	const rows = psql(queue.postgresPort, query).map((row) => row.split('|'));
	return Object.fromEntries(rows.map(([status = '', count]) => [status, Number(count)]));
}

function psql(port: number, query: string): string[] {
	const where = ['-h', '127.0.0.1', '-p', port.toString(), '-U', 'n8n', '-d', 'n8n'];
	const output = execFileSync('psql', [...where, '--no-psqlrc', '-At', '-c', query], {
		encoding: 'utf8',
		maxBuffer: 1024 ** 3,
	});
	return output.split('\n').filter((line) => line !== '');
}
