import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../n8n/paths';
import { until } from '../../n8n/until';

const GUARD = join(PROJECT_ROOT, 'test', 'n8n', 'guard.mjs');

/** A test run that starts an endless program under the guard, says its process id, and waits. */
const STARTER = `
	const { fork } = require('node:child_process');
	const [guard, folder] = process.argv.slice(1);
	const program = 'console.log(process.pid); setInterval(() => {}, 1000)';
	fork(guard, [folder, process.execPath, '-e', program], { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
`;

describe('the guard', () => {
	let starter: ChildProcess | undefined;

	afterEach(() => starter?.kill('SIGKILL'));

	it('ends the program and removes its folder when the one who started it is killed', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'guard-test-'));
		starter = spawn(process.execPath, ['-e', STARTER, GUARD, folder], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const pid = await firstNumber(starter);
		expect(isAlive(pid)).toBe(true);

		starter.kill('SIGKILL');

		await until(() => (isAlive(pid) ? undefined : true), {
			what: 'the end of the program',
			timeoutMs: 8_000,
		});
		await until(() => (existsSync(folder) ? undefined : true), {
			what: 'its folder to go',
			timeoutMs: 2_000,
		});
	}, 15_000);
});

async function firstNumber(process: ChildProcess): Promise<number> {
	let text = '';
	process.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
	return await until(() => (text.includes('\n') ? Number(text) : undefined), {
		what: 'a process id',
		timeoutMs: 10_000,
	});
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
