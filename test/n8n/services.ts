/** Redis and PostgreSQL for n8n's queue mode, from Debian's packages: on this machine only, gone with the test. */
import { spawnSync } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardedProcess } from './guarded';
import { freePort } from './paths';
import { until } from './until';

const READY_TIMEOUT_MS = 60_000;
const POSTGRES_HOME = '/usr/lib/postgresql';

/** A server that a test has started. */
export interface Service {
	port: number;
	stop: () => Promise<void>;
}

/** Starts a Redis with nothing in it, which keeps nothing on disk. */
export async function startRedis(): Promise<Service> {
	const port = await freePort();
	const args = ['--bind', '127.0.0.1', '--port', port.toString(), '--save', '', '--appendonly', 'no'];
	return await startService(
		'/usr/bin/redis-server',
		args,
		port,
		await mkdtemp(join(tmpdir(), 'redis-test-')),
	);
}

/** Starts a PostgreSQL with an empty database `n8n` that the user `n8n` owns, without a password. */
export async function startPostgres(): Promise<Service> {
	const folder = await mkdtemp(join(tmpdir(), 'postgres-test-'));
	const bin = join(POSTGRES_HOME, await newest(POSTGRES_HOME), 'bin');
	const user = notRoot();
	if (user) await chown(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	const { status, stderr } = spawnSync(
		join(bin, 'initdb'),
		['--pgdata', data, '--username', 'n8n', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
		{ encoding: 'utf8', cwd: folder, ...user },
	);
	if (status !== 0) throw new Error(`PostgreSQL could not make its folder: ${stderr}`);
	const port = await freePort();
	const args = ['-D', data, '-p', port.toString(), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
	const service = await startService(join(bin, 'postgres'), args, port, folder, user);
	const createDatabase = () => {
		const made = spawnSync(
			join(bin, 'createdb'),
			['-h', '127.0.0.1', '-p', port.toString(), '-U', 'n8n', 'n8n'],
			{ encoding: 'utf8' },
		);
		return made.status === 0 || made.stderr.includes('already exists') ? true : undefined;
	};
	try {
		await until(createDatabase, { what: 'PostgreSQL to take connections', timeoutMs: READY_TIMEOUT_MS });
	} catch (error) {
		await service.stop();
		throw error;
	}
	return service;
}

async function startService(
	program: string,
	args: string[],
	port: number,
	folder: string,
	user?: { uid: number; gid: number },
): Promise<Service> {
	const process = new GuardedProcess({
		program,
		args,
		env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
		folder,
		logFile: join(tmpdir(), `${folder.split('/').at(-1) ?? ''}.log`),
		removeFolder: folder,
		user,
	});
	const stop = async () => {
		await process.end('SIGTERM');
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		await rm(`${folder}.log`, { force: true });
	};
	await process.start();
	try {
		await until(async () => ((await listens(port)) ? true : undefined), {
			what: `${program} on port ${port.toString()}`,
			timeoutMs: READY_TIMEOUT_MS,
		});
	} catch (error) {
		await stop();
		throw error;
	}
	return { port, stop };
}

async function listens(port: number): Promise<boolean> {
	return await new Promise((done) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			done(true);
		});
		socket.once('error', () => done(false));
	});
}

async function newest(folder: string): Promise<string> {
	const [version] = (await readdir(folder)).sort((a, b) => Number(b) - Number(a));
	if (version === undefined) throw new Error(`There is no PostgreSQL in ${folder}`);
	return version;
}

/** PostgreSQL refuses to run as root: the user that its package has made. */
function notRoot(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (which: string) => Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: id('-u'), gid: id('-g') };
}
