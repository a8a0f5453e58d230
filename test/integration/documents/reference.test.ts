/** The reference that the code cites is in the project, and has what is cited. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../../n8n/paths';

const FOLDERS = ['nodes', 'credentials', 'test/simulator'];

const headings = [
	...readFileSync(join(PROJECT_ROOT, 'docs', 'voicenter-api.md'), 'utf8').matchAll(/^## (\d+)\. /gm),
].map(([, number]) => Number(number));

/** Every section that a comment names, with the file that names it. */
const cited = FOLDERS.flatMap((folder) =>
	readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const text = readFileSync(join(PROJECT_ROOT, folder, file), 'utf8');
			return [...text.matchAll(/§(\d+)/g)].map(([, number]) => ({ file, section: Number(number) }));
		}),
);

it('has its sections numbered from 1, without a gap', () => {
	expect(headings.length).toBeGreaterThan(0);
	expect(headings).toEqual(headings.map((_, index) => index + 1));
});

it('has every section that the code cites', () => {
	expect(cited.length).toBeGreaterThan(100);
	expect(cited.filter(({ section }) => !headings.includes(section))).toEqual([]);
});
