import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Figure, median } from './figures';
import { PROJECT_ROOT } from '../n8n/paths';

const ROUNDS = 15;
const LIMIT_MS = 60;
/** What loading a node must not load. */
const HEAVY = ['undici', 'zod', 'fast-xml-parser', 'libphonenumber', 'luxon'];

interface Loaded {
	milliseconds: number;
	files: string[];
}

/** Loads files as n8n does, in a process of its own, and says how long it took and what it loaded. */
function load(files: readonly string[]): Loaded {
	const script = `
		require('n8n-workflow');
		const startedAt = process.hrtime.bigint();
		for (const file of ${JSON.stringify(files)}) {
			for (const exported of Object.values(require(file))) new exported();
		}
		const milliseconds = Number(process.hrtime.bigint() - startedAt) / 1e6;
		console.log(JSON.stringify({ milliseconds, files: Object.keys(require.cache) }));
	`;
	const { status, stdout, stderr } = spawnSync('node', ['-e', script], {
		cwd: PROJECT_ROOT,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(stderr);
	return JSON.parse(stdout) as Loaded;
}

/**
 * What loading all our nodes and credentials costs over loading a package with one empty node, in a fresh
 * process that has n8n-workflow loaded, as n8n has.
 *
 * Heavy modules must not be among what it loads.
 */
export function measureLoadTime(): Figure[] {
	const manifest = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const ours = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) => join(PROJECT_ROOT, file));
	const folder = mkdtempSync(join(tmpdir(), 'empty-node-'));
	mkdirSync(join(folder, 'dist'));
	const empty = join(folder, 'dist', 'Empty.node.js');
	writeFileSync(
		empty,
		`exports.Empty = class { description = { displayName: 'Empty', name: 'empty', version: 1, inputs: [], outputs: [], properties: [] } };`,
	);
	try {
		load(ours);
		load([empty]);
		const rounds = Array.from({ length: ROUNDS }, () => ({ ours: load(ours), empty: load([empty]) }));
		const extra = rounds.map((round) => round.ours.milliseconds - round.empty.milliseconds);
		const heavy = HEAVY.filter((name) =>
			rounds[0]?.ours.files.some((file) => file.includes(`vendor/${name}`)),
		);
		return [
			{
				what: `Loading all nodes and credentials, beyond an empty package: median of ${ROUNDS}`,
				ours: `${median(extra).toFixed(1)} ms`,
				limit: { promised: `${LIMIT_MS} ms`, kept: median(extra) < LIMIT_MS },
			},
			{
				what: 'Heavy modules loaded with them',
				ours: heavy.join(', ') || 'none',
				limit: { promised: 'none', kept: heavy.length === 0 },
			},
		];
	} finally {
		rmSync(folder, { recursive: true });
	}
}
