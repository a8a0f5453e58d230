import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../n8n/paths';

jest.setTimeout(120_000);

interface Manifest {
	version: string;
	dependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

interface Packed {
	filename: string;
	files: { path: string }[];
}

const manifest = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as Manifest;

let folder: string;
let packed: Packed;

beforeAll(() => {
	if (!existsSync(join(PROJECT_ROOT, 'dist', 'index.js'))) {
		execFileSync('gulp', ['build'], { cwd: PROJECT_ROOT });
	}
	folder = mkdtempSync(join(tmpdir(), 'voicenter-package-'));
	const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: PROJECT_ROOT,
		encoding: 'utf8',
	});
	const [first] = Object.values(JSON.parse(output) as Record<string, Packed>);
	if (!first) throw new Error(`npm pack said nothing: ${output}`);
	packed = first;
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	execFileSync('npm', ['install', '--offline', join(folder, packed.filename)], { cwd: folder });
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

describe('the packed package', () => {
	it('has no runtime dependencies', () => {
		expect(manifest.dependencies).toBeUndefined();
	});

	it('holds dist, both READMEs, licence and notices, and nothing else', () => {
		const outside = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
		expect(outside.sort()).toEqual(['LICENSE', 'README.he.md', 'README.md', 'package.json']);
		expect(packed.files.map(({ path }) => path)).toContain('dist/THIRD-PARTY-NOTICES.txt');
		const inside = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
		expect(inside.filter((path) => !/\.(js|d\.ts|svg|json|txt|html|css)$/.test(path))).toEqual([]);
	});

	it('adds exactly one package to an empty folder', () => {
		const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
		expect(packages).toEqual(['n8n-nodes-voicenter']);
		expect(existsSync(join(folder, 'node_modules', 'n8n-nodes-voicenter', 'node_modules'))).toBe(false);
	});

	it('loads every node and credential with n8n-workflow beside it, and as a library', () => {
		symlinkSync(
			join(PROJECT_ROOT, 'node_modules', 'n8n-workflow'),
			join(folder, 'node_modules', 'n8n-workflow'),
		);
		const script = `
			const home = require('node:path').dirname(require.resolve('n8n-nodes-voicenter/package.json'));
			const files = ${JSON.stringify([...manifest.n8n.nodes, ...manifest.n8n.credentials])};
			const loaded = files.map((file) => {
				const name = file.split('/').pop().split('.')[0];
				const instance = new (require(home + '/' + file)[name])();
				return (instance.description ?? instance).name;
			});
			const library = require('n8n-nodes-voicenter');
			console.log(JSON.stringify({ loaded, number: library.toDialableNumber('+972 50-123-4567') }));
		`;
		const output = execFileSync('node', ['-e', script], { cwd: folder, encoding: 'utf8' });
		expect(JSON.parse(output)).toEqual({
			loaded: [
				'voicenter',
				'voicenterCallLogTrigger',
				'voicenterTrigger',
				'voicenterExternalLayerTrigger',
				'voicenterOfficeHours',
				'voicenterRealTimeTrigger',
				'voicenterRespond',
				'voicenterScreenPopTrigger',
				'voicenterVoiceBotTrigger',
				'voicenterApi',
				'voicenterWebhookApi',
			],
			number: '0501234567',
		});
	});
});
