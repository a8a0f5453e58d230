import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../support/commonFields';
import { HOLIDAYS } from './holidays';

const HOURS_PLACEHOLDER = 'e.g. 09:00-13:00, 16:00-19:00';
const HOURS_HINT = 'Several times with commas between them; over midnight: 20:00-02:00; empty: closed';

/** The fields of a week, by their names in saved workflows; Sunday first, as in Israel. */
export const WEEKDAYS = [
	['sunday', 'Sunday', '09:00-17:00'],
	['monday', 'Monday', '09:00-17:00'],
	['tuesday', 'Tuesday', '09:00-17:00'],
	['wednesday', 'Wednesday', '09:00-17:00'],
	['thursday', 'Thursday', '09:00-17:00'],
	['friday', 'Friday', '09:00-13:00'],
	['saturday', 'Saturday', ''],
] as const;

/** Everything that the node asks for. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Moment',
		name: 'moment',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Now', value: 'now', description: 'When the node runs' },
			{ name: 'A Given Time', value: 'given', description: 'Such as that of a call, or of an appointment' },
		],
		default: 'now',
		description: 'Which moment to look at',
	},
	{
		displayName: 'Time',
		name: 'time',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { moment: ['given'] } },
		description: 'A time without a time zone is meant in the time zone below',
	},
	...WEEKDAYS.map(([name, displayName, standard]): INodeProperties => ({
		displayName,
		name,
		type: 'string',
		default: standard,
		placeholder: HOURS_PLACEHOLDER,
		...(name === 'sunday' && { hint: HOURS_HINT }),
		description: `When somebody is there on a ${displayName}. A time over midnight belongs to the day on which it begins.`,
	})),
	{
		displayName: 'Holidays',
		name: 'holidays',
		type: 'multiOptions',
		options: HOLIDAYS.map(({ key, name, hebrew }) => ({ name: `${name} (${hebrew})`, value: key })),
		default: [
			'roshHashana',
			'yomKippur',
			'sukkot',
			'simchatTorah',
			'passover',
			'seventhOfPassover',
			'independenceDay',
			'shavuot',
		],
		description:
			'Which of Israel’s holidays are kept. Their dates come from the Hebrew calendar, for every year.',
	},
	{
		displayName: 'Hours on Holidays',
		name: 'holidayHours',
		type: 'string',
		default: '',
		placeholder: HOURS_PLACEHOLDER,
		description: 'When somebody is there on the holidays above. Empty is closed.',
	},
	{
		displayName: 'Hours on Eves of Holidays',
		name: 'eveHours',
		type: 'string',
		default: '09:00-13:00',
		placeholder: HOURS_PLACEHOLDER,
		description:
			'When somebody is there on the day before a public holiday. A weekday that is always closed stays closed.',
	},
	{
		displayName: 'Own Days',
		name: 'ownDays',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Day',
		default: {},
		description:
			'Days on which other hours count, whatever else they are: a company outing, inventory, a long weekend',
		options: [
			{
				displayName: 'Day',
				name: 'day',
				values: [
					{
						displayName: 'From',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2026-12-31',
						description: 'The day, or the first of several',
					},
					{
						displayName: 'To',
						name: 'to',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2027-01-02',
						description: 'The last of several days. Empty for one day.',
					},
					{
						displayName: 'Hours',
						name: 'hours',
						type: 'string',
						default: '',
						placeholder: HOURS_PLACEHOLDER,
						description: 'When somebody is there. Empty is closed.',
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Company outing',
						description: 'Comes out with the item, such as for a text to the caller',
					},
				],
			},
		],
	},
	optionsField(
		{
			displayName: 'Hours on Intermediate Days',
			name: 'intermediateHours',
			type: 'string',
			default: '09:00-13:00',
			placeholder: HOURS_PLACEHOLDER,
			description:
				'When somebody is there between the first and the last day of Sukkot and Passover (Hol Hamoed). Without this they are days like any other.',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: 'Asia/Jerusalem',
			placeholder: 'e.g. Asia/Jerusalem',
			description: 'The clock that the hours above go by. It does not depend on n8n’s own.',
		},
	),
];
