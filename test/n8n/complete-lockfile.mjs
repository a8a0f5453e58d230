// `node test/n8n/complete-lockfile.mjs`, after every `npm install` that changed package-lock.json.
//
// Where a registry carries only this platform's builds of a package with native parts, npm leaves those for other
// platforms out of the lockfile, and `npm ci` then refuses that lockfile, everywhere. This enters what is missing as npm
// would have, except for the checksums, which nobody here knows.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;

let added = 0;
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
	for (const [name, range] of Object.entries(optionalDependencies)) {
		if (isLocked(path, name)) continue;
		packages[`node_modules/${name}`] = {
			version: range.replace(/^[\^~]/, ''),
			...(dev && { dev }),
			...platform(name),
		};
		added++;
	}
}
if (added > 0) {
	const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
	lock.packages = Object.fromEntries(sorted);
	writeFileSync(file, `${JSON.stringify(lock, null, '\t')}\n`);
}
console.log(`${file}: ${added} entries added`);

/** Would Node find `name` from the package at `path`? */
function isLocked(path, name) {
	const prefix = path === '' ? '' : `${path}/`;
	if (packages[`${prefix}node_modules/${name}`]) return true;
	if (path === '') return false;
	return isLocked(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name);
}

/** What a package's name says about where it runs: `@rollup/rollup-linux-arm-gnueabihf`. */
function platform(name) {
	const words = name.split(/[-/_@.]/);
	const cpu = PROCESSORS.filter((processor) => words.includes(processor));
	const os = SYSTEMS.filter((system) => words.includes(system));
	if (os.length === 0) throw new Error(`${name} is missing from the lockfile, and its name is no platform's`);
	const libc = { musl: ['musl'], gnu: ['glibc'] }[/\b(musl|gnu)/.exec(name)?.[1]];
	return { cpu, ...(libc && { libc }), optional: true, os };
}
