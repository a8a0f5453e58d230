import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { PROJECT_ROOT } from '../../n8n/paths';
import { marked, readDocument } from './markdown';
import { manifest } from './product';

/** Documents whose commands somebody may copy. */
const DOCUMENTS = [
	'README.md',
	'README.he.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'BENCHMARKS.md',
	'CHANGELOG.md',
];
const PROGRAM = /^(npm|npx|node|git|docker|curl|sh|gulp|tsx|jest|mkdir|cd|apt-get|sudo) /;

/** @returns every command of the documents, once: each line of a block of code, and inline code that is one */
export function documentedCommands(): string[] {
	const commands = DOCUMENTS.map(readDocument).flatMap(({ prose, codeBlocks }) => [
		...shellLines(codeBlocks),
		...marked('code', prose).filter((text) => PROGRAM.test(text)),
	]);
	return [...new Set(commands)];
}

/** Blocks that show no command (a drawing of folders) have no line that begins with a program. */
function shellLines(blocks: string[]): string[] {
	return blocks.filter((block) => PROGRAM.test(block)).flatMap((block) => block.trim().split('\n'));
}

/** @returns the commands that CI runs, and the scripts that these run in their turn */
export function commandsOfCi(): string[] {
	const ci = readFileSync(join(PROJECT_ROOT, '.ci', 'run'), 'utf8');
	const publish = readFileSync(join(PROJECT_ROOT, '.github', 'workflows', 'publish.yml'), 'utf8');
	const [, scripts = ''] = /^for script in (.*); do$/m.exec(ci) ?? [];
	const found = new Set<string>();
	const follow = (script: string) => {
		if (found.has(script)) return;
		found.add(script);
		for (const next of scriptsIn(manifest.scripts[script] ?? '')) follow(next);
	};
	[...scripts.split(' '), ...scriptsIn(publish)].forEach(follow);
	return [...found].map((script) => (script === 'test' ? 'npm test' : `npm run ${script}`));
}

function scriptsIn(text: string): string[] {
	return [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
}

/** A command that runs in a shell of its own, until it ends or is ended. */
export interface Running {
	/** Resolves with the match as soon as what it says matches; rejects when it ends before. */
	says(pattern: RegExp): Promise<RegExpExecArray>;
	/** Resolves when it has ended. */
	ended: Promise<{ code: number | null; output: string }>;
	/** Ends it, as Ctrl-C does, with all that it started. */
	interrupt(): void;
}

/**
 * @param command as a reader would type it
 * @param options the folder to run it in, and what to set beside the environment; nothing is downloaded
 */
export function start(
	command: string,
	options: { cwd?: string; env?: Record<string, string> } = {},
): Running {
	const tools = join(PROJECT_ROOT, 'node_modules', '.bin');
	const child = spawn('sh', ['-c', command], {
		cwd: options.cwd ?? PROJECT_ROOT,
		// A group of its own, for a signal to reach npm's children too.
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...process.env,
			PATH: `${tools}${delimiter}${process.env.PATH ?? ''}`,
			npm_config_offline: 'true',
			...options.env,
		},
	});
	let output = '';
	const listeners = new Set<() => void>();
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			for (const listener of listeners) listener();
		});
	}
	const ended = new Promise<{ code: number | null; output: string }>((done, failed) => {
		child.once('error', failed);
		child.once('close', (code) => done({ code, output }));
	});
	return {
		ended,
		says: async (pattern) =>
			await new Promise((done, failed) => {
				const look = () => {
					const match = pattern.exec(output);
					if (!match) return;
					listeners.delete(look);
					done(match);
				};
				listeners.add(look);
				look();
				ended.then(
					({ code }) => failed(new Error(`"${command}" ended with ${code} without ${pattern}:\n${output}`)),
					failed,
				);
			}),
		interrupt: () => interruptGroup(child),
	};
}

function interruptGroup({ pid, exitCode }: ChildProcess): void {
	if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGINT');
}
