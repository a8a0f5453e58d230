// Holds a program on a leash: `guard.mjs <folder to remove, or ''> <program> <arguments…>`.
// It is the leader of a process group of its own, with the program in it, and is connected to its starter by Node's
// IPC channel. When the starter goes, however it goes, the channel closes and the whole group ends with it.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const GRACE_MS = 5_000;
const [folder, program, ...args] = process.argv.slice(2);

const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
	console.error(`Could not start ${program}: ${error.message}`);
	process.exit(127);
});
child.on('exit', (code, signal) => (process.connected ? process.exit(code ?? (signal ? 128 : 1)) : end()));

process.on('disconnect', () => {
	child.kill('SIGTERM');
	setTimeout(end, GRACE_MS);
});

function end() {
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	process.kill(-process.pid, 'SIGKILL');
}

// Signals are for the program; it decides when to end, and this follows.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
