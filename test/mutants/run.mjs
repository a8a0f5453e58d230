// `npm run mutants -- nodes/support/webhook nodes/platform/http/client.ts`: files, or all of a folder.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const wanted = process.argv.slice(2);
const firstOption = wanted.findIndex((argument) => argument.startsWith('-'));
const paths = firstOption < 0 ? wanted : wanted.slice(0, firstOption);
if (paths.length === 0) {
	console.error('Which files or folders? npm run mutants -- nodes/support/webhook');
	process.exit(2);
}
const files = paths.map((path) =>
	statSync(path).isDirectory() ? `${path.replace(/\/$/, '')}/**/*.ts` : path,
);
const options = wanted.slice(paths.length);
const { status } = spawnSync(
	process.execPath,
	['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', '--mutate', files.join(), ...options],
	{ stdio: 'inherit' },
);
process.exitCode = status ?? 1;
