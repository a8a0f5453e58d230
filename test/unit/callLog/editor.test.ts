/** What a workflow that is saved does not hold: whatever was left as the editor had it. */
import type { INodeProperties } from 'n8n-workflow';

import { callLog } from '../../../nodes/Voicenter/actions/callLog';

type Field = [path: string, standard: unknown, more?: object];

/** Each field, those inside of others too: its default, its limits, when it is shown, and whether it must be filled. */
function fieldsOf(fields: readonly INodeProperties[], place: string): Field[] {
	return fields.flatMap((field): Field[] => {
		const { default: standard, typeOptions, displayOptions, required, options = [] } = field;
		const path = `${place} ${field.name}`;
		const more = {
			...(typeOptions && { typeOptions }),
			...(displayOptions && { show: displayOptions.show }),
			...(required && { required }),
		};
		const inner = options.flatMap((option) => {
			if ('values' in option) return fieldsOf(option.values, `${path}.${option.name}`);
			return field.type === 'collection' && 'type' in option ? fieldsOf([option], path) : [];
		});
		return [Object.keys(more).length > 0 ? [path, standard, more] : [path, standard], ...inner];
	});
}

const FIELDS: Field[] = [
	['getAll dateRange', 'today'],
	['getAll sinceLastRunNotice', '', { show: { dateRange: ['sinceLastRun'] } }],
	['getAll from', '', { show: { dateRange: ['custom'] }, required: true }],
	['getAll to', '', { show: { dateRange: ['custom'] } }],
	['getAll returnAll', false],
	['getAll limit', 50, { typeOptions: { minValue: 1 }, show: { returnAll: [false] } }],
	['getAll filters', {}],
	['getAll filters agents', [], { typeOptions: { loadOptionsMethod: 'pickAgents' } }],
	['getAll filters callId', ''],
	['getAll filters callTypes', []],
	['getAll filters dids', [], { typeOptions: { loadOptionsMethod: 'pickCalledNumbers' } }],
	['getAll filters campaigns', [], { typeOptions: { loadOptionsMethod: 'pickCampaigns' } }],
	['getAll filters extensions', [], { typeOptions: { loadOptionsMethod: 'pickExtensions' } }],
	['getAll filters outcomes', ['abandoned']],
	['getAll filters phones', ''],
	['getAll filters queues', [], { typeOptions: { loadOptionsMethod: 'pickQueues' } }],
	['getAll filters scope', 'account'],
	['getAll simplify', true],
	['getAll options', {}],
	['getAll options country', 'IL'],
	['getAll options fields', []],
	[
		'getAll options lookBackMinutes',
		150,
		{ typeOptions: { minValue: 1 }, show: { '/dateRange': ['sinceLastRun'] } },
	],
	['getAll options returnIncomplete', false],
	['getAll options sort', {}, { typeOptions: { multipleValues: true, sortable: true } }],
	['getAll options sort.rules field', 'startedAt'],
	['getAll options sort.rules direction', 'desc'],
	['get callId', '', { required: true }],
	['get simplify', true],
	['get options', {}],
	['get options lookBackDays', 365, { typeOptions: { minValue: 1 } }],
	['get options country', 'IL'],
	['get options fields', []],
	['waitForRecord callId', '={{ $json.callId }}', { required: true }],
	['waitForRecord waitMinutes', 60, { typeOptions: { minValue: 0, maxValue: 1440 } }],
	['waitForRecord options', {}],
	['waitForRecord options country', 'IL'],
	['getUnreturned dateRange', 'last24Hours'],
	['getUnreturned from', '', { show: { dateRange: ['custom'] }, required: true }],
	['getUnreturned to', '', { show: { dateRange: ['custom'] } }],
	['getUnreturned onlyNew', false],
	['getUnreturned options', {}],
	['getUnreturned options calledNumbers', [], { typeOptions: { loadOptionsMethod: 'pickCalledNumbers' } }],
	['getUnreturned options country', 'IL'],
	['getUnreturned options withWithheld', false],
	['getUnreturned options leaveOut', ''],
	['getUnreturned options minimumAgeMinutes', 5, { typeOptions: { minValue: 0 } }],
	['getUnreturned options queues', [], { typeOptions: { loadOptionsMethod: 'pickQueues' } }],
	['summarize dateRange', 'yesterday'],
	['summarize from', '', { show: { dateRange: ['custom'] }, required: true }],
	['summarize to', '', { show: { dateRange: ['custom'] } }],
	['summarize direction', 'incoming'],
	['summarize groupBy', 'queue'],
	['summarize thenBy', 'none'],
	['summarize compare', false],
	['summarize output', 'rows'],
	['summarize filters', {}],
	['summarize filters agents', [], { typeOptions: { loadOptionsMethod: 'pickAgents' } }],
	['summarize filters callId', ''],
	['summarize filters callTypes', []],
	['summarize filters dids', [], { typeOptions: { loadOptionsMethod: 'pickCalledNumbers' } }],
	['summarize filters campaigns', [], { typeOptions: { loadOptionsMethod: 'pickCampaigns' } }],
	['summarize filters extensions', [], { typeOptions: { loadOptionsMethod: 'pickExtensions' } }],
	['summarize filters outcomes', ['abandoned']],
	['summarize filters phones', ''],
	['summarize filters queues', [], { typeOptions: { loadOptionsMethod: 'pickQueues' } }],
	['summarize filters scope', 'account'],
	['summarize options', {}],
	['summarize options serviceLevelSeconds', 20, { typeOptions: { minValue: 0 } }],
	['summarize options country', 'IL'],
	['summarize options language', 'en', { show: { '/output': ['report'] } }],
	['summarize options binaryPropertyName', 'report', { show: { '/output': ['report'] } }],
	['summarize options shortAbandonSeconds', 5, { typeOptions: { minValue: 0 } }],
	['summarize options title', '', { show: { '/output': ['report'] } }],
	['downloadRecording recordingBy', 'url'],
	[
		'downloadRecording recordingUrl',
		'={{ $json.recordingUrl }}',
		{ show: { recordingBy: ['url'] }, required: true },
	],
	['downloadRecording callId', '', { show: { recordingBy: ['callId'] }, required: true }],
	['downloadRecording binaryPropertyName', 'data', { required: true }],
	['downloadRecording options', {}],
	[
		'downloadRecording options lookBackDays',
		365,
		{ typeOptions: { minValue: 1 }, show: { '/recordingBy': ['callId'] } },
	],
	['downloadRecording options maxMegabytes', 100, { typeOptions: { minValue: 1 } }],
	['downloadRecording options waitMinutes', 0, { typeOptions: { minValue: 0 } }],
	['getInsights callId', '', { required: true }],
];

it.each(callLog.operations.map(({ value, fields }) => [value, fields] as const))(
	'%s: a default that changed would change workflows that are saved',
	(value, fields) => {
		const expected = FIELDS.filter(([path]) => path.startsWith(`${value} `));
		expect(fieldsOf(fields, value)).toEqual(expected);
		expect(expected.length).toBeGreaterThan(0);
	},
);

it('no choice is missing, and none is offered twice', () => {
	const choices = (fields: readonly INodeProperties[]): INodeProperties[] =>
		fields.flatMap((field) => [
			...(field.type.toLowerCase().endsWith('options') && !field.typeOptions?.loadOptionsMethod
				? [field]
				: []),
			...choices(
				(field.options ?? []).flatMap((one) => ('values' in one ? one.values : 'type' in one ? [one] : [])),
			),
		]);
	const counts = callLog.operations.flatMap(({ value, fields }) =>
		choices(fields).map(({ name, options = [] }) => {
			const values = options.map((option) => ('value' in option ? option.value : undefined));
			expect(new Set(values).size).toBe(values.length);
			expect(values).not.toContain(undefined);
			return `${value} ${name} ${values.length}`;
		}),
	);
	expect(counts).toEqual([
		'getAll dateRange 8',
		'getAll callTypes 19',
		'getAll outcomes 4',
		'getAll scope 4',
		'getAll fields 18',
		'getAll field 11',
		'getAll direction 2',
		'get fields 18',
		'getUnreturned dateRange 7',
		'summarize dateRange 7',
		'summarize direction 2',
		'summarize groupBy 10',
		'summarize thenBy 10',
		'summarize output 2',
		'summarize callTypes 19',
		'summarize outcomes 4',
		'summarize scope 4',
		'summarize language 2',
		'downloadRecording recordingBy 2',
	]);
});
