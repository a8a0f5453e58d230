/**
 * What n8n-core reads of its process before it is loaded: a settings folder of the tests' own, so that no n8n of
 * whoever runs them is read or written. Imported before n8n-core.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../n8n/paths';

const USER_FOLDER = join(PROJECT_ROOT, '.tmp', 'n8nCore');
const SETTINGS_FILE = join(USER_FOLDER, '.n8n', 'config');

process.env['N8N_USER_FOLDER'] = USER_FOLDER;
delete process.env['N8N_ENCRYPTION_KEY'];
if (!existsSync(SETTINGS_FILE)) {
	mkdirSync(join(USER_FOLDER, '.n8n'), { recursive: true });
	// Several tests start at once: a file is there whole, or not at all.
	const draft = `${SETTINGS_FILE}.${process.pid}`;
	writeFileSync(draft, JSON.stringify({ encryptionKey: 'for tests only' }), { mode: 0o600 });
	renameSync(draft, SETTINGS_FILE);
}
