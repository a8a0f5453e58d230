/** Of which time calls are read. */
import type { INodeProperties } from 'n8n-workflow';

import type { Search } from '../../../platform/services/callLog';
import type { OperationCall } from '../operation';

export const dateRangeFields: INodeProperties[] = [
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

/** The same without *Since Last Run*: what adds up needs a time that has a beginning. */
export const reportRangeFields = (standard: NonNullable<Search['dateRange']>): INodeProperties[] =>
	dateRangeFields
		.filter(({ name }) => name !== 'sinceLastRunNotice')
		.map((field) =>
			field.name === 'dateRange'
				? {
						...field,
						options: (field.options ?? []).filter(
							(option) => !('value' in option && option.value === 'sinceLastRun'),
						),
						default: standard,
					}
				: field,
		);

/** @returns what {@link dateRangeFields} ask for */
export function chosenRange({ field, tools }: Pick<OperationCall, 'field' | 'tools'>) {
	const dateRange = field<Search['dateRange']>('dateRange');
	const isCustom = dateRange === 'custom';
	return {
		dateRange,
		from: isCustom ? field<unknown>('from') : undefined,
		to: isCustom ? field<unknown>('to', '') : undefined,
		timeZone: tools.timeZone,
	};
}
