// `npm run mutants -- nodes/support/webhook nodes/platform/http/client.ts`: files, or all of a folder.
// `npm run mutants -- nodes/support --lines 100`: a sample, which is all that changes one of so many random lines.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({ options: { lines: { type: 'string' } }, allowPositionals: true });
if (positionals.length === 0) {
	console.error('Which files or folders? npm run mutants -- nodes/support/webhook [--lines 100]');
	process.exit(2);
}

/** The TypeScript files of a path. */
function filesOf(path) {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path, { recursive: true })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(path, file));
}

/** So many lines of the files that hold more than a bracket or a comment, as Stryker writes a line: `file:7-7`. */
function randomLines(files, count) {
	const lines = files.flatMap((file) =>
		readFileSync(file, 'utf8')
			.split('\n')
			.flatMap((line, index) =>
				/^\s*([/*]|import |$)|^[\s(){}[\],;]*$/.test(line) ? [] : [`${file}:${index + 1}-${index + 1}`],
			),
	);
	while (lines.length > count) lines.splice(randomInt(lines.length), 1);
	return lines;
}

const files = positionals.flatMap(filesOf);
const mutate = values.lines === undefined ? files : randomLines(files, Number(values.lines));
const { status } = spawnSync(
	process.execPath,
	['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', mutate.join()],
	{ stdio: 'inherit' },
);
process.exitCode = status ?? 1;
