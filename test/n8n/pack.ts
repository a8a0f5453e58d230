import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod/v4';
import { PROJECT_ROOT } from './paths';

const run = promisify(execFile);

const packResult = z.tuple([z.object({ filename: z.string() })]);

/** The package as `npm publish` would send it. */
export interface PackedPackage {
	/** Path of the file. */
	tarball: string;
	/** Removes it; what has been installed from it stays. */
	remove: () => Promise<void>;
}

/**
 * Packs the built package as `npm publish` would, into a new temporary folder.
 *
 * @throws Error when the package is not built, or with npm's words when packing fails.
 */
export async function packPackage(): Promise<PackedPackage> {
	if (!existsSync(join(PROJECT_ROOT, 'dist'))) {
		throw new Error('The package is not built, there is nothing to pack; run: npm run build');
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-voicenter-pack-'));
	const remove = () => rm(folder, { recursive: true, force: true });
	try {
		const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
		const { stdout } = await run('npm', ['pack', ...options], { cwd: PROJECT_ROOT });
		const [{ filename }] = packResult.parse(JSON.parse(stdout));
		return { tarball: join(folder, filename), remove };
	} catch (error) {
		await remove();
		throw error;
	}
}

/**
 * Installs a packed community package below n8n's user folder, with the npm options that n8n itself uses.
 *
 * @param tarball path of the package
 * @param userFolder what N8N_USER_FOLDER will be
 * @throws Error with npm's words when the installation fails.
 */
export async function installTarball(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	await writeFile(
		join(nodes, 'package.json'),
		'{"name":"installed-nodes","private":true,"dependencies":{}}\n',
	);
	const options = [
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts',
		'--package-lock=false',
	];
	await run('npm', ['install', resolve(tarball), '--audit=false', '--fund=false', ...options], {
		cwd: nodes,
	});
}
