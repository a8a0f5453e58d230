import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { n8nEnvironment, NODE_24 } from './environment';
import { installTarball } from './pack';
import { freePort, type N8nVersion, versionFolder } from './paths';
import { until } from './until';

/** How the package under test gets into n8n. */
export type PackageSource =
	/** The folder with the built nodes (`dist`): they appear as `CUSTOM.<name>`. Everything below it is searched. */
	| { customExtension: string }
	/** A packed package, installed as a user's would be: they appear as `n8n-nodes-voicenter.<name>`. */
	| { tarball: string };

export interface N8nOptions {
	/** Which n8n; 'v2' unless told. */
	version?: N8nVersion;
	/** How the package is loaded; n8n's own nodes only unless told. */
	load?: PackageSource;
	/** Environment variables beside and above the harness's own, e.g. `{ GENERIC_TIMEZONE: 'Asia/Jerusalem' }`. */
	env?: Record<string, string>;
	/** Where n8n keeps its database and keys. A fresh folder, removed with the instance, unless told. */
	userFolder?: string;
	/** Where n8n listens on 127.0.0.1; any free port unless told. */
	port?: number;
	/** How long n8n may take until it answers, in milliseconds; two minutes unless told. */
	readyTimeoutMs?: number;
}

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const LOG_TAIL_LINES = 40;

/** An n8n that runs on this machine. Made by {@link startN8n}; ends with this process at the latest. */
export class N8nInstance {
	private process: ChildProcess | undefined;

	constructor(
		readonly version: N8nVersion,
		readonly port: number,
		readonly userFolder: string,
		private readonly env: Record<string, string>,
		private readonly removeFolder: boolean,
		private readonly readyTimeoutMs: number,
	) {}

	/** Where editor, REST and webhooks are, without a slash at the end: `http://127.0.0.1:5678`. */
	get url(): string {
		return `http://127.0.0.1:${this.port.toString()}`;
	}

	/** n8n's output, standard and error, of every start since the user folder was made. */
	get logFile(): string {
		return join(this.userFolder, 'n8n.log');
	}

	/** Is the process there? (It may still be starting or ending.) */
	get running(): boolean {
		return this.process !== undefined && !hasEnded(this.process);
	}

	/** Everything n8n has written so far. */
	async log(): Promise<string> {
		return await readFile(this.logFile, 'utf8');
	}

	/**
	 * Starts n8n and waits until editor and REST answer. {@link startN8n} has done this already.
	 *
	 * @throws Error with the end of n8n's log when it dies or takes too long.
	 */
	async start(): Promise<void> {
		if (this.running) return;
		const log = await open(this.logFile, 'a');
		const guard = fork(
			join(__dirname, 'guard.mjs'),
			[this.removeFolder ? this.userFolder : '', NODE_24, n8nProgram(this.version), 'start'],
			{
				detached: true,
				execPath: NODE_24,
				execArgv: [],
				cwd: this.userFolder,
				env: this.env,
				stdio: ['ignore', log.fd, log.fd, 'ipc'],
			},
		);
		this.process = guard;
		await log.close();
		// The leash must not keep a finished test run alive.
		guard.unref();
		guard.channel?.unref();
		try {
			await until(async () => ((await this.isReady()) ? true : this.failIfDead(guard)), {
				what: `n8n at ${this.url}`,
				timeoutMs: this.readyTimeoutMs,
			});
		} catch (error) {
			const tail = await this.logTail();
			await this.kill();
			throw new Error(
				`${error instanceof Error ? error.message : String(error)}. The end of its log:\n${tail}`,
				{
					cause: error,
				},
			);
		}
	}

	/** Ends n8n properly, and by force when that takes more than 15 s; then removes the user folder if it was ours. */
	async stop(): Promise<void> {
		await this.end('SIGTERM');
		if (this.removeFolder) await rm(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	/** Ends n8n and all it started at once, as a power cut would. The user folder stays; `start()` goes on from it. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** Ends n8n properly and starts it again on the same folder, port and environment. */
	async restart(): Promise<void> {
		await this.end('SIGTERM');
		await this.start();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.stop();
	}

	private async isReady(): Promise<boolean> {
		try {
			for (const path of ['/healthz/readiness', '/rest/settings']) {
				const response = await fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(5_000) });
				const text = await response.text();
				// While it migrates its database, n8n answers everything with 200 and a sentence.
				if (!response.ok || !text.startsWith('{')) return false;
			}
			return true;
		} catch {
			return false;
		}
	}

	private failIfDead(guard: ChildProcess): undefined {
		if (hasEnded(guard)) {
			throw new Error(`n8n ended while starting (exit code ${String(guard.exitCode ?? guard.signalCode)})`);
		}
		return undefined;
	}

	private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const guard = this.process;
		if (guard?.pid === undefined) return;
		const group = -guard.pid;
		if (!hasEnded(guard)) {
			const ended = new Promise((done) => guard.once('exit', done));
			const force = setTimeout(() => signalGroup(group, 'SIGKILL'), STOP_TIMEOUT_MS);
			if (signal === 'SIGKILL') signalGroup(group, signal);
			else guard.kill(signal);
			await ended;
			clearTimeout(force);
		}
		// What n8n itself left behind, such as a task runner.
		signalGroup(group, 'SIGKILL');
		this.process = undefined;
	}

	private async logTail(): Promise<string> {
		return (await this.log()).trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
	}
}

/**
 * Starts an n8n and waits until it can be used (about 8 s).
 *
 * @throws Error when that n8n is not installed (`node test/bootstrap.mjs --n8n v2`), when the package cannot be
 * installed into it, or with the end of n8n's log when it does not come up.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8nInstance> {
	const { version = 'v2', load, env, readyTimeoutMs = READY_TIMEOUT_MS } = options;
	if (!existsSync(n8nProgram(version))) {
		throw new Error(`n8n ${version} is not installed; run: node test/bootstrap.mjs --n8n ${version}`);
	}
	const userFolder = resolve(options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-test-'))));
	const removeFolder = options.userFolder === undefined;
	try {
		await mkdir(userFolder, { recursive: true });
		if (load !== undefined && 'tarball' in load) await installTarball(load.tarball, userFolder);
		const port = options.port ?? (await freePort());
		const environment = n8nEnvironment({
			userFolder,
			port,
			brokerPort: await freePort(),
			customExtension:
				load !== undefined && 'customExtension' in load ? resolve(load.customExtension) : undefined,
			extra: env,
		});
		const instance = new N8nInstance(version, port, userFolder, environment, removeFolder, readyTimeoutMs);
		await instance.start();
		return instance;
	} catch (error) {
		if (removeFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
		throw error;
	}
}

function n8nProgram(version: N8nVersion): string {
	return join(versionFolder(version), 'node_modules', 'n8n', 'bin', 'n8n');
}

function hasEnded(process: ChildProcess): boolean {
	return process.exitCode !== null || process.signalCode !== null;
}

/** Sends a signal to every process of a group; a group that is gone is fine. */
function signalGroup(group: number, signal: NodeJS.Signals): void {
	try {
		process.kill(group, signal);
	} catch (error) {
		// Not `instanceof Error`: Jest runs tests with an Error of its own.
		const gone = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH';
		if (!gone) throw error;
	}
}
