/** `npm run examples`: writes the templates' examples and their Hebrew files again, after a template has changed. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../n8n/paths';
import { templateFiles } from './files';
import { FOLDER } from './template';

async function main(): Promise<void> {
	const files = await templateFiles();
	const hebrew = join(FOLDER, 'he');
	rmSync(hebrew, { recursive: true, force: true });
	mkdirSync(hebrew);
	for (const [path, content] of files) writeFileSync(join(PROJECT_ROOT, path), content);
	process.stdout.write(`${files.size} templates written\n`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
