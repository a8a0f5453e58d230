import { displayParameterPath, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../../nodes/Voicenter/actions';
import { Voicenter } from '../../../nodes/Voicenter/Voicenter.node';
import codex from '../../../nodes/Voicenter/Voicenter.node.json';
import triggerCodex from '../../../nodes/VoicenterTrigger/VoicenterTrigger.node.json';
import { VoicenterTrigger } from '../../../nodes/VoicenterTrigger/VoicenterTrigger.node';
import { VoicenterRealTimeTrigger } from '../../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { nodeOf } from '../../n8nCore/action';
import { ourNodes } from '../../n8nCore/nodeTypes';

const { description } = new Voicenter();
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource,
		operation,
		path: `${resource.value}: ${operation.value}`,
	})),
);

/** A field and what is inside it, each with the path of names to it. */
function everyField(
	fields: readonly INodeProperties[],
	path = '',
): { path: string; field: INodeProperties }[] {
	return fields.flatMap((field) => {
		const here = `${path}/${field.name}`;
		const inner = (field.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option] : [];
		});
		return [{ path: here, field }, ...everyField(inner, here)];
	});
}

/** The names of the fields that the editor shows for these values. */
const shown = (values: Record<string, string | boolean>) =>
	description.properties
		.filter((field) => displayParameterPath(values, field, '', nodeOf(), description))
		.map(({ name }) => name);

describe('the node panel', () => {
	it.each(['call', 'dialer', 'campaign', 'recording', 'blacklist', 'extension'])(
		'finds the node by "%s", which it works on',
		(word) => expect(codex.alias).toContain(word),
	);

	// n8n shows the action node and the trigger of its name as one entry, and finds it by the action node's words.
	it('finds it by whatever its trigger is found by', () => {
		expect(triggerCodex.alias.filter((word) => !codex.alias.includes(word))).toEqual([]);
	});
});

describe('operations', () => {
	it('are the ones of the public contract', () => {
		expect(operations.map(({ path }) => path)).toEqual(
			expect.arrayContaining(['call: clickToCall', 'call: hangUp', 'extension: getAll']),
		);
	});

	it.each(['value', 'name', 'action', 'description'] as const)('have a %s each', (property) => {
		for (const { operation } of operations) expect(operation[property].trim()).not.toBe('');
	});

	it('are told apart by value within their resource, and by action and description everywhere', () => {
		for (const distinct of [
			operations.map(({ path }) => path),
			operations.map(({ operation }) => operation.action),
			operations.map(({ operation }) => operation.description),
		]) {
			expect(new Set(distinct).size).toBe(operations.length);
		}
	});

	it.each(resources.map((resource) => [resource.value, resource] as const))(
		'of %s can be chosen in the editor, the first one unless said otherwise',
		(value, { operations: offered }) => {
			const pickers = description.properties.filter(
				(field) =>
					field.name === 'operation' &&
					displayParameterPath({ resource: value }, field, '', nodeOf(), description),
			);
			expect(pickers).toHaveLength(1);
			expect(pickers[0]?.default).toBe(offered[0].value);
			expect(pickers[0]?.options).toEqual(
				offered.map(({ value: operation, name, action, description: does }) => ({
					value: operation,
					name,
					action,
					description: does,
				})),
			);
		},
	);

	it('that cost money or cut people off say so', () => {
		const does = Object.fromEntries(operations.map(({ path, operation }) => [path, operation.description]));
		expect(does['call: clickToCall']).toMatch(/real phone call.*cannot be undone/);
		expect(does['call: hangUp']).toMatch(/cut off/);
	});
});

describe('fields', () => {
	const ofOperations = operations.flatMap(({ path, operation }) => everyField(operation.fields, path));
	const ofTrigger = everyField(new VoicenterTrigger().description.properties, 'CDR trigger');
	const ofRealTime = everyField(new VoicenterRealTimeTrigger().description.properties, 'Real-Time trigger');
	const all = [...ofOperations, ...ofTrigger, ...ofRealTime];
	// A pair of name and value inside a list is explained by the list.
	const isExplainedElsewhere = ({ path }: { path: string }) => /\/(name|value)$/.test(path);

	it.each(all.filter((field) => !isExplainedElsewhere(field)))('$path is explained', ({ field }) => {
		expect(field.displayName.trim()).not.toBe('');
		// What is inside a collection is explained there.
		if (!['notice', 'hidden', 'collection'].includes(field.type)) {
			expect((field.description ?? '').trim()).not.toBe('');
		}
	});

	const isChoice = ({ field }: { field: INodeProperties }) =>
		field.type === 'options' || field.type === 'multiOptions';
	const isRead = ({ field }: { field: INodeProperties }) =>
		field.typeOptions?.loadOptionsMethod !== undefined;

	it.each(
		[...ourNodes].flatMap(({ description: { name, properties }, methods }) =>
			everyField(properties, name)
				.filter(isRead)
				.map(({ path, field }) => ({ path, list: field.typeOptions?.loadOptionsMethod ?? '', methods })),
		),
	)('$path is picked from a list that its node has', ({ list, methods }) => {
		expect(Object.keys(methods?.loadOptions ?? {})).toContain(list);
	});

	it.each(
		[...ourNodes].flatMap(({ description: { name, properties }, methods }) =>
			everyField(properties, name).flatMap(({ path, field: { modes = [] } }) =>
				modes
					.filter(({ type }) => type === 'list')
					.map(({ typeOptions }) => ({ path, typeOptions, lists: Object.keys(methods?.listSearch ?? {}) })),
			),
		),
	)('$path is searched for in a list that its node has', ({ typeOptions, lists }) => {
		expect(typeOptions?.searchable).toBe(true);
		expect(lists).toContain(typeOptions?.searchListMethod);
	});

	it('the resource and the operation are no expressions: fields hang on them', () => {
		const hold = (name: string) => ['resource', 'operation'].includes(name);
		const pickers = [...ourNodes].flatMap((type) =>
			type.description.properties.filter((one) => hold(one.name)),
		);
		expect(pickers.length).toBeGreaterThan(resources.length);
		expect(pickers.filter(({ noDataExpression }) => noDataExpression !== true)).toEqual([]);
	});

	it('the trigger for call records asks once how a call ended', () => {
		const asked = ofTrigger.filter(({ field }) => ['outcomes', 'triggerOn'].includes(field.name));
		expect(asked.map(({ field }) => field.name)).toEqual(['triggerOn']);
	});

	it.each(all.filter((one) => isChoice(one) && !isRead(one)))(
		'$path offers choices that differ, its default among them',
		({ field }) => {
			const values = (field.options as INodePropertyOptions[]).map(({ value }) => value);
			expect(new Set(values).size).toBe(values.length);
			expect(values).toEqual(expect.arrayContaining([field.default].flat()));
		},
	);

	it.each(operations)('$path has no two fields of one name', ({ operation }) => {
		const names = operation.fields.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('the editor shows', () => {
	const clickToCall = { resource: 'call', operation: 'clickToCall' };
	const rest = ['target', 'customData', 'options', 'extraFields'];

	it.each([
		['extension', ['extension']],
		['phoneNumber', ['phone']],
		['loginCode', ['loginCode']],
		['sipTrunk', []],
	])('for a call that rings %s first: %j, and who is called then', (ringFirst, first) => {
		expect(shown({ ...clickToCall, ringFirst }).sort()).toEqual(
			['resource', 'operation', 'ringFirst', ...first, ...rest].sort(),
		);
	});

	it('for hanging up: the extension only', () => {
		expect(shown({ resource: 'call', operation: 'hangUp' })).toEqual(['resource', 'operation', 'extension']);
	});

	it.each([
		[true, []],
		[false, ['limit']],
	])('for a list of extensions with Return All %s: %j besides', (returnAll, besides) => {
		expect(shown({ resource: 'extension', operation: 'getAll', returnAll })).toEqual([
			...['resource', 'operation', 'wholeOrganisation', 'returnAll'],
			...besides,
		]);
	});
});

it('the nodes have the names that saved workflows hold', () => {
	const triggers = [new VoicenterTrigger(), new VoicenterRealTimeTrigger()];
	expect([description.name, ...triggers.map((trigger) => trigger.description.name)]).toEqual([
		'voicenter',
		'voicenterTrigger',
		'voicenterRealTimeTrigger',
	]);
});
