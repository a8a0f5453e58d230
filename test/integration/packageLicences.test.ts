/** Every library whose code is in the package is named with its licence, which allows this. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { build } from 'esbuild';

import { PROJECT_ROOT } from '../n8n/paths';

jest.setTimeout(180_000);

/** May be given on inside of an MIT package, with no more than their text beside it. */
const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];

interface Library {
	name: string;
	version: string;
	folder: string;
}

let libraries: Library[];
let notices: string;

beforeAll(async () => {
	if (!existsSync(join(PROJECT_ROOT, 'dist', 'index.js'))) {
		execFileSync('gulp', ['build'], { cwd: PROJECT_ROOT });
	}
	notices = readFileSync(join(PROJECT_ROOT, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
	libraries = await bundledLibraries();
});

/** Found anew, without the build's own list: whatever the source reaches, save what n8n brings. */
async function bundledLibraries(): Promise<Library[]> {
	const entryPoints = ['index.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'].flatMap((pattern) =>
		globSync(pattern, { cwd: PROJECT_ROOT }).map((file) => join(PROJECT_ROOT, file)),
	);
	const { metafile } = await build({
		absWorkingDir: PROJECT_ROOT,
		entryPoints,
		outdir: 'nowhere',
		write: false,
		bundle: true,
		// What several of them reach is written once.
		splitting: true,
		format: 'esm',
		metafile: true,
		platform: 'node',
		external: ['n8n-workflow'],
		logLevel: 'silent',
	});
	const folders = new Set(
		Object.keys(metafile.inputs)
			.filter((file) => file.includes('node_modules/'))
			.map((file) => folderOfPackage(join(PROJECT_ROOT, file))),
	);
	return [...folders].map((folder) => ({ ...manifestIn(folder), folder }));
}

/** The nearest folder above a file whose package.json has a name and a version: some have others inside. */
function folderOfPackage(file: string): string {
	for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
		if (!existsSync(join(folder, 'package.json'))) continue;
		const { name, version } = manifestIn(folder);
		if (name && version) return folder;
	}
	throw new Error(`${file} belongs to no package`);
}

function manifestIn(folder: string): { name: string; version: string } {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string };
}

/** Each notice by the package's name and version. */
function readNotices(text: string): Map<string, { licence: string; text: string }> {
	const parts = text.split(`\n\n${'-'.repeat(78)}\n\n`).slice(1);
	return new Map(
		parts.map((part) => {
			const [, title = '', licence = '', rest = ''] = /^(\S+ \S+) \((.*)\)\n\n([\s\S]*)$/.exec(part) ?? [];
			return [title, { licence, text: rest.trim() }];
		}),
	);
}

/** What is wrong with the notices: a line for each library that lacks its name, or its own licence's words. */
function faultsOf(text: string): string[] {
	const found = readNotices(text);
	return libraries.flatMap(({ name, version, folder }) => {
		const notice = found.get(`${name} ${version}`);
		if (!notice) return [`${name} ${version} has no notice`];
		if (!ALLOWED.includes(notice.licence)) return [`${name} has the licence ${notice.licence}`];
		const [file] = globSync(`${folder}/{LICENSE,LICENCE,license}*`).sort();
		const own = file && readFileSync(file, 'utf8').trim();
		if (own && notice.text !== own) return [`${name}: the licence is not in its own words`];
		return /copyright|permission/i.test(notice.text) ? [] : [`${name}: there is no text of a licence`];
	});
}

describe('the licence notices', () => {
	it('are judged on many libraries, among them those that hide: nested, scoped, two versions of one', () => {
		const names = libraries.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['undici', 'zod', 'qs', '@socket.io/component-emitter']));
		expect(libraries.filter(({ name }) => name === 'socket.io-client')).toHaveLength(2);
		expect(names.length).toBeGreaterThan(50);
	});

	it('name every library that the package contains, with its licence in its own words', () => {
		expect(faultsOf(notices)).toEqual([]);
	});

	it('name no library that it does not contain', () => {
		const contained = libraries.map(({ name, version }) => `${name} ${version}`);
		expect([...readNotices(notices).keys()].filter((title) => !contained.includes(title))).toEqual([]);
	});

	it('are found wanting when one is missing, and when a licence is not allowed', () => {
		const withoutQs = notices.replace(/^qs \S+ .*$/m, 'something 1.0.0 (MIT)');
		expect(faultsOf(withoutQs)).toEqual([expect.stringMatching(/^qs \S+ has no notice$/)]);
		const copyleft = notices.replace(/^(luxon \S+) \(MIT\)$/m, '$1 (GPL-3.0)');
		expect(faultsOf(copyleft)).toEqual(['luxon has the licence GPL-3.0']);
	});
});
