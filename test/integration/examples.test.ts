/** The templates as files: English and Hebrew say the same, and neither leaves anything out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { templateFiles } from '../examples/files';
import { inHebrew, leftInEnglish, readWords } from '../examples/hebrew';
import { FOLDER, readTemplate, type Template, TEMPLATES } from '../examples/template';
import { PROJECT_ROOT } from '../n8n/paths';

const STARTS_WITH_EXAMPLE = [
	...['voicenterTrigger', 'voicenterExternalLayerTrigger', 'voicenterScreenPopTrigger'],
	...['voicenterVoiceBotTrigger', 'voicenterRealTimeTrigger', 'webhook'],
];

/** The nodes that a note names. */
function namedIn(template: Template): string[] {
	const names = new Set(template.nodes.map(({ name }) => name));
	const bold = [...noteOf(template).matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
	return bold.filter((name) => names.has(name));
}

function noteOf({ nodes }: Template): string {
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	expect(notes).toHaveLength(1);
	return String(notes[0]?.parameters['content']);
}

/** Every `$('…')` of a template. */
const references = (template: Template): string[] =>
	[...JSON.stringify(template).matchAll(/\$\('([^']+)'\)/g)].map(([, name = '']) => name);

it('the files are what `npm run examples` writes', async () => {
	const files = await templateFiles();
	const stale = [...files].filter(([path, text]) => readFileSync(join(PROJECT_ROOT, path), 'utf8') !== text);
	expect(stale.map(([path]) => path)).toEqual([]);
	const there = readdirSync(join(FOLDER, 'he')).map((file) => `examples/he/${file}`);
	expect(there.toSorted()).toEqual([...files.keys()].filter((path) => path.includes('/he/')).toSorted());
	expect(readdirSync(join(FOLDER, 'translations')).toSorted()).toEqual(
		TEMPLATES.map((name) => `${name}.json`).toSorted(),
	);
});

describe.each(TEMPLATES)('%s', (name) => {
	const english = readTemplate(name);
	const hebrew = readTemplate(name, 'he');

	it('leaves nothing in English that a person reads', () => {
		expect(leftInEnglish(hebrew)).toEqual([]);
	});

	it('has tools of an AI agent in English letters only, and says so', () => {
		const tools = Object.entries(hebrew.connections).flatMap(([tool, kinds]) =>
			'ai_tool' in kinds ? [tool] : [],
		);
		expect(tools.filter((tool) => !/^[\w -]+$/.test(tool))).toEqual([]);
		if (tools.length > 0) expect(noteOf(hebrew)).toContain('באותיות לועזיות');
	});

	it('explains the same steps in both languages', () => {
		const { nodes } = readWords(name);
		expect(namedIn(english).length).toBeGreaterThan(1);
		expect(namedIn(hebrew)).toEqual(namedIn(english).map((node) => nodes[node] ?? node));
	});

	it.each([
		['en', english],
		['he', hebrew],
	] as const)(
		'names only steps that are there, and nothing that is there only when asked for: %s',
		(_, one) => {
			const names = new Set(one.nodes.map((node) => node.name));
			expect(references(one).filter((reference) => !names.has(reference))).toEqual([]);
			const unwanted = /json\.raw\b|"raw":|(?<![|"-])\b(?:he|him|his)\b/g;
			expect(JSON.stringify(one).match(unwanted)).toBeNull();
		},
	);

	it('has an example for every step that waits for somebody, and for no other', () => {
		const waiting = english.nodes.filter(({ type, parameters }) => {
			const kind = type.split('.').at(-1) ?? '';
			return kind === 'formTrigger'
				? !JSON.stringify(parameters).includes('"file"')
				: STARTS_WITH_EXAMPLE.includes(kind);
		});
		expect(Object.keys(english.pinData).toSorted()).toEqual(waiting.map((node) => node.name).toSorted());
		expect(Object.keys(hebrew.pinData)).toHaveLength(waiting.length);
		for (const items of Object.values(english.pinData)) expect(items.length).toBeGreaterThan(0);
		// By a clock of this decade, wherever there is one.
		expect(JSON.stringify(english.pinData).match(/"20(?:[01]\d|2[0-5])-/g)).toBeNull();
		if (waiting.length > 0) expect(noteOf(english)).toContain('**To try it**');
	});

	it('can be active in both languages at once', () => {
		const idsOf = ({ nodes }: Template) => nodes.flatMap(({ id, webhookId = id }) => [id, webhookId]);
		const others = new Set(idsOf(english));
		expect(idsOf(hebrew).filter((id) => others.has(id))).toEqual([]);
		const pathsOf = ({ nodes }: Template) =>
			nodes.flatMap(({ parameters }) => ('path' in parameters ? [parameters['path']] : []));
		expect(pathsOf(hebrew).filter((path) => pathsOf(english).includes(path))).toEqual([]);
	});
});

it('a table has one name in each language', () => {
	const names = new Map<string, Set<string>>();
	for (const template of TEMPLATES) {
		const [tables, translated] = (['en', 'he'] as const).map((language) =>
			readTemplate(template, language).nodes.flatMap(({ parameters }) => {
				const table = parameters['dataTableId'] as { value: string } | undefined;
				return table ? [table.value] : [];
			}),
		);
		tables?.forEach((table, index) => {
			names.set(table, (names.get(table) ?? new Set()).add(translated?.[index] ?? ''));
		});
	}
	expect([...names.values()].every((hebrew) => hebrew.size === 1)).toBe(true);
	expect(names.size).toBeGreaterThan(5);
});

it('a word that a template no longer says is an error', () => {
	const words = readWords('vip-routing');
	const template = readTemplate('vip-routing');
	expect(() => inHebrew(template, { ...words, texts: { ...words.texts, 'Old text': 'ישן' } })).toThrow(
		'Old text',
	);
	expect(() => inHebrew(template, { ...words, nodes: { 'Old step': 'ישן' } })).toThrow('Old step');
});

it('finds words that were not translated', () => {
	const template = readTemplate('new-lead-click-to-call');
	const left = leftInEnglish(template).join('\n');
	expect(left).toContain('formSubmittedText: Thank you!');
	expect(left).toContain('node: Lead form');
	expect(left).toContain('errorMessage: =Lead');
});
