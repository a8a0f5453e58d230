/**
 * The build: type check, own code file by file, third-party code one bundle a library, icons and codex files,
 * type declarations, licence notices. What a node imports lazily stays a file of its own, so that loading a
 * node loads nothing heavy.
 */
const { spawn } = require('node:child_process');
const {
	existsSync,
	globSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} = require('node:fs');
const path = require('node:path');

const esbuild = require('esbuild');
const { dest, parallel, series, src, watch } = require('gulp');

const DIST = 'dist';
/** Where a build grows, so that `dist/` is always a whole one. */
const STAGE = path.join('.tmp', `build-${process.pid}`);
/** Where the parts are written: the stage, or `dist/` itself while watching. */
let out = STAGE;
const OWN_CODE = ['index.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'];
const ASSETS = [
	'nodes/**/*.svg',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
	'nodes/**/tryPage/page.{html,css,js}',
];

/** Import specifiers of the libraries that are bundled, and the file that each becomes. */
const VENDOR = {
	'fast-xml-builder': 'fast-xml-builder',
	'fast-xml-parser': 'fast-xml-parser',
	'fast-xml-validator': 'fast-xml-validator',
	'fastest-levenshtein': 'fastest-levenshtein',
	'https-proxy-agent': 'https-proxy-agent',
	'ipaddr.js': 'ipaddr',
	jsonrepair: 'jsonrepair',
	'libphonenumber-js/core': 'libphonenumber',
	'libphonenumber-js/max/metadata': 'libphonenumber-types',
	'libphonenumber-js/min/metadata': 'libphonenumber-ranges',
	luxon: 'luxon',
	'p-limit': 'p-limit',
	'p-map': 'p-map',
	'p-retry': 'p-retry',
	'proxy-from-env': 'proxy-from-env',
	qs: 'qs',
	'socket.io-client': 'socket.io-client',
	'socket.io-client-v2': 'socket.io-client-v2',
	undici: 'undici',
	'yocto-queue': 'yocto-queue',
	'zod/v4': 'zod',
};

const shared = {
	bundle: true,
	format: 'cjs',
	platform: 'node',
	target: 'node20',
	// require() where the code says import(): n8n's reload of a changed node reaches it too.
	supported: { 'dynamic-import': false },
	charset: 'utf8',
	legalComments: 'none',
	logLevel: 'warning',
};

/** Own files stay apart from each other; libraries are looked for in dist/vendor. */
const keepApart = {
	name: 'keep-apart',
	setup(build) {
		build.onResolve({ filter: /.*/ }, ({ kind, path: specifier, importer, resolveDir }) => {
			if (kind === 'entry-point') return undefined;
			if (specifier.startsWith('.')) {
				const isFolder = existsSync(path.join(resolveDir, specifier, 'index.ts'));
				return { path: isFolder ? `${specifier}/index.js` : `${specifier}.js`, external: true };
			}
			const vendored = VENDOR[specifier];
			if (!vendored) return { path: specifier, external: true };
			const toRoot = path.relative(path.dirname(path.relative(__dirname, importer)), '');
			return { path: path.posix.join(toRoot, 'vendor', `${vendored}.js`), external: true };
		});
	},
};

async function clean() {
	rmSync(STAGE, { recursive: true, force: true });
	mkdirSync(STAGE, { recursive: true });
}

/** A task that is a program; it fails where the program does. */
const program = (command) => {
	const [name, ...args] = command.split(' ');
	return Object.assign(() => spawn(name, args, { stdio: 'inherit' }), { displayName: command });
};

const checkTypes = program('tsc -p .');

async function ownCode() {
	const entryPoints = OWN_CODE.flatMap((pattern) => globSync(pattern)).sort();
	await esbuild.build({ ...shared, entryPoints, outdir: out, outbase: '.', plugins: [keepApart] });
}

async function vendor() {
	const { metafile } = await esbuild.build({
		...shared,
		entryPoints: Object.entries(VENDOR).map(([library, out]) => ({ in: library, out })),
		outdir: path.join(out, 'vendor'),
		minify: true,
		metafile: true,
	});
	writeFileSync(path.join(out, 'THIRD-PARTY-NOTICES.txt'), notices(Object.keys(metafile.inputs)));
}

/** The licence of every package that a bundled file came from. */
function notices(inputs) {
	const folders = new Set(
		inputs
			.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0])
			.filter((folder) => folder !== undefined),
	);
	const entries = [...folders].map((folder) => {
		const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
		const licence = licenceName(folder, manifest);
		return {
			title: `${manifest.name} ${manifest.version} (${licence})`,
			text: licenceText(folder, manifest, licence),
		};
	});
	const heading = 'n8n-nodes-voicenter contains code of the following packages.';
	return [heading, ...entries.sort(byTitle).map(({ title, text }) => `${title}\n\n${text}`)]
		.join(`\n\n${'-'.repeat(78)}\n\n`)
		.concat('\n');
}

/** In the order of the letters' numbers, which is the same in every language that a machine may speak. */
function byTitle(a, b) {
	return a.title < b.title ? -1 : Number(a.title > b.title);
}

/** Where packages from before npm's `license` field say it: in `licenses`, or at the end of the readme. */
function licenceName(folder, { license, licenses }) {
	const [readme] = globSync(`${folder}/{README,Readme,readme}.md`);
	const inReadme = readme && /^#+ *Licen[sc]e\s+(MIT)\s*$/im.exec(readFileSync(readme, 'utf8'))?.[1];
	return license ?? licenses?.[0]?.type ?? inReadme;
}

function licenceText(folder, { name, author }, licence) {
	const [file] = globSync(`${folder}/{LICENSE,LICENCE,license}*`).sort();
	if (file) return readFileSync(file, 'utf8').trim();
	if (licence !== 'MIT') throw new Error(`${name} is bundled but ships no licence text`);
	// Some MIT packages only name their licence; our own is the same text under another owner.
	const owner = author?.name ?? author ?? `the authors of ${name}`;
	return readFileSync('LICENSE', 'utf8')
		.replace(/^Copyright .*$/m, `Copyright (c) ${owner}`)
		.trim();
}

function assets() {
	return src(ASSETS, { base: '.', encoding: false }).pipe(dest(out));
}

/** One declaration file for the library, with the types that it takes from bundled packages. */
async function declarations() {
	const { rollup } = await import('rollup');
	const { dts } = await import('rollup-plugin-dts');
	const bundle = await rollup({
		input: 'index.ts',
		external: ['n8n-workflow', /^node:/],
		plugins: [dts({ includeExternal: ['zod'] })],
		onLog: (level, log) => {
			if (level === 'warn') throw new Error(log.message);
		},
	});
	await bundle.write({ file: path.join(out, 'index.d.ts'), format: 'es' });
}

/** Puts the finished build in the place of the last one, which the tests may have kept as npm installs it. */
async function swap() {
	const old = `${STAGE}-old`;
	if (existsSync(DIST)) renameSync(DIST, old);
	renameSync(STAGE, DIST);
	rmSync(path.join('.tmp', 'installed'), { recursive: true, force: true });
	rmSync(old, { recursive: true, force: true });
}

const parts = parallel(ownCode, vendor, assets);

/** Everything but the type check and the declarations: what a change needs to be seen in a running n8n. */
exports.bundle = series(clean, parts, swap);
/** All that is published. What it is made of decides its bytes, not where, when or by whom it is built. */
exports.emit = series(clean, parallel(parts, declarations), swap);
exports.build = series(checkTypes, exports.emit);
exports.default = exports.build;
const readers = series(program('prettier --check .'), checkTypes, program('tsc -p test'));
/** What reads the code without running it, and whatever comes after: ESLint takes as long as all the others together. */
const beside = (rest) => parallel(program('eslint . --max-warnings 0'), rest);
exports.check = beside(readers);
/** What the tests need, with all that can be known without them. */
exports.checkAndBuild = beside(series(readers, exports.emit));
exports.watch = series(exports.bundle, function onChange() {
	out = DIST;
	watch([...OWN_CODE, ...ASSETS], parallel(ownCode, assets));
});
