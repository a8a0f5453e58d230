/** `npm run schemas`: writes the nodes' output schemas again, after an operation or its output has changed. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { PROJECT_ROOT } from '../n8n/paths';
import { makeSchemas, SCHEMA_FOLDERS } from './schemas';

async function main(): Promise<void> {
	const files = await makeSchemas();
	for (const folder of SCHEMA_FOLDERS) rmSync(join(PROJECT_ROOT, folder), { recursive: true, force: true });
	for (const [path, content] of files) {
		mkdirSync(dirname(join(PROJECT_ROOT, path)), { recursive: true });
		writeFileSync(join(PROJECT_ROOT, path), content);
	}
	process.stdout.write(`${files.size} schemas written\n`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
