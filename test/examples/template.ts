import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type INode, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { z } from 'zod/v4';

import { PROJECT_ROOT } from '../n8n/paths';

/** Where the templates are: in English, and in Hebrew under `he`. */
export const FOLDER = join(PROJECT_ROOT, 'examples');

const nodeSchema = z.strictObject({
	id: z.uuid(),
	name: z.string().min(1),
	type: z.string(),
	typeVersion: z.number(),
	position: z.tuple([z.number(), z.number()]),
	webhookId: z.uuid().optional(),
	onError: z.enum(['continueRegularOutput', 'continueErrorOutput']).optional(),
	alwaysOutputData: z.boolean().optional(),
	executeOnce: z.boolean().optional(),
	parameters: z.record(z.string(), z.unknown()),
	credentials: z.record(z.string(), z.strictObject({ id: z.null(), name: z.string().min(1) })).optional(),
});
export type TemplateNode = z.output<typeof nodeSchema>;

const connectionSchema = z.record(
	z.string(),
	z.record(
		z.string(),
		z.array(z.array(z.strictObject({ node: z.string(), type: z.string(), index: z.int() }))),
	),
);

const templateSchema = z.strictObject({
	name: z.string().min(1),
	nodes: z.array(nodeSchema).min(3),
	connections: connectionSchema,
	settings: z.strictObject({ executionOrder: z.literal('v1'), timezone: z.string().optional() }),
	/** Examples of the first nodes' items. */
	pinData: z
		.record(z.string(), z.array(z.strictObject({ json: z.record(z.string(), z.unknown()) })))
		.default({}),
});
export type Template = z.output<typeof templateSchema>;

/** The templates' names, which are their files' without the ending. */
export const TEMPLATES = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.replace(/\.json$/, ''));

export type Language = 'en' | 'he';

/** Where a template is, within the project. */
export const pathOf = (name: string, language: Language = 'en'): string =>
	`examples/${language === 'he' ? 'he/' : ''}${name}.json`;

/** The file as it is. */
export function readTemplateText(name: string, language?: Language): string {
	return readFileSync(join(PROJECT_ROOT, pathOf(name, language)), 'utf8');
}

/** @throws ZodError for a file that is not a template as n8n exports it, or holds what a template must not */
export function readTemplate(name: string, language?: Language): Template {
	return templateSchema.parse(JSON.parse(readTemplateText(name, language)));
}

/**
 * What n8n's editor would say of the nodes as imported.
 *
 * @param types every node that n8n has loaded
 */
export function editorProblems(
	{ nodes }: Template,
	types: readonly { name: string; version: number | number[] }[],
): string[] {
	return nodes.flatMap((node) => {
		const found = types.find(
			({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
		);
		if (!found) return [`${node.name}: n8n has no ${node.type} ${node.typeVersion}`];
		const type = found as unknown as INodeTypeDescription;
		const asNode = node as unknown as INode;
		// The editor fills in defaults, and drops what no field takes.
		const parameters = NodeHelpers.getNodeParameters(
			type.properties,
			asNode.parameters,
			true,
			false,
			asNode,
			type,
		);
		const dropped = Object.keys(asNode.parameters).filter((name) => !(name in (parameters ?? {})));
		const filledIn = { ...asNode, parameters: parameters ?? {} };
		const { parameters: wrong = {} } =
			NodeHelpers.getNodeParametersIssues(type.properties, filledIn, type) ?? {};
		return [
			...dropped.map((name) => `${node.name}: there is no field ${name}`),
			...Object.values(wrong)
				.flat()
				.map((issue) => `${node.name}: ${issue}`),
		];
	});
}

/** Which of its credentials a node lacks, by its description. */
export function missingCredentials(
	{ nodes }: Template,
	types: readonly { name: string; version: number | number[] }[],
): string[] {
	return nodes.flatMap((node) => {
		const type = types.find(
			({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
		) as unknown as INodeTypeDescription | undefined;
		return (type?.credentials ?? [])
			.filter(
				(one) =>
					one.required === true &&
					type !== undefined &&
					NodeHelpers.displayParameter(
						node.parameters as INode['parameters'],
						one,
						node as unknown as INode,
						type,
					),
			)
			.filter(({ name }) => !(name in (node.credentials ?? {})))
			.map(({ name }) => `${node.name}: no placeholder for ${name}`);
	});
}

/** The data tables that it finds by their names. */
export function tablesOf({ nodes }: Template): string[] {
	return nodes.flatMap(({ parameters }) => {
		const table = parameters['dataTableId'] as { mode: string; value: string } | undefined;
		return table?.mode === 'name' ? [table.value] : [];
	});
}

const WORDS = {
	en: { here: 'here', table: /a table by a part of its name/ },
	he: { here: 'כאן', table: /טבלה לפי חלק משמה/ },
};

/** What is filled in already and easily overlooked, and not in the note: layers, and which table n8n finds. */
export function unexplained(template: Template, note: string, language: Language): string[] {
	const layers = template.nodes.flatMap(({ parameters }) => {
		const { fallbackLayer, options = {} } = parameters as {
			fallbackLayer?: number;
			options?: { layerIfFailed?: string };
		};
		return [
			...(fallbackLayer === undefined ? [] : [{ field: 'Fallback Layer', layer: fallbackLayer }]),
			...(options.layerIfFailed === undefined
				? []
				: [{ field: 'Layer If That Fails', layer: options.layerIfFailed }]),
		];
	});
	const { here, table } = WORDS[language];
	const needed = [
		...layers.map(({ field, layer }) => new RegExp(`\\*${field}\\*.*\\(${here} ${layer}\\)`)),
		...tablesOf(template).map(() => table),
	];
	return needed.filter((words) => !words.test(note)).map(String);
}

/** Connections that do not lead from left to right, but for those back to a loop. */
export function backwards({ nodes, connections }: Template): string[] {
	const positions = new Map(nodes.map((node) => [node.name, node.position[0]]));
	const loops = new Set(nodes.flatMap(({ name, type }) => (type.endsWith('splitInBatches') ? [name] : [])));
	return Object.entries(connections).flatMap(([from, { main = [] }]) =>
		main
			.flat()
			.filter(({ node: to }) => (positions.get(to) ?? 0) <= (positions.get(from) ?? 0) && !loops.has(to))
			.map(({ node: to }) => `${from} → ${to}`),
	);
}

/** Nodes as wide and high as the editor draws them, and notes: which of them lie on each other. */
export function overlaps({ nodes }: Template): string[] {
	const boxes = nodes.map((node) => {
		const note = node.type === 'n8n-nodes-base.stickyNote';
		const [x, y] = node.position;
		const width = note ? Number(node.parameters['width']) : 100;
		// The name below the node.
		const height = note ? Number(node.parameters['height']) : 140;
		return { name: node.name, x, y, right: x + width, bottom: y + height };
	});
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((two) => one.x < two.right && two.x < one.right && one.y < two.bottom && two.y < one.bottom)
			.map((two) => `${one.name} and ${two.name}`),
	);
}
