import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

export const PROJECT_ROOT = resolve(__dirname, '..', '..');

/** The versions of n8n that tests run; each is a folder beside this file with a lockfile of its own. */
export type N8nVersion = 'v1' | 'v2';

/** The folder that a version is installed in. */
export function versionFolder(version: N8nVersion): string {
	return join(__dirname, version);
}

/** A TCP port that nobody on 127.0.0.1 listens on now. Another process may still take it first. */
export async function freePort(): Promise<number> {
	return await new Promise((done, failed) => {
		const server = createServer();
		server.once('error', failed);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => {
				if (address === null || typeof address === 'string') failed(new Error('No TCP port'));
				else done(address.port);
			});
		});
	});
}
