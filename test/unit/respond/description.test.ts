import { displayParameterPath, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { questions } from '../../../nodes/VoicenterRespond/operations';
import { VoicenterRespond } from '../../../nodes/VoicenterRespond/VoicenterRespond.node';
import { nodeOf } from '../../n8nCore/action';

const { description } = new VoicenterRespond();
const answers = questions.flatMap((question) =>
	question.operations.map((operation) => ({
		path: `${question.value}: ${operation.value}`,
		question,
		operation,
	})),
);

/** A field and what is inside it, each with the path of names to it. */
function everyField(
	fields: readonly INodeProperties[],
	path: string,
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
const fields = answers.flatMap(({ path, operation }) => everyField(operation.fields, path));

/** The names of the fields that the editor shows for these values. */
const shown = (values: Record<string, string>) =>
	description.properties
		.filter((field) => displayParameterPath(values, field, '', nodeOf(), description))
		.map(({ name }) => name);

it('has the name, the questions and the answers that saved workflows hold', () => {
	expect(description.name).toBe('voicenterRespond');
	expect(answers.map(({ path }) => path).sort()).toEqual([
		'externalLayer: dial',
		'externalLayer: fail',
		'externalLayer: goToLayer',
		'externalLayer: say',
		'screenPop: showCaller',
		'screenPop: showNone',
		'voiceBot: answer',
	]);
});

it('answers are told apart by action and description', () => {
	for (const words of ['action', 'description'] as const) {
		expect(new Set(answers.map(({ operation }) => operation[words])).size).toBe(answers.length);
	}
});

it.each([
	['externalLayer', 'goToLayer', ['layer', 'customData', 'options']],
	['externalLayer', 'say', ['pieces', 'language', 'nextLayer', 'options']],
	[
		'externalLayer',
		'dial',
		['targets', 'callerId', 'layerIfFailed', 'maxCallDuration', 'record', 'customData', 'options'],
	],
	['externalLayer', 'fail', ['options']],
	['screenPop', 'showCaller', ['name', 'company', 'url', 'options']],
	['screenPop', 'showNone', ['options']],
	['voiceBot', 'answer', ['instructions', 'dataMode', 'options']],
])('the editor shows for %s: %s its own fields: %j', (resource, operation, own) => {
	expect(shown({ resource, operation })).toEqual(['resource', 'operation', ...own]);
});

it.each(fields.filter(({ path }) => !/\/(kind|name|value)$/.test(path)))(
	'$path is explained',
	({ field }) => {
		expect(field.displayName.trim()).not.toBe('');
		if (field.type !== 'collection') expect((field.description ?? '').trim()).not.toBe('');
	},
);

it.each(fields.filter(({ field }) => field.type === 'options'))(
	'$path offers choices that differ, its default among them',
	({ field }) => {
		const values = (field.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		expect(values).toContain(field.default);
	},
);

it.each(answers)(
	'$path has no two fields of one name, and its options are in the order of their names',
	(answer) => {
		const names = answer.operation.fields.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const options = answer.operation.fields.find(({ name }) => name === 'options')?.options ?? [];
		const labels = options.map((option) => ('displayName' in option ? option.displayName : ''));
		expect(labels).toEqual(labels.toSorted());
		expect(labels).toContain('Output');
	},
);

it('asks for the credential only where a list is picked from, and never insists', () => {
	expect(description.credentials).toMatchObject([
		{ name: 'voicenterApi', required: false, displayOptions: { show: { operation: ['dial'] } } },
	]);
});
