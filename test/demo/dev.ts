/**
 * `npm run dev`: n8n with the package's nodes, which n8n reloads on every change; a simulator stands beside it.
 * Ctrl-C ends all of it.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { N8nApi, OWNER } from '../n8n/api';
import { startN8n } from '../n8n/instance';
import { PROJECT_ROOT } from '../n8n/paths';
import { until } from '../n8n/until';
import { startSimulator } from '../simulator';

const DIST = join(PROJECT_ROOT, 'dist');
const LAST_BUILT = join(DIST, 'THIRD-PARTY-NOTICES.txt');
/** Workflows and credentials are kept from one `npm run dev` to the next. */
const USER_FOLDER = join(PROJECT_ROOT, '.tmp', 'dev');

async function main(): Promise<void> {
	rmSync(DIST, { recursive: true, force: true });
	const watcher = spawn('gulp', ['watch'], { cwd: PROJECT_ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
	await until(() => existsSync(LAST_BUILT) || undefined, { what: 'the first build', timeoutMs: 60_000 });

	const simulator = await startSimulator({ port: 4010 });
	// n8n's reload looks for packages in here, and gives up without the folder.
	mkdirSync(join(DIST, 'node_modules'), { recursive: true });
	mkdirSync(USER_FOLDER, { recursive: true });
	const n8n = await startN8n({
		load: { customExtension: DIST },
		asItComes: true,
		userFolder: USER_FOLDER,
		env: { N8N_DEV_RELOAD: 'true' },
	});
	await N8nApi.connect(n8n);
	process.stdout.write(
		`\nThe editor:     ${n8n.url}   (${OWNER.email} / ${OWNER.password})\n` +
			`The simulator:  ${simulator.url}/control   (account code ${simulator.account.code})\n` +
			'Change a file: n8n reloads the nodes. Ctrl-C ends all of it.\n',
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			watcher.kill();
			void Promise.all([n8n.stop(), simulator.stop()]).then(() => process.exit(0));
		});
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
