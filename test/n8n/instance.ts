import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { n8nEnvironment, nodeFor } from './environment';
import { GuardedProcess } from './guarded';
import { installPackage } from './pack';
import { freePort, type N8nVersion, versionFolder } from './paths';
import { until } from './until';

/** How the package under test gets into n8n. */
export type PackageSource =
	/** The folder with the built nodes (`dist`): they appear as `CUSTOM.<name>`. Everything below it is searched. */
	| { customExtension: string }
	/** What `npm publish` would send, installed as a user's would be: they appear as `n8n-nodes-voicenter.<name>`. */
	| 'tarball';

/** What an n8n process is for: everything, or its part in queue mode. */
export type N8nRole = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
	/** Which n8n; 'v2' unless told. */
	version?: N8nVersion;
	/** 'start' unless told. */
	role?: N8nRole;
	/** How the package is loaded; n8n's own nodes only unless told. */
	load?: PackageSource;
	/** With what no test uses, too; without it unless told. */
	asItComes?: boolean;
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
/** What must answer before an n8n can be used. A worker has these only with QUEUE_HEALTH_CHECK_ACTIVE. */
const READY_PATHS: Record<N8nRole, readonly string[]> = {
	start: ['/healthz/readiness', '/rest/settings'],
	worker: ['/healthz/readiness'],
	webhook: ['/healthz/readiness'],
};
const LOG_TAIL_LINES = 40;

/** An n8n that runs on this machine. Made by {@link startN8n}; ends with this process at the latest. */
export class N8nInstance {
	private readonly process: GuardedProcess;

	constructor(
		readonly version: N8nVersion,
		readonly role: N8nRole,
		readonly port: number,
		readonly userFolder: string,
		env: Record<string, string>,
		private readonly removeFolder: boolean,
		private readonly readyTimeoutMs: number,
	) {
		this.process = new GuardedProcess({
			program: nodeFor(version),
			args: [n8nProgram(version), role],
			env,
			folder: userFolder,
			logFile: this.logFile,
			removeFolder: removeFolder ? userFolder : undefined,
		});
	}

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
		return this.process.running;
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
		await this.process.start();
		try {
			await until(async () => ((await this.isReady()) ? true : this.failIfDead()), {
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
		await this.process.end('SIGTERM');
		if (this.removeFolder) await rm(this.userFolder, { recursive: true, force: true, maxRetries: 3 });
	}

	/** Ends n8n and all it started at once, as a power cut would. The user folder stays; `start()` goes on from it. */
	async kill(): Promise<void> {
		await this.process.end('SIGKILL');
	}

	/** Nothing runs in n8n until {@link thaw}, as on a machine that sleeps or has no memory left. */
	freeze(): void {
		this.process.freeze();
	}

	thaw(): void {
		this.process.thaw();
	}

	/** Ends n8n properly and starts it again on the same folder, port and environment. */
	async restart(): Promise<void> {
		await this.process.end('SIGTERM');
		await this.start();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.stop();
	}

	private async isReady(): Promise<boolean> {
		try {
			for (const path of READY_PATHS[this.role]) {
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

	private failIfDead(): undefined {
		if (!this.running) throw new Error(`n8n ended while starting (exit code ${this.process.ending})`);
		return undefined;
	}

	private async logTail(): Promise<string> {
		return (await this.log()).trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
	}
}

/**
 * Starts an n8n and waits until it can be used (about 7 s).
 *
 * @throws Error when that n8n is not installed (`node test/bootstrap.mjs --n8n v2`), when the package cannot be
 * installed into it, or with the end of n8n's log when it does not come up.
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8nInstance> {
	const { version = 'v2', role = 'start', load, env, readyTimeoutMs = READY_TIMEOUT_MS } = options;
	if (!existsSync(n8nProgram(version))) {
		throw new Error(`n8n ${version} is not installed; run: node test/bootstrap.mjs --n8n ${version}`);
	}
	const userFolder = resolve(options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-test-'))));
	const removeFolder = options.userFolder === undefined;
	try {
		await mkdir(userFolder, { recursive: true });
		if (load === 'tarball') await installPackage(userFolder);
		if (removeFolder) await copyDatabase(version, userFolder);
		const port = options.port ?? (await freePort());
		const environment = n8nEnvironment({
			version,
			userFolder,
			port,
			brokerPort: await freePort(),
			customExtension: typeof load === 'object' ? resolve(load.customExtension) : undefined,
			asItComes: options.asItComes,
			extra: env,
		});
		const instance = new N8nInstance(
			version,
			role,
			port,
			userFolder,
			environment,
			removeFolder,
			readyTimeoutMs,
		);
		await instance.start();
		return instance;
	} catch (error) {
		if (removeFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
		throw error;
	}
}

/** Gives a new user folder the empty database that n8n made when it was installed: making one takes it three seconds. */
async function copyDatabase(version: N8nVersion, userFolder: string): Promise<void> {
	const made = join(versionFolder(version), 'node_modules', '.database', '.n8n');
	await cp(made, join(userFolder, '.n8n'), { recursive: true, filter: (path) => !path.endsWith('/config') });
}

function n8nProgram(version: N8nVersion): string {
	return join(versionFolder(version), 'node_modules', 'n8n', 'bin', 'n8n');
}
