/** Each command that a document tells somebody to run is run: by CI, by a test, or it is said here why not. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packPackage } from '../../n8n/pack';
import { PROJECT_ROOT } from '../../n8n/paths';
import { commandsOfCi, documentedCommands, start } from './commands';
import { readDocument } from './markdown';
import { manifest } from './product';

jest.setTimeout(180_000);

const HERE = 'test/integration/documents/commands.test.ts';
const IN_A_CLONE = 'test/e2e/commands.test.ts';

/** The test that runs the command, word for word unless it is said what it runs in its place. */
const RUN_BY_A_TEST: Record<string, string | { file: string; as: string }> = {
	// The port that it has by itself may be taken.
	'npm run simulator': { file: HERE, as: 'npm run simulator -- --port 0' },
	'npm run bench -- load': IN_A_CLONE,
	'npm run demo': IN_A_CLONE,
	'npm run demo -- --once': IN_A_CLONE,
	'npm run dev': IN_A_CLONE,
	'npm run examples': IN_A_CLONE,
	'npm run schemas': IN_A_CLONE,
};

/** Why neither CI nor a test runs the command as it stands. */
const ARGUED: Record<string, string> = {
	'mkdir -p ~/.n8n/nodes && cd ~/.n8n/nodes && npm install n8n-nodes-voicenter':
		'would fetch what npm has, not what is here; run here with the packed file in place of the name',
	'npm ci && npm run build && npm pack':
		'npm ci is what every fresh clone runs first (test/bootstrap.mjs), the build is part of npm test, and the package tests pack',
	"docker exec n8n sh -c 'mkdir -p ~/.n8n/nodes && cd ~/.n8n/nodes && npm install n8n-nodes-voicenter'":
		'needs Docker; what it runs in the container is run here, without the container',
	'npm run bench -- cdr':
		'takes minutes, and figures of a busy machine mean nothing; another part runs in the clone, this one’s name is checked here',
	'npm run bench':
		'takes half an hour and figures of a busy machine mean nothing; one part runs in the clone, the names of all are checked here',
	'npm run test:soak': 'takes two hours; .github/workflows/soak.yml runs it every night',
	'npm run mutants -- nodes/support': 'takes hours for a folder; what it finds is for people to judge',
	'npm install': 'named, not asked for',
	'npm audit': 'named, not asked for',
	'npm audit --json | node .github/auditBundled.mjs':
		'asks a service on the internet; the workflows run it, and packageAudit.test.ts its second half',
};

describe('every command of the documents', () => {
	const documented = documentedCommands();

	it('is run by CI or a test, or there is a reason', () => {
		const accounted = [...commandsOfCi(), ...Object.keys(RUN_BY_A_TEST), ...Object.keys(ARGUED)];
		expect(documented.length).toBeGreaterThan(12);
		expect(documented.filter((command) => !accounted.includes(command))).toEqual([]);
	});

	it('is still there, where this test speaks of it', () => {
		const spokenOf = [...Object.keys(RUN_BY_A_TEST), ...Object.keys(ARGUED)];
		expect(spokenOf.filter((command) => !documented.includes(command))).toEqual([]);
	});

	it('is run by the test that is said to run it, not only a longer one that begins like it', () => {
		const missing = Object.entries(RUN_BY_A_TEST).filter(([command, by]) => {
			const { file, as } = typeof by === 'string' ? { file: by, as: command } : by;
			const text = readFileSync(join(PROJECT_ROOT, file), 'utf8');
			return !['start', 'succeed'].some((run) => text.includes(`${run}('${as}'`));
		});
		expect(missing).toEqual([]);
	});

	it('is an npm script that is there', () => {
		const scripts = documented.flatMap((command) =>
			[...command.matchAll(/npm (?:run )?(test\b|(?<=run )[\w:-]+)/g)].map(([, script = '']) => script),
		);
		expect(scripts).toContain('build');
		expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});
});

describe('the commands that are quick', () => {
	it('npm run simulator: starts, answers, and ends with Ctrl-C', async () => {
		const simulator = start('npm run simulator -- --port 0');
		try {
			const [, url = ''] = await simulator.says(/on this machine only: (http:\S+)\n[\s\S]*Ctrl-C stops it/);
			const answer = await fetch(`${url}/control`);
			expect(answer.status).toBe(200);
			expect(await answer.text()).toContain('/control/calls/incoming');
		} finally {
			simulator.interrupt();
		}
		await simulator.ended;
	});

	it('npm run bench: has every part that the documents name, and knows no other', async () => {
		const parts = documentedCommands().flatMap(
			(command) => /^npm run bench -- (\w+)/.exec(command)?.[1] ?? [],
		);
		expect(parts).toContain('cdr');
		// It looks at all the names before it measures anything.
		const { code, output } = await start(`tsx test/bench/index.ts ${parts.join(' ')} nonsense`).ended;
		expect(output).toContain('There is no part "nonsense"');
		expect(code).toBe(1);
	});

	it('install the package as the README says, except that it comes from a file', async () => {
		const install = 'mkdir -p ~/.n8n/nodes && cd ~/.n8n/nodes && npm install n8n-nodes-voicenter';
		const [outside, inside] = readDocument('README.md').codeBlocks.map((block) => block.trim());
		expect(outside).toBe(install);
		expect(inside).toBe(`docker exec n8n sh -c '${install}'`);
		const home = mkdtempSync(join(tmpdir(), 'voicenter-home-'));
		const { tarball, remove } = await packPackage();
		try {
			const command = install.replace('n8n-nodes-voicenter', tarball);
			const { code, output } = await start(command, { env: { HOME: home } }).ended;
			expect(output).toContain('added 1 package');
			expect(code).toBe(0);
			const installed = join(home, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-voicenter');
			expect(existsSync(join(installed, 'dist', 'index.js'))).toBe(true);
		} finally {
			rmSync(home, { recursive: true, force: true });
			await remove();
		}
	});
});
