import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { PROJECT_ROOT, versionFolder } from '../n8n/paths';
import type { Figure } from './figures';

const FILE = join(PROJECT_ROOT, 'BENCHMARKS.md');

/** A line for the terminal. */
export function lineOf({ what, ours, peer, limit }: Figure): string {
	const verdict = limit === undefined ? '' : limit.kept ? 'ok' : 'TOO MUCH';
	const rest = [peer, limit && `limit: ${limit.promised}`].filter((text) => text !== undefined);
	return `${verdict.padEnd(9)} ${what}: ${ours}${rest.length > 0 ? ` (${rest.join('; ')})` : ''}`;
}

/**
 * Puts a part's figures into BENCHMARKS.md, between that part's marks.
 *
 * @throws Error when the file has no place for that part
 */
export function saveFigures(part: string, figures: readonly Figure[]): void {
	const text = readFileSync(FILE, 'utf8');
	const place = new RegExp(`(<!-- ${part} -->\\n)[\\s\\S]*?(<!-- /${part} -->)`);
	if (!place.test(text)) throw new Error(`BENCHMARKS.md has no place for "${part}"`);
	const rows = figures.map(({ what, ours, peer = '', limit }) => [
		what,
		ours,
		peer,
		limit?.promised ?? '',
		limit === undefined ? '' : limit.kept ? 'yes' : '**no**',
	]);
	const table = [['What', 'Ours', 'Done another way', 'Limit', 'Kept'], Array(5).fill('---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
	writeFileSync(
		FILE,
		text.replace(
			place,
			(_all, begin: string, end: string) => `${begin}\n${measuredOn()}\n\n${table}\n\n${end}`,
		),
	);
}

function measuredOn(): string {
	const [cpu] = cpus();
	const n8n = JSON.parse(
		readFileSync(join(versionFolder('v2'), 'node_modules', 'n8n', 'package.json'), 'utf8'),
	) as { version: string };
	const day = new Date().toISOString().slice(0, 10);
	const memory = (totalmem() / 2 ** 30).toFixed(0);
	return `${day}: ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GB, Linux; Node ${process.versions.node}, n8n ${n8n.version}.`;
}
