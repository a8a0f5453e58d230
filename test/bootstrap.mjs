// Gets a fresh clone ready, and does nothing when it is: `node test/bootstrap.mjs [--n8n v2] [--debian chromium]`.
// Runs on a bare Node 20: it cannot use what it has yet to install.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NODE_24_BIN = join(ROOT, 'node_modules', 'node', 'bin');
const PNPM = join(ROOT, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');
const POSTGRES_HOME = '/usr/lib/postgresql';
const PROGRESS_MS = 5_000;
const EXCERPT_LINES = 25;

/** Makes sure that the project's own dependencies are those of its lockfile. */
export async function ensureDependencies() {
	if (matchesLockfile(ROOT)) return;
	// Without --include=dev npm leaves out what every command here needs, where NODE_ENV says "production".
	const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
	await run('Installing dependencies', 'npm', args, { cwd: ROOT });
	// n8n-core depends on native code that nothing here needs, and that not every machine can build.
	await run('Node 24, esbuild', 'npm', ['rebuild', 'node', 'esbuild'], { cwd: ROOT });
}

/**
 * Makes sure that an n8n for the tests is installed in its folder below test/n8n.
 * The marker is written last, so an installation that was cut short is repeated.
 */
export async function ensureN8n(version) {
	const folder = join(ROOT, 'test', 'n8n', version);
	const lockfile = join(folder, 'pnpm-lock.yaml');
	if (!existsSync(lockfile)) throw new Error(`There is no n8n "${version}" in test/n8n`);
	const marker = join(folder, 'node_modules', '.complete');
	const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
	if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === hash) return;
	await ensureDependencies();
	console.log(`n8n ${version} gets installed, once: 2 GB, a minute or two`);
	const env = {
		PATH: [join(folder, 'node_modules', 'node', 'bin'), NODE_24_BIN, process.env.PATH].join(delimiter),
		// Half the time of the level that SQLite comes with, where no compiled one can be downloaded.
		CFLAGS: '-O1',
		CXXFLAGS: '-O1',
	};
	const options = { cwd: folder, env };
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	// pnpm takes a third of npm's time for n8n's 2,000 packages. It does not read the registry that npm's environment names.
	const { stdout: registry } = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' });
	const args = ['install', '--frozen-lockfile', '--ignore-scripts', `--registry=${registry.trim()}`];
	await run('n8n: its packages', 'node', [PNPM, ...args], options);
	// Native code and, where the folder brings a Node of its own, that Node: what installation scripts would fetch.
	const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const built = [...(takeOverSqlite(folder) ? [] : ['sqlite3']), ...('node' in dependencies ? ['node'] : [])];
	if (built.length > 0) await run(`n8n: ${built.join(', ')}`, 'npm', ['rebuild', ...built], options);
	// Any command of n8n's makes it.
	const database = {
		N8N_USER_FOLDER: join(folder, 'node_modules', '.database'),
		N8N_DIAGNOSTICS_ENABLED: 'false',
	};
	const program = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const command = ['node', [program, 'list:workflow'], { ...options, env: { ...env, ...database } }];
	await run('n8n: an empty database', ...command);
	writeFileSync(marker, `${hash}\n`);
}

/**
 * Takes over what another n8n here has compiled for its SQLite: a minute where nothing can be downloaded.
 * It fits every Node (it uses Node-API).
 *
 * @returns whether there was a complete one of the same version
 */
function takeOverSqlite(folder) {
	const sqlite = (of) => join(of, 'node_modules', 'sqlite3');
	const version = (of) => JSON.parse(readFileSync(join(sqlite(of), 'package.json'), 'utf8')).version;
	// Not one that is being installed just now.
	const isComplete = (of) => existsSync(join(of, 'node_modules', '.complete'));
	const compiled = (of) => join(sqlite(of), 'build', 'Release', 'node_sqlite3.node');
	const other = readdirSync(dirname(folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => join(dirname(folder), entry.name))
		.find((one) => isComplete(one) && existsSync(compiled(one)) && version(one) === version(folder));
	if (other === undefined) return false;
	mkdirSync(dirname(compiled(folder)), { recursive: true });
	copyFileSync(compiled(other), compiled(folder));
	return true;
}

/**
 * Makes sure that what Debian packages bring is there, wherever it comes from; installs the packages otherwise, and says
 * what to do when this is no Debian or this user may not install them.
 */
export async function ensureDebian(packages) {
	const missing = packages.filter((name) => !isThere(name) && !debianHas(name));
	if (missing.length === 0) return;
	const names = missing.join(' ');
	if (spawnSync('apt-get', ['--version']).error) {
		throw new Error(
			`Missing: ${names}. This is not a Debian, so please install what carries these names elsewhere`,
		);
	}
	const isRoot = process.getuid?.() === 0;
	if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) {
		throw new Error(`Missing: ${names}. Please run: sudo apt-get install ${names}`);
	}
	const aptGet = async (label, ...args) => {
		const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y', ...args];
		const [program, ...rest] = isRoot ? command : ['sudo', '-n', ...command];
		await run(label, program, rest);
	};
	await aptGet('Debian: package lists', 'update');
	await aptGet(`Debian: ${names}`, 'install', '--no-install-recommends', ...missing);
}

/** Does node_modules hold what package-lock.json asks for? npm's own record of it is written last. */
function matchesLockfile(folder) {
	const installedFile = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(installedFile)) return false;
	const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
	const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
	return Object.entries(wanted).every(([path, entry]) => {
		const found = installed[path];
		// Packages for other operating systems are in the lockfile only.
		return (
			path === '' || (found === undefined ? entry.optional === true : found.integrity === entry.integrity)
		);
	});
}

/** Is the program there that the tests start, where they look for it? */
function isThere(name) {
	if (name === 'chromium') return process.env.CHROMIUM !== undefined || existsSync('/usr/bin/chromium');
	if (name === 'redis-server') return existsSync('/usr/bin/redis-server');
	if (name !== 'postgresql' || !existsSync(POSTGRES_HOME)) return false;
	const [newest = ''] = readdirSync(POSTGRES_HOME).sort((a, b) => Number(b) - Number(a));
	return ['initdb', 'postgres'].every((program) => existsSync(join(POSTGRES_HOME, newest, 'bin', program)));
}

function debianHas(name) {
	const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
	return status === 0 && stdout.includes('install ok installed');
}

/** Runs a program quietly, telling how long it has taken so far; shows the end of what it said when it fails. */
async function run(label, program, args, { cwd = ROOT, env = {} } = {}) {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1_000)} s`;
	console.log(`${label} …`);
	const ticker = setInterval(() => console.log(`${label} … ${elapsed()}`), PROGRESS_MS);
	let output = '';
	try {
		const status = await new Promise((done, failed) => {
			const child = spawn(program, args, {
				cwd,
				env: { ...ownEnvironment(), ...env },
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			for (const stream of [child.stdout, child.stderr]) {
				stream.setEncoding('utf8').on('data', (text) => {
					output = (output + text).slice(-100_000);
				});
			}
			child.on('error', failed);
			child.on('close', (code, signal) => done(code ?? signal));
		});
		if (status !== 0) {
			throw new Error(`${program} ${args.join(' ')} failed (${status}):\n${excerpt(output)}`);
		}
	} finally {
		clearInterval(ticker);
	}
	console.log(`${label}: done in ${elapsed()}`);
}

/** npm says what is wrong first and how it is called last. */
function excerpt(output) {
	const lines = output.trimEnd().split('\n');
	if (lines.length <= 2 * EXCERPT_LINES) return lines.join('\n');
	return [...lines.slice(0, EXCERPT_LINES), '…', ...lines.slice(-EXCERPT_LINES)].join('\n');
}

/**
 * Without what an `npm run` around us says about its own package and options, which would be taken for this one's, and
 * without a developer's settings of n8n.
 */
function ownEnvironment() {
	const foreign =
		/^(npm_(package_|lifecycle_|command$|config_(local_prefix|ignore_scripts|dry_run|json|omit)$)|N8N_|DB_)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function main() {
	const { values } = parseArgs({
		options: { n8n: { type: 'string', multiple: true }, debian: { type: 'string', multiple: true } },
	});
	await ensureDependencies();
	for (const version of values.n8n ?? []) await ensureN8n(version);
	if (values.debian) await ensureDebian(values.debian);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	main().catch((error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
}
