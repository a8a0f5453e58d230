import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { NODE_24 } from './environment';

const STOP_TIMEOUT_MS = 15_000;

export interface GuardedOptions {
	program: string;
	args: readonly string[];
	/** The complete environment. */
	env: Record<string, string>;
	/** Where it runs. */
	folder: string;
	/** Its output, standard and error, is added to this file. */
	logFile: string;
	/** Removed when this process dies without stopping the program; nothing unless told. */
	removeFolder?: string | undefined;
	/** Whose rights the program has, where it refuses to run as root. */
	user?: { uid: number; gid: number } | undefined;
}

/** A program under the guard: it ends with this process at the latest, with all that it started. */
export class GuardedProcess {
	private process: ChildProcess | undefined;

	constructor(private readonly options: GuardedOptions) {}

	/** Is the process there? (It may still be starting or ending.) */
	get running(): boolean {
		return this.process !== undefined && !hasEnded(this.process);
	}

	/** The process ID of the guard, whose group the program is in. */
	get pid(): number | undefined {
		return this.process?.pid;
	}

	/** How it ended, for an error: an exit code or a signal. */
	get ending(): string {
		return String(this.process?.exitCode ?? this.process?.signalCode);
	}

	/** Starts the program; does nothing when it runs. */
	async start(): Promise<void> {
		if (this.running) return;
		const { program, args, env, folder, logFile, removeFolder = '', user } = this.options;
		// The guard keeps its rights: it lies in a folder that the other user need not be able to read.
		const command = user ? ['/usr/bin/setpriv', ...asUser(user), program, ...args] : [program, ...args];
		const log = await open(logFile, 'a');
		this.process = fork(join(__dirname, 'guard.mjs'), [removeFolder, ...command], {
			detached: true,
			execPath: NODE_24,
			execArgv: [],
			cwd: folder,
			env,
			stdio: ['ignore', log.fd, log.fd, 'ipc'],
		});
		await log.close();
		// The leash must not keep a finished test run alive.
		this.process.unref();
		this.process.channel?.unref();
	}

	/** Stops the program's clock: it neither runs nor ends until {@link thaw}. What it started goes on. */
	freeze(): void {
		this.signalProgram('SIGSTOP');
	}

	thaw(): void {
		this.signalProgram('SIGCONT');
	}

	/**
	 * Ends the program and all it started.
	 *
	 * @param signal SIGTERM: properly, and by force after 15 s; SIGKILL: at once, as a power cut would
	 */
	async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
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
		// What the program itself left behind, such as n8n's task runner.
		signalGroup(group, 'SIGKILL');
		this.process = undefined;
	}

	/** Not to the guard, which must be able to end the program. */
	private signalProgram(signal: 'SIGSTOP' | 'SIGCONT'): void {
		const guard = this.process?.pid;
		if (guard === undefined) throw new Error('The program does not run');
		const children = readFileSync(`/proc/${guard}/task/${guard}/children`, 'utf8').trim().split(' ');
		for (const child of children) process.kill(Number(child), signal);
	}
}

function asUser({ uid, gid }: { uid: number; gid: number }): string[] {
	return [`--reuid=${uid.toString()}`, `--regid=${gid.toString()}`, '--clear-groups', '--'];
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
