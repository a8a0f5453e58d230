/** The supply chain: the same tree gives the same package, wherever and whenever it is built. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { PROJECT_ROOT } from '../n8n/paths';

jest.setTimeout(180_000);

const run = promisify(execFile);

interface Packed {
	integrity: string;
	files: { path: string; size: number; mode: number }[];
}

/** What a build reads of the tree, and what npm packs beside `dist/`. */
const SOURCES = [
	'credentials',
	'nodes',
	'types',
	'index.ts',
	'gulpfile.js',
	'package.json',
	'tsconfig.json',
	'LICENSE',
	'README.md',
	'README.he.md',
];

let scratch: string;
let here: string;
let elsewhere: string;
let packed: [Packed, Packed];

beforeAll(async () => {
	scratch = mkdtempSync(join(tmpdir(), 'voicenter-build-'));
	here = join(scratch, 'here');
	elsewhere = join(scratch, 'a longer name', 'with more levels', 'elsewhere');
	// One copy of the tree, then a copy of that: the tree may be worked on while this runs.
	copyTree(PROJECT_ROOT, here);
	copyTree(here, elsewhere);
	// Here, `npm test` has built it already.
	cpSync(join(PROJECT_ROOT, 'dist'), join(here, 'dist'), { recursive: true });
	const estonian = { TZ: 'Asia/Jerusalem', LC_ALL: 'et_EE.UTF-8', LANG: 'et_EE.UTF-8' };
	await execute('gulp', ['emit'], elsewhere, estonian);
	packed = await Promise.all([pack(here, { TZ: 'UTC', LC_ALL: 'C' }), pack(elsewhere, estonian)]);
});
afterAll(() => {
	rmSync(scratch, { recursive: true, force: true });
});

function copyTree(from: string, to: string): void {
	mkdirSync(to, { recursive: true });
	for (const source of SOURCES) cpSync(join(from, source), join(to, source), { recursive: true });
	symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(to, 'node_modules'));
}

function execute(program: string, args: string[], folder: string, environment: Record<string, string>) {
	const tools = join(PROJECT_ROOT, 'node_modules', '.bin');
	const env = { ...process.env, ...environment, PATH: `${tools}${delimiter}${process.env.PATH ?? ''}` };
	return run(program, args, { cwd: folder, env });
}

async function pack(folder: string, environment: Record<string, string>): Promise<Packed> {
	const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts'], folder, environment);
	const [first] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
	if (!first) throw new Error(`npm pack said nothing: ${stdout}`);
	return first;
}

describe('what is built here, and what the same tree gives in another folder, time zone and language', () => {
	it('are the same files with the same modes', () => {
		const [first, second] = packed;
		expect(first.files.length).toBeGreaterThan(200);
		expect(second.files).toEqual(first.files);
	});

	it('have the same bytes in each file', () => {
		const different = packed[0].files
			.map(({ path }) => path)
			.filter((path) => !readFileSync(join(here, path)).equals(readFileSync(join(elsewhere, path))));
		expect(different).toEqual([]);
	});

	it('are the same tarball', () => {
		expect(packed[1].integrity).toBe(packed[0].integrity);
	});
});

describe('the files that are shipped', () => {
	it('say nothing of the folders that they were built in', () => {
		const folders = [PROJECT_ROOT, scratch];
		const telling = packed[0].files
			.map(({ path }) => path)
			.filter((path) => {
				const text = readFileSync(join(here, path), 'utf8');
				return folders.some((folder) => text.includes(folder));
			});
		expect(telling).toEqual([]);
	});

	it('have types that need nothing but n8n’s own and Node’s', () => {
		const types = readFileSync(join(here, 'dist', 'index.d.ts'), 'utf8');
		const needed = [...types.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, module]) => module);
		expect(needed.filter((module) => !/^(n8n-workflow$|node:)/.test(module ?? ''))).toEqual([]);
		expect(needed).toContain('n8n-workflow');
	});

	it('are programs for nobody to run', () => {
		expect(packed[0].files.filter(({ mode }) => (mode & 0o111) !== 0)).toEqual([]);
	});
});
