import { randomBytes } from 'node:crypto';
import { type N8nInstance, type N8nOptions, startN8n } from './instance';
import { type Service, startPostgres, startRedis } from './services';
import { stopInTurn, stopTogether } from './stopAll';

/** n8n in queue mode: one main, and processes that receive webhooks and run executions. */
export interface N8nQueue {
	main: N8nInstance;
	/** They receive production webhooks: what Voicenter is given the address of. */
	webhooks: N8nInstance[];
	workers: N8nInstance[];
	/** Where PostgreSQL listens on 127.0.0.1; database and user are `n8n`, without a password. */
	postgresPort: number;
	/** Starts one more worker. */
	addWorker: () => Promise<N8nInstance>;
	stop: () => Promise<void>;
}

export interface QueueOptions extends Pick<N8nOptions, 'load' | 'env' | 'readyTimeoutMs'> {
	workers: number;
	webhooks: number;
}

/**
 * Starts n8n in queue mode on a PostgreSQL and a Redis of its own.
 *
 * @throws Error when Debian's packages are missing (`node test/bootstrap.mjs --debian redis-server --debian postgresql`)
 */
export async function startQueue(options: QueueOptions): Promise<N8nQueue> {
	const { workers, webhooks, env, ...same } = options;
	const services = [startRedis(), startPostgres()] as const;
	const instances: Promise<N8nInstance>[] = [];
	const stop = () => stopInTurn([() => stopTogether(instances), () => stopTogether(services)]);
	try {
		const [redis, postgres] = await Promise.all(services);
		const shared = environment(redis, postgres);
		const start = async (role: 'start' | 'worker' | 'webhook') => {
			const instance = startN8n({ ...same, role, env: { ...shared, ...env } });
			instances.push(instance);
			return await instance;
		};
		// The main one makes the tables; the others wait for nothing.
		const main = await start('start');
		const many = async (count: number, role: 'worker' | 'webhook') =>
			await Promise.all(Array.from({ length: count }, async () => start(role)));
		const [workerList, webhookList] = await Promise.all([many(workers, 'worker'), many(webhooks, 'webhook')]);
		return {
			main,
			workers: workerList,
			webhooks: webhookList,
			postgresPort: postgres.port,
			stop,
			addWorker: async () => {
				const worker = await start('worker');
				workerList.push(worker);
				return worker;
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

function environment(redis: Service, postgres: Service): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: redis.port.toString(),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: postgres.port.toString(),
		DB_POSTGRESDB_DATABASE: 'n8n',
		DB_POSTGRESDB_USER: 'n8n',
	};
}
