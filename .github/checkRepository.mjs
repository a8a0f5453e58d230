// Does package.json name the repository that this workflow runs in? npm compares the two only when it is sent a package
// with provenance, after all tests have run, and refuses it when they differ.
import { readFileSync } from 'node:fs';

const { repository } = JSON.parse(readFileSync(process.argv[2] ?? 'package.json', 'utf8'));
const named = typeof repository === 'string' ? repository : repository?.url;
const { GITHUB_SERVER_URL = 'https://github.com', GITHUB_REPOSITORY } = process.env;
const wanted = `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`;
const plain = (url) => url.replace(/^git\+/, '').replace(/\.git$/, '');
if (GITHUB_REPOSITORY === undefined || named === undefined || plain(named) !== plain(wanted)) {
	console.error(
		`package.json must have "repository": { "type": "git", "url": "${wanted}" }; it has ${named}`,
	);
	process.exitCode = 1;
}
