import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { searchCalls as SearchCalls } from '../../../platform/services/callLog';
import type { Period } from '../../../platform/services/callLog/period';
import { countryField, returnAllFields } from '../fields';
import type { Operation } from '../operation';
import { outputFieldsField, simplifyField } from './fields';
import { filtersField } from './filters';

type Search = Parameters<typeof SearchCalls>[1];

const dateRangeFields: INodeProperties[] = [
	{
		displayName: 'Date Range',
		name: 'dateRange',
		type: 'options',
		options: [
			{ name: 'Custom', value: 'custom', description: 'From and to any time' },
			{ name: 'Last 10 Minutes', value: 'last10Minutes' },
			{ name: 'Last 24 Hours', value: 'last24Hours' },
			{ name: 'Last 7 Days', value: 'last7Days' },
			{ name: 'Last Hour', value: 'lastHour' },
			{
				name: 'Since Last Run',
				value: 'sinceLastRun',
				description:
					'Each call once, however late its record comes. The first run returns the last 24 hours.',
			},
			{ name: 'Today', value: 'today' },
			{ name: 'Yesterday', value: 'yesterday' },
		] satisfies { name: string; value: Search['dateRange']; description?: string }[],
		default: 'today',
		description:
			'When the calls began, by the clock of the Account Time Zone in the credential. A call’s record appears some minutes after the call has ended.',
	},
	{
		displayName:
			'What the last run returned is remembered for active workflows only. While you test, the last 24 hours are returned each time.',
		name: 'sinceLastRunNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { dateRange: ['sinceLastRun'] } },
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		required: true,
		default: '',
		displayOptions: { show: { dateRange: ['custom'] } },
		description: 'The beginning, in the Account Time Zone of the credential unless another is given with it',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		displayOptions: { show: { dateRange: ['custom'] } },
		description:
			'The end, in the Account Time Zone of the credential unless another is given with it. Now if left empty; a date without a time includes that day.',
	},
];

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

const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
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
	],
};

/** Finds calls in the Call Log. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many calls from the call log',
	description:
		'Finds calls that have ended: who called whom, when, how it ended, the recording’s address. Any number of them; more than 300,000 take over a minute. Changes nothing.',
	fields: [...dateRangeFields, ...limitFields, filtersField, simplifyField, optionsField],

	async execute({ connection, field, tools }) {
		const { searchCalls } = await import('../../../platform/services/callLog');
		const dateRange = field<Search['dateRange']>('dateRange');
		const isCustom = dateRange === 'custom';
		const { sort, ...options } = field<Partial<Search> & { sort?: { rules?: Search['sort'] } }>(
			'options',
			{},
		);
		const simplify = field<boolean>('simplify', true);
		const memory = { ...tools.memory.value };
		const { calls, period } = await searchCalls(connection, {
			...options,
			...field<Partial<Search>>('filters', {}),
			sort: sort?.rules,
			dateRange,
			from: isCustom ? field<unknown>('from') : undefined,
			to: isCustom ? field<unknown>('to', '') : undefined,
			timeZone: tools.timeZone,
			limit: field<boolean>('returnAll') ? undefined : field<number>('limit'),
			simplify,
			memory,
		});
		if (dateRange === 'sinceLastRun') tools.memory.write(memory);
		tools.say(sentence(period));
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
