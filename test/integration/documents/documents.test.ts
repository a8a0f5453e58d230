/** What the documents say is true: names, commands, links, error texts, and the same in both languages. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { VoicenterApi } from '../../../credentials/VoicenterApi.credentials';
import { VoicenterWebhookApi } from '../../../credentials/VoicenterWebhookApi.credentials';
import { PROJECT_ROOT } from '../../n8n/paths';
import { marked, readDocument, type Section } from './markdown';
import {
	everyChoice,
	everyField,
	manifest,
	nodeDescriptions,
	operationsOf,
	outputOf,
	productSource,
	testedN8n,
	VOCABULARY,
} from './product';

const english = readDocument('README.md');
const hebrew = readDocument('README.he.md');
const documents = [english, hebrew, ...['CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].map(readDocument)];

/** Others would make readers, and this test, depend on strangers. */
const HOSTS = /(^|\.)(n8n\.io|voicenter\.co\.il|voicenter\.com|keepachangelog\.com|semver\.org)$/;

/** Of the editor itself. */
const N8N_WORDS = ['Execute Step'];

let nodes: Map<string, INodeTypeDescription>;
beforeAll(async () => {
	nodes = await nodeDescriptions();
});

describe.each(documents)('$file', ({ file, targets, prose, codeBlocks }) => {
	it('links to files that are there, and to headings that are there', () => {
		const broken = targets.filter((target) => {
			if (/^https?:/.test(target)) return false;
			const [path = '', anchor] = target.split('#');
			const linked = path === '' ? file : normalize(join(dirname(file), path));
			if (!existsSync(join(PROJECT_ROOT, linked))) return true;
			return anchor !== undefined && !readDocument(linked).anchors.includes(decodeURIComponent(anchor));
		});
		expect(broken).toEqual([]);
	});

	it('links to few hosts', () => {
		const hosts = targets
			.filter((target) => /^https?:/.test(target))
			.map((target) => new URL(target).hostname);
		expect(hosts.filter((host) => !HOSTS.test(host))).toEqual([]);
	});

	it('names commands that are there', () => {
		const commands = [...marked('code', prose), ...codeBlocks].join('\n');
		const scripts = [...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
		expect(scripts.length > 0).toBe(prose.includes('npm run'));
		expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
	});
});

describe.each([english, hebrew])('$file', (document) => {
	/** The same section in either language, by its English title. */
	function section(title: string): Section {
		const index = english.sections.findIndex((one) => one.title === title);
		const found = document.sections[index];
		if (!found) throw new Error(`${document.file} has no section "${title}"`);
		return found;
	}
	const rowsOf = (title: string, table = 0) => section(title).tables[table] ?? [];

	it('names the versions that it was tested with', () => {
		for (const title of ['Install', 'What is verified']) {
			expect(section(title).text).toContain(`n8n ${testedN8n.v2}`);
			expect(section(title).text).toContain(testedN8n.v1);
		}
		expect(section('Install').text).toContain(manifest.version);
		expect(section('Try it without Voicenter').text).toContain(manifest.engines.node.replace('>=', ''));
	});

	it('lists every example', () => {
		const listed = rowsOf('What you can build').map(([cell = '']) =>
			[...cell.matchAll(/\]\((.*?)\)/g)].map(([, target]) => target),
		);
		const there = readdirSync(join(PROJECT_ROOT, 'examples')).filter((name) => name.endsWith('.json'));
		const folders = document === english ? ['examples', 'examples/he'] : ['examples/he', 'examples'];
		const expected = there.map((name) => folders.map((folder) => `${folder}/${name}`));
		expect(listed.map(String).toSorted()).toEqual(expected.map(String).toSorted());
	});

	it('lists every field of the credential, and names no other', () => {
		const fields = [new VoicenterApi(), new VoicenterWebhookApi()].flatMap(({ properties }) =>
			everyField(properties),
		);
		const known = new Set([
			...fields.map(({ displayName }) => displayName),
			...everyChoice(fields),
			'Voicenter API',
			'Voicenter Webhook API',
		]);
		const listed = rowsOf('Credentials').flatMap(([cell = '']) => marked('bold', cell));
		expect(listed).toEqual(everyField(new VoicenterApi().properties).map(({ displayName }) => displayName));
		const inTables = rowsOf('Credentials').flatMap((cells) => cells.flatMap((cell) => marked('bold', cell)));
		expect(inTables.filter((name) => !known.has(name))).toEqual([]);
	});

	it('lists every node', () => {
		const listed = rowsOf('The nodes').flatMap(([cell = '']) => marked('bold', cell));
		expect(listed.toSorted()).toEqual([...nodes.keys()].toSorted());
		const titles = english.sections.filter(({ level }) => level === 3).map(({ title }) => title);
		expect(titles).toEqual(listed);
	});

	it('lists every field of every trigger, and names no other', () => {
		for (const [name, { properties }] of nodes) {
			if (!name.endsWith('Trigger')) continue;
			const fields = everyField(properties).map(({ displayName }) => displayName);
			const named = new Set(marked('bold', section(name).text));
			// The Call Log Trigger has the Voicenter Trigger's filters.
			const unnamed = fields.filter(
				(field) => !named.has(field) && !(name === 'Voicenter Call Log Trigger' && isCdrFilter(field)),
			);
			expect({ name, unnamed }).toEqual({ name, unnamed: [] });
			const known = new Set([...fields, ...everyChoice(properties), ...N8N_WORDS]);
			const inTable = rowsOf(name).flatMap((cells) =>
				cells.flatMap((cell) => [...marked('bold', cell), ...marked('italic', cell)]),
			);
			expect({ name, unknown: inTable.filter((one) => !known.has(one)) }).toEqual({ name, unknown: [] });
		}
	});

	function isCdrFilter(field: string): boolean {
		const filters = nodes.get('Voicenter Trigger')?.properties.filter(({ name }) => name === 'filters');
		return everyField(filters ?? []).some(({ displayName }) => displayName === field);
	}

	it.each(['Voicenter', 'Voicenter Respond'])('lists every operation of %s, with its fields', (name) => {
		const node = nodes.get(name);
		const operations = node ? operationsOf(node) : [];
		const explainedOnce = new Set(['Return All', 'Limit', 'Options']);
		const expected = operations.map(({ label, fields }) => ({
			label,
			fields: [...new Set(fields)].filter((field) => !explainedOnce.has(field)).toSorted(),
		}));
		const listed = rowsOf(name).map(([label = '', fields = '']) => ({
			label: marked('bold', label).join(),
			fields: marked('bold', fields).toSorted(),
		}));
		const byLabel = (a: { label: string }, b: { label: string }) => (a.label < b.label ? -1 : 1);
		expect(listed.toSorted(byLabel)).toEqual(expected.toSorted(byLabel));
	});

	it('names nothing that an operation does not give', () => {
		const node = nodes.get('Voicenter');
		const wrong = (node ? operationsOf(node) : []).flatMap((operation) => {
			const row = rowsOf('Voicenter').find(([cell = '']) => cell === `**${operation.label}**`);
			const given = outputOf(operation);
			return marked('code', row?.[2] ?? '')
				.filter((name) => !given.includes(name))
				.map((name) => `${operation.label}: ${name}`);
		});
		expect(wrong).toEqual([]);
	});

	it('says where each name of the vocabulary is found, and leaves none of a call record out', () => {
		const rows = rowsOf('What comes out').map(([names = '', , from = '']) => ({
			names: marked('code', names),
			sources: isAll(from) ? Object.keys(VOCABULARY) : from.split(', '),
		}));
		const wrong = rows.flatMap(({ names, sources }) =>
			names.flatMap((name) => {
				const found = Object.keys(VOCABULARY).filter((source) => VOCABULARY[source]?.includes(name));
				return found.toSorted().join() === sources.toSorted().join()
					? []
					: [`${name}: ${sources.join(', ')} instead of ${found.join(', ')}`];
			}),
		);
		expect(wrong).toEqual([]);
		const named = new Set(rows.flatMap(({ names }) => names));
		const records = [...(VOCABULARY['CDR'] ?? []), ...(VOCABULARY['Call Log'] ?? [])];
		expect(records.filter((name) => !named.has(name))).toEqual([]);
	});

	const isAll = (from: string) => from === 'all' || from === 'כולם';

	it('quotes error texts that the package has', () => {
		// What is told is a record, where the text names it.
		const source = productSource().replaceAll('${what}', 'record');
		const quoted = rowsOf('Troubleshooting').flatMap(([cell = '']) => marked('code', cell));
		expect(quoted.length).toBeGreaterThan(20);
		expect(quoted.filter((text) => !source.includes(text))).toEqual([]);
	});

	it('says by when the triggers answer', () => {
		const defaults = ['External Layer', 'Screen Pop', 'VoiceBot'].map((name) => {
			const node = nodes.get(`Voicenter ${name} Trigger`);
			return everyField(node?.properties ?? []).find((field) => field.name === 'deadline')?.default;
		});
		const row = rowsOf('Limits and costs').find(([, cell = '']) => cell.includes('VoiceBot'));
		expect(numbersIn(row?.join() ?? '')).toEqual(['5', '3', '10', ...defaults.map(String)]);
	});
});

describe('the way to a first workflow', () => {
	const STEPS = ['Install', 'Credentials', 'Where each thing goes at Voicenter', 'A first workflow'];
	/** Ten minutes for reading and clicking; half of them for reading, at 200 words a minute. */
	const MOST_WORDS = 1_000;

	it('can be read in five minutes', () => {
		const steps = STEPS.map(
			(title) => english.sections.find((section) => section.title === title)?.text ?? '',
		);
		expect(steps).not.toContain('');
		const words = steps.join(' ').match(/\p{L}[\p{L}\d’'-]*/gu) ?? [];
		expect(words.length).toBeLessThan(MOST_WORDS);
	});
});

describe('the two languages', () => {
	const pairs = english.sections.map((one, index) => [one.title, one, hebrew.sections[index]] as const);

	it('have the same sections', () => {
		expect(hebrew.sections.map(({ level }) => level)).toEqual(english.sections.map(({ level }) => level));
	});

	it.each(pairs)('%s: have the same tables of names and figures', (_title, ours, theirs) => {
		const inTables = ({ tables }: Section) =>
			tables.map((rows) =>
				rows.map((cells) => ({
					names: cells.flatMap((cell) => [...marked('bold', cell), ...marked('code', cell)]).toSorted(),
					figures: cells.flatMap(numbersIn).toSorted(),
				})),
			);
		expect(theirs && inTables(theirs)).toEqual(inTables(ours));
	});

	it('have the same commands, pictures and links', () => {
		expect(hebrew.codeBlocks).toEqual(english.codeBlocks);
		const elsewhere = (targets: string[]) =>
			targets
				.filter((target) => !target.startsWith('#') && !target.startsWith('README'))
				.map((target) => target.replace(/^examples\/he\//, 'examples/').replace(/-he(?=(-dark)?\.png$)/, ''))
				.toSorted();
		expect(elsewhere(hebrew.targets)).toEqual(elsewhere(english.targets));
	});

	it('read from right to left where they are Hebrew, and commands from left to right', () => {
		expect(hebrew.text.startsWith('<div dir="rtl">\n\n')).toBe(true);
		expect(hebrew.text.trimEnd().endsWith('\n\n</div>')).toBe(true);
		const fences = hebrew.text.match(/^```sh$/gm) ?? [];
		const turned = hebrew.text.match(/^<div dir="ltr">\n\n```sh$/gm) ?? [];
		expect(turned).toHaveLength(fences.length);
	});
});

/** With a dot for a fraction and nothing for thousands. */
function numbersIn(text: string): string[] {
	return [...text.replace(/`[^`]*`/g, '').matchAll(/(?<!\p{L})\d[\d,]*(\.\d+)?/gu)].map(([number]) =>
		number.replaceAll(',', ''),
	);
}
