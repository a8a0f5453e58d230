/** The audit of bundled libraries: what npm's answer means for the package. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../n8n/paths';

jest.setTimeout(180_000);

beforeAll(() => {
	if (!existsSync(join(PROJECT_ROOT, 'dist', 'THIRD-PARTY-NOTICES.txt'))) {
		execFileSync('gulp', ['build'], { cwd: PROJECT_ROOT });
	}
});

/** As `npm audit --json` of npm 11 says it. */
function answer(name: string, severity: string, folder = `node_modules/${name}`): string {
	const url = `https://github.com/advisories/GHSA-${name}`;
	return JSON.stringify({
		auditReportVersion: 2,
		vulnerabilities: {
			[name]: { name, severity, isDirect: true, via: [{ name, severity, url }], nodes: [folder] },
		},
	});
}

function audit(input: string) {
	const { status, stdout, stderr } = spawnSync('node', ['.github/auditBundled.mjs'], {
		cwd: PROJECT_ROOT,
		input,
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}

it('passes when nothing is known', () => {
	const { status, stdout } = audit('{"auditReportVersion":2,"vulnerabilities":{}}');
	expect(stdout).toMatch(/^[5-9]\d bundled libraries, 0 with a known vulnerability/);
	expect(status).toBe(0);
});

it.each(['moderate', 'high', 'critical'])('fails for a bundled library: %s', (severity) => {
	const { status, stderr } = audit(answer('undici', severity));
	expect(stderr).toMatch(new RegExp(`^undici [\\d.]+: ${severity}, https://github.com/advisories/`));
	expect(status).toBe(1);
});

it('finds a library that is bundled under another name', () => {
	const { status, stderr } = audit(answer('socket.io-client', 'high', 'node_modules/socket.io-client-v2'));
	expect(stderr).toContain('socket.io-client 2.5.0: high');
	expect(status).toBe(1);
});

it('passes for what only tests use, and for what is hardly a danger', () => {
	expect(audit(answer('socket.io-v1', 'critical')).status).toBe(0);
	expect(audit(answer('undici', 'low')).status).toBe(0);
});

it('fails when npm got no answer, rather than to find nothing', () => {
	const refused = { message: 'request to the audit service failed', error: { summary: '', detail: '' } };
	const { status, stderr } = audit(JSON.stringify(refused));
	expect(stderr).toContain('npm audit did not answer');
	expect(status).toBe(1);
	expect(audit('').status).toBe(1);
});

it.each(['audit.yml', 'publish.yml'])('is run by %s, after a build', (workflow) => {
	const text = readFileSync(join(PROJECT_ROOT, '.github', 'workflows', workflow), 'utf8');
	expect(text).toMatch(
		/run: npm run build\n[\s\S]*run: npm audit --json \| node \.github\/auditBundled\.mjs\n/,
	);
});
