/** The publishing workflow's first step: a package that npm would refuse in the end is refused before any test runs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../n8n/paths';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'voicenter-repository-'));
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function check(manifest: object, repository = 'someone/some-nodes') {
	const file = join(folder, 'package.json');
	writeFileSync(file, JSON.stringify(manifest));
	const { status, stderr } = spawnSync(process.execPath, ['.github/checkRepository.mjs', file], {
		cwd: PROJECT_ROOT,
		encoding: 'utf8',
		env: repository === '' ? {} : { GITHUB_REPOSITORY: repository },
	});
	return { status, stderr };
}

it.each([
	{ type: 'git', url: 'git+https://github.com/someone/some-nodes.git' },
	{ type: 'git', url: 'https://github.com/someone/some-nodes' },
	'https://github.com/someone/some-nodes.git',
])('passes when it is named: %j', (repository) => {
	expect(check({ repository })).toEqual({ status: 0, stderr: '' });
});

it.each([
	{},
	{ repository: { type: 'git', url: 'git+https://github.com/someone-else/some-nodes.git' } },
	{ repository: { type: 'git' } },
])('fails, and says what is to be written, for %j', (manifest) => {
	const { status, stderr } = check(manifest);
	expect(stderr).toContain('"url": "git+https://github.com/someone/some-nodes.git"');
	expect(status).toBe(1);
});

it('fails where nobody says which repository this is', () => {
	expect(check({ repository: 'https://github.com/undefined' }, '').status).toBe(1);
});
