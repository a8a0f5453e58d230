import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** Where a build is kept as npm installs it; `gulp build` removes it. */
const INSTALLED = join(PROJECT_ROOT, '.tmp', 'installed');

/**
 * Installs the built package below n8n's user folder, with the npm options that n8n itself uses. Packing and installing
 * cost npm three to four seconds, so that happens once for each build.
 *
 * @param userFolder what N8N_USER_FOLDER will be
 * @throws Error when the package is not built, or with npm's words when packing or installing fails.
 */
export async function installPackage(userFolder: string): Promise<void> {
	if (!existsSync(INSTALLED)) await installOnce();
	await cp(INSTALLED, join(userFolder, '.n8n', 'nodes'), { recursive: true });
}

async function installOnce(): Promise<void> {
	const { tarball, remove } = await packPackage();
	await mkdir(dirname(INSTALLED), { recursive: true });
	const folder = await mkdtemp(`${INSTALLED}-`);
	try {
		await writeFile(
			join(folder, 'package.json'),
			'{"name":"installed-nodes","private":true,"dependencies":{}}\n',
		);
		const options = [
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts',
			'--package-lock=false',
		];
		await run('npm', ['install', tarball, '--audit=false', '--fund=false', ...options], { cwd: folder });
		await rename(folder, INSTALLED);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		// Another process may have been sooner.
		if (!existsSync(INSTALLED)) throw error;
	} finally {
		await remove();
	}
}
