import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Search } from '../../../platform/services/callLog';
import type { Period } from '../../../platform/services/callLog/period';
import { countryField, optionsField, returnAllFields } from '../fields';
import type { Operation } from '../operation';
import { chosenRange, dateRangeFields } from './dateRange';
import { outputFieldsField, simplifyField } from './fields';
import { filtersField } from './filters';

/** Unlike other lists, this one can be very long: all of it only when asked for. */
const limitFields = returnAllFields.map((field) =>
	field.name === 'returnAll' ? { ...field, default: false } : field,
);

const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add sort rule',
	default: {},
	description: 'The order of the calls: the first rule counts most. The earliest first without a rule.',
	options: [
		{
			displayName: 'Rule',
			name: 'rules',
			values: [
				{
					displayName: 'Sort By',
					name: 'field',
					type: 'options',
					options: [
						{ name: 'Agent', value: 'agent' },
						{ name: 'Call Type', value: 'callType' },
						{ name: 'Called Number', value: 'target' },
						{ name: 'Caller', value: 'callerNumber' },
						{ name: 'Department', value: 'department' },
						{ name: 'Duration', value: 'duration' },
						{ name: 'Price', value: 'price' },
						{ name: 'Queue', value: 'queue' },
						{ name: 'Ring Time', value: 'ringTime' },
						{ name: 'Start Time', value: 'startedAt' },
						{ name: 'Status', value: 'status' },
					],
					default: 'startedAt',
					description: 'What decides the order',
				},
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc', description: 'Earliest, smallest or A first' },
						{ name: 'Descending', value: 'desc', description: 'Latest, largest or Z first' },
					],
					default: 'desc',
					description: 'Which end comes first',
				},
			],
		},
	],
};

const options = optionsField(
	countryField,
	outputFieldsField,
	{
		displayName: 'Look Back (Minutes)',
		name: 'lookBackMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 150,
		displayOptions: { show: { '/dateRange': ['sinceLastRun'] } },
		description:
			'How late a record may come, counted from the beginning of the call: longer than the longest call. Calls that were returned before are left out.',
	},
	{
		displayName: 'Return Incomplete Results',
		name: 'returnIncomplete',
		type: 'boolean',
		default: false,
		description:
			'Whether to return what can be read, instead of an error, when more than 10,000 calls began in one second. What is missing is in the log.',
	},
	sortField,
);

/** Finds calls in the Call Log. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many calls from the call log',
	description:
		'Finds calls that have ended: who called whom, when, how it ended, the recording’s address. Any number of them; more than 300,000 take over a minute. Changes nothing.',
	fields: [...dateRangeFields, ...limitFields, filtersField, simplifyField, options],

	async execute({ connection, field, tools }) {
		const { searchCalls } = await import('../../../platform/services/callLog');
		const { seenNames } = await import('../../../platform/services/callLog/seenNames');
		const { withIds } = await import('../../../platform/services/filterIds');
		const range = chosenRange({ field, tools });
		const { sort, ...options } = field<Partial<Search> & { sort?: { rules?: Search['sort'] } }>(
			'options',
			{},
		);
		const simplify = field<boolean>('simplify', true);
		const filters = field<Partial<Search>>('filters', {});
		const seen = seenNames(filters);
		const input: Search = {
			...options,
			...(await withIds(connection, filters)),
			seen,
			sort: sort?.rules,
			...range,
			limit: field<boolean>('returnAll') ? undefined : field<number>('limit'),
			simplify,
		};
		const { calls, period } =
			range.dateRange === 'sinceLastRun'
				? await tools.withMemory((memory) => searchCalls(connection, { ...input, memory }))
				: await searchCalls(connection, input);
		tools.say(sentence(period));
		if (period.isComplete) seen?.unmatched().forEach(tools.say);
		return (simplify ? calls.map((call) => ({ ...call, period })) : calls) as IDataObject[];
	},
};

/** For people: nothing else says what was read when there is no call. */
function sentence({ from, to, isComplete }: Period): string {
	const read = `Calls that began from ${from} to ${to}.`;
	return isComplete
		? read
		: `${read} There are more of them than Limit allows: turn on Return All, or raise Limit, to get every one.`;
}
