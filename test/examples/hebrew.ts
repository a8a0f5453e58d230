/** A template in Hebrew, made of the English one and a list of its words. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { FOLDER, type Template, type TemplateNode } from './template';

/** What a template says, in Hebrew; by its English words, so that neither changes without the other. */
const wordsSchema = z.strictObject({
	workflow: z.string().min(1),
	/** The note's lines. */
	note: z.array(z.string()).min(1),
	nodes: z.record(z.string(), z.string().min(1)),
	/** Whole values of fields, and names of fields that the user makes up: columns, a form's questions. */
	texts: z.record(z.string(), z.string().min(1)),
});
export type Words = z.output<typeof wordsSchema>;

/** @throws ZodError for a file that is no list of words */
export function readWords(name: string): Words {
	return wordsSchema.parse(JSON.parse(readFileSync(join(FOLDER, 'translations', `${name}.json`), 'utf8')));
}

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/**
 * @returns the same workflow in Hebrew, with IDs of its own, so that both can be active in one n8n
 * @throws Error for words that the template does not have
 */
export function inHebrew(template: Template, { workflow, note, nodes, texts }: Words): Template {
	const names = new Set(template.nodes.map((node) => node.name));
	const unknown = Object.keys(nodes).filter((name) => !names.has(name));
	const unused = new Set(Object.keys(texts));
	const nameOf = (name: string) => nodes[name] ?? name;
	const text = (value: string) => {
		unused.delete(value);
		return (texts[value] ?? value).replace(
			/\$\('([^']+)'\)/g,
			(_whole, name: string) => `$('${nameOf(name)}')`,
		);
	};
	const translated: Template = {
		...template,
		name: /[A-Za-z]/.test(workflow) ? fromTheRight(workflow) : workflow,
		nodes: template.nodes.map((node) => ({
			...node,
			id: otherId(node.id),
			name: nameOf(node.name),
			...(node.webhookId !== undefined && { webhookId: otherId(node.webhookId) }),
			parameters:
				node.type === STICKY_NOTE
					? { ...node.parameters, content: note.map(fromTheRight).join('\n') }
					: (mapTexts(node.parameters, text) as TemplateNode['parameters']),
		})),
		connections: Object.fromEntries(
			Object.entries(template.connections).map(([from, kinds]) => [
				nameOf(from),
				Object.fromEntries(
					Object.entries(kinds).map(([kind, outputs]) => [
						kind,
						outputs.map((output) => output.map((to) => ({ ...to, node: nameOf(to.node) }))),
					]),
				),
			]),
		),
		pinData: Object.fromEntries(
			Object.entries(template.pinData).map(([name, items]) => [
				nameOf(name),
				mapTexts(items, text) as Template['pinData'][string],
			]),
		),
	};
	if (unknown.length + unused.size > 0) {
		throw new Error(`${template.name} does not say: ${[...unknown, ...unused].join(' | ')}`);
	}
	return translated;
}

/** n8n's editor shows everything from left to right: a mark at a line's beginning turns the line. */
const fromTheRight = (line: string) => line.replace(/^((?:#+|\d+\.) )?(?=.)/, '$1\u2067');

/** A UUID that is always the same for the same one. */
function otherId(id: string): string {
	const hex = createHash('sha256').update(`he ${id}`).digest('hex');
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`5${hex.slice(13, 16)}`,
		`a${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

function mapTexts(value: unknown, text: (value: string) => string): unknown {
	if (typeof value === 'string') return text(value);
	if (Array.isArray(value)) return value.map((one) => mapTexts(one, text));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [text(key), mapTexts(one, text)]));
}

/** Fields whose words a person sees or hears. */
const SEEN = new Set([
	...[
		'approveLabel',
		'callerName',
		'completionMessage',
		'completionTitle',
		'disapproveLabel',
		'errorMessage',
	],
	...[
		'fieldLabel',
		'formDescription',
		'formSubmittedText',
		'formTitle',
		'instructions',
		'message',
		'subject',
	],
	...['systemMessage', 'text', 'title'],
]);
/** For machines, or for models, which understand English best. */
const UNSEEN = new Set(['query', 'toolDescription']);

const HEBREW = /[\u0590-\u05FF]/;
const WORD = /[A-Za-z]{2,}/;
const SENTENCE = /[A-Za-z]{2,} [A-Za-z]{2,}/;

/** What a person would still read in English, in a template that was translated. */
export function leftInEnglish(template: Template): string[] {
	const tools = new Set(
		Object.entries(template.connections).flatMap(([name, kinds]) => ('ai_tool' in kinds ? [name] : [])),
	);
	const left = (where: string, words: string) => (HEBREW.test(words) ? [] : [`${where}: ${words}`]);
	return [
		...left('workflow', template.name),
		...template.nodes.flatMap((node) => [
			...(tools.has(node.name) ? [] : left('node', node.name)),
			...leaves(node.parameters).flatMap(({ key, value }) => {
				const words = saidBy(value);
				const isSeen = SEEN.has(key) ? WORD.test(words) : SENTENCE.test(words);
				return isSeen && !UNSEEN.has(key) && !(tools.has(node.name) && !SEEN.has(key))
					? left(`${node.name}, ${key}`, value)
					: [];
			}),
		]),
	];
}

function leaves(value: unknown, key = ''): { key: string; value: string }[] {
	if (typeof value === 'string') return [{ key, value }];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, one]) => leaves(one, Array.isArray(value) ? key : name));
}

/** The words of a value: of an expression, what stands outside of code, and the texts in it. */
function saidBy(value: string): string {
	if (!value.startsWith('=')) return value;
	return value.slice(1).replace(/\{\{(.*?)\}\}/gs, (_whole, code: string) =>
		[...code.replace(/\$\('[^']*'\)|toFormat\('[^']*'\)/g, '').matchAll(/'([^']*)'/g)]
			.map(([, literal = '']) => literal)
			.filter((literal) => literal.includes(' '))
			.join(' '),
	);
}
