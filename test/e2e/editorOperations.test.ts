import type { INodeProperties } from 'n8n-workflow';

import { conditionFields } from '../../nodes/VoicenterRealTimeTrigger/conditionFields';
import { fieldsFor, nodeDescriptions, operationsOf } from '../integration/documents/product';
import type { N8nEditor } from '../n8n/editor';
import { clippedTexts, isRawName, missingIcons, shownNames } from './editorLooks';
import type { Stage } from './stage';
import { useEditor } from './useEditor';

// Some forty panels; each is awaited by itself.
jest.setTimeout(600_000);

const NODES = [
	{ title: 'Voicenter', node: 'voicenter', fewest: 25 },
	{ title: 'Voicenter Respond', node: 'voicenterRespond', fewest: 5 },
];

let stage: Stage;
let editor: N8nEditor;
useEditor((on) => ({ stage, editor } = on));

it.each(NODES)('$title: no operation’s panel has cut text, raw names or missing icons', async (one) => {
	const { workflow, labels } = await createPanels(one.title, one.node);
	expect(labels.length).toBeGreaterThanOrEqual(one.fewest);
	await editor.openWorkflow(workflow);
	const panel = editor.byTestId('ndv');
	const faults: Record<string, unknown> = {};
	for (const label of labels) {
		await editor.openNode(label);
		const names = await shownNames(panel);
		const found = {
			clipped: await clippedTexts(panel),
			icons: await missingIcons(panel),
			raw: names.filter(isRawName),
		};
		const resource = editor.byTestId('parameter-input-resource').locator('input');
		const operation = editor.byTestId('parameter-input-operation').locator('input');
		const shown = `${await resource.inputValue()}: ${await operation.inputValue()}`;
		const isGood = Object.values(found).every((list) => list.length === 0);
		if (shown !== label || !isGood) faults[label] = { shown, ...found };
		await editor.closeNode();
	}
	expect(faults).toEqual({});
});

it('Voicenter Real-Time Trigger: with every condition chosen, all of their fields are there, and none is cut', async () => {
	const { api, simulator, type } = stage;
	const credential = await api.createCredential({
		type: 'voicenterApi',
		name: 'Voicenter account',
		data: { code: simulator.account.code, baseUrl: simulator.url },
	});
	const events = new Set(
		conditionFields.flatMap(({ displayOptions }) => displayOptions?.show?.['events'] ?? []),
	);
	expect(events.size).toBe(5);
	const node = {
		...{ id: crypto.randomUUID(), name: 'Live', type: type('voicenterRealTimeTrigger'), typeVersion: 1 },
		...{ position: [0, 0], parameters: { events: [...events] } },
		credentials: { voicenterApi: { id: credential.id, name: credential.name } },
	};
	const { id } = await api.createWorkflow({ name: 'Every condition', nodes: [node], connections: {} });
	await editor.openWorkflow(id);
	await editor.openNode(node.name);
	const panel = editor.byTestId('ndv');
	for (const { name } of conditionFields) await editor.byTestId(`parameter-input-${name}`).first().waitFor();
	const names = await shownNames(panel);
	expect(names).toEqual(expect.arrayContaining(conditionFields.map(({ displayName }) => displayName)));
	const looks = {
		clipped: await clippedTexts(panel),
		icons: await missingIcons(panel),
		raw: names.filter(isRawName),
	};
	expect(looks).toEqual({ clipped: [], icons: [], raw: [] });
});

/** A workflow with a node for every operation, its fields unfolded. @returns its id, and the nodes' names */
async function createPanels(title: string, node: string): Promise<{ workflow: string; labels: string[] }> {
	const description = (await nodeDescriptions()).get(title);
	if (!description) throw new Error(`There is no node "${title}"`);
	const nodes = operationsOf(description).map(({ label, resource, operation }, index) => ({
		id: crypto.randomUUID(),
		name: label,
		type: stage.type(node),
		typeVersion: Number(description.defaultVersion ?? description.version),
		position: [(index % 8) * 240, Math.floor(index / 8) * 200],
		parameters: {
			resource,
			operation,
			...unfolded(fieldsFor(description.properties, resource, operation)),
		},
	}));
	const { id } = await stage.api.createWorkflow({
		name: `Every operation of ${title}`,
		nodes,
		connections: {},
	});
	return { workflow: id, labels: nodes.map(({ name }) => name) };
}

/** What makes the editor show the fields within collections: each with its default. */
function unfolded(fields: readonly INodeProperties[]): Record<string, unknown> {
	const collections = fields.filter(({ type }) => type === 'collection' || type === 'fixedCollection');
	return Object.fromEntries(collections.map((field) => [field.name, withAll(field)]));
}

function withAll({ options = [], typeOptions }: INodeProperties): Record<string, unknown> {
	return Object.fromEntries(
		options.flatMap((option): [string, unknown][] => {
			if (!('values' in option)) return 'default' in option ? [[option.name, option.default]] : [];
			const values = Object.fromEntries(option.values.map((value) => [value.name, value.default]));
			return [[option.name, typeOptions?.multipleValues ? [values] : values]];
		}),
	);
}
