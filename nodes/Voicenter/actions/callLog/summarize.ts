import type { INodeProperties } from 'n8n-workflow';

import type { Grouping } from '../../../platform/reports/figures';
import type { Search } from '../../../platform/services/callLog';
import type { Summary } from '../../../platform/services/callReports/summarize';
import { countryField, optionsField } from '../fields';
import { FileOutput, type Operation, type OperationCall } from '../operation';
import { chosenRange, reportRangeFields } from './dateRange';
import { filtersField } from './filters';

const GROUPINGS = [
	{ name: 'Agent', value: 'agent' },
	{ name: 'Call Type', value: 'type' },
	{ name: 'Called Number', value: 'did', description: 'Your number that the caller dialed' },
	{
		name: 'Campaign',
		value: 'campaign',
		description: 'Of the dialer, and so of outgoing calls. Each campaign takes a request of its own.',
	},
	{ name: 'Day', value: 'day' },
	{ name: 'Extension', value: 'extension' },
	{ name: 'Hour of the Day', value: 'hour' },
	{ name: 'Queue', value: 'queue' },
	{ name: 'Weekday', value: 'weekday' },
] satisfies { name: string; value: Grouping; description?: string }[];

const NOTHING = { name: '(Nothing)', value: 'none' };

const groupField = (displayName: string, name: string, standard: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	options: [NOTHING, ...GROUPINGS],
	default: standard,
	description: 'What the calls are sorted into; a row comes out for each',
});

const options = optionsField(
	{
		displayName: 'Answer Within (Seconds)',
		name: 'serviceLevelSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 20,
		description:
			'For the service level: the share of all calls that was answered within this time. It is given where the wait of every call is known; the Call Log does not say how long an answered caller waited in a queue.',
	},
	countryField,
	{
		displayName: 'Language of the Report',
		name: 'language',
		type: 'options',
		options: [
			{ name: 'English', value: 'en' },
			{ name: 'Hebrew', value: 'he' },
		],
		displayOptions: { show: { '/output': ['report'] } },
		default: 'en',
		description: 'Hebrew is written from right to left',
	},
	{
		displayName: 'Put Report in Field',
		name: 'binaryPropertyName',
		type: 'string',
		displayOptions: { show: { '/output': ['report'] } },
		default: 'report',
		hint: 'The name of the output binary field to put the file in',
		description: 'Where the report is, as a file, for an e-mail’s attachments',
	},
	{
		displayName: 'Skip Waits Under (Seconds)',
		name: 'shortAbandonSeconds',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'For the service level: callers who gave up so soon do not count',
	},
	{
		displayName: 'Title of the Report',
		name: 'title',
		type: 'string',
		displayOptions: { show: { '/output': ['report'] } },
		default: '',
		placeholder: 'e.g. Calls of yesterday',
		description: 'What stands above it, and names the file',
	},
);

/** Adds calls up. */
export const summarize: Operation = {
	value: 'summarize',
	name: 'Summarize',
	action: 'Summarize calls of the call log',
	description:
		'Adds up calls that have ended, by queue, agent, hour and more: how many, how many were answered, abandoned and missed, how long people waited and talked. Rows, or a report for an e-mail. Changes nothing.',
	fields: [
		...reportRangeFields('yesterday'),
		{
			displayName: 'Calls',
			name: 'direction',
			type: 'options',
			options: [
				{
					name: 'Incoming',
					value: 'incoming',
					description: 'Who called; without those who hung up in the menu and asked for nobody',
				},
				{
					name: 'Outgoing',
					value: 'outgoing',
					description: 'Whom you called: by phone, by click to call, by a dialer. Each call counts once.',
				},
			],
			default: 'incoming',
			description: 'Which calls are counted. Calls between colleagues never are.',
		},
		groupField('Group By', 'groupBy', 'queue'),
		groupField('Then By', 'thenBy', 'none'),
		{
			displayName: 'Compare With the Period Before',
			name: 'compare',
			type: 'boolean',
			default: false,
			description:
				'Whether to add up the time before, too: for a day the day before, else one that is as long',
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{ name: 'An Item for Each Row', value: 'rows' },
				{
					name: 'A Report',
					value: 'report',
					description: 'One item with an HTML document that mail programs show, also as a file',
				},
			],
			default: 'rows',
			description: 'What comes out',
		},
		filtersField,
		options,
	],

	async execute({ connection, field, tools }) {
		const { seenNames } = await import('../../../platform/services/callLog/seenNames');
		const { campaignsById, withIds } = await import('../../../platform/services/filterIds');
		const { summarizeCalls } = await import('../../../platform/services/callReports/summarize');
		const { country, language, title, binaryPropertyName, ...counting } = field<Options>('options', {});
		const by = [field<string>('groupBy'), field<string>('thenBy')].filter((group) => group !== NOTHING.value);
		const { campaigns, ...filters } = field<Partial<Search>>('filters', {});
		const seen = seenNames(filters);
		const isByCampaign = by.includes('campaign');
		if (isByCampaign && field<string>('direction') !== 'outgoing') throw await campaignsAreOutgoing();
		const summary = await summarizeCalls(connection, {
			...counting,
			by: by as Grouping[],
			direction: field('direction'),
			compare: field<boolean>('compare'),
			campaigns: isByCampaign ? await campaignsById(connection, campaigns) : undefined,
			search: {
				...(await withIds(connection, isByCampaign ? filters : { ...filters, campaigns })),
				...chosenRange({ field, tools }),
				seen,
				...(country !== undefined && { country }),
			},
		});
		const { total, period, before } = summary;
		tools.say(`Calls that began from ${period.from} to ${period.to}.`);
		seen?.unmatched().forEach(tools.say);
		if (field<string>('output') === 'report') {
			return await report(
				summary,
				{ language: language ?? 'en', title: title ?? '', binaryPropertyName },
				tools,
			);
		}
		return summary.rows.map((row) => ({
			...row,
			...(before && { before: earlierRow(summary, row) }),
			...(total.waitKnown < total.offered && { waitUnknown: row.offered - row.waitKnown }),
			period,
		}));
	},
};

async function campaignsAreOutgoing(): Promise<Error> {
	const { InvalidInputError } = await import('../../../platform/http/errors');
	return new InvalidInputError(
		'groupBy',
		'Calls of a campaign are outgoing ones. Set Calls to Outgoing, or choose another grouping.',
	);
}

interface Options {
	serviceLevelSeconds?: number;
	shortAbandonSeconds?: number;
	country?: string;
	language?: 'en' | 'he';
	title?: string;
	binaryPropertyName?: string;
}

/** The row of the same group in the period before; an empty one where it had no calls. */
function earlierRow({ before, options }: Summary, row: Summary['rows'][number]): object {
	const same = before?.rows.find((one) => options.by.every((group) => one[group] === row[group]));
	return same ?? { offered: 0, answered: 0, abandoned: 0, missed: 0 };
}

async function report(
	{ options, rows, total, period, before }: Summary,
	{
		language,
		title,
		binaryPropertyName = 'report',
	}: { language: 'en' | 'he'; title: string; binaryPropertyName: string | undefined },
	{ storeFile }: OperationCall['tools'],
): Promise<FileOutput> {
	const { reportHtml } = await import('../../../platform/reports/html');
	const shown = (one: Summary['period']) => `${dayAndTime(one.from)} – ${dayAndTime(one.to)}`;
	const heading = title || (language === 'he' ? 'דוח שיחות' : 'Calls');
	const html = reportHtml({
		title: heading,
		language,
		period: shown(period),
		options,
		total,
		rows,
		...(before && { periodBefore: shown(before.period), totalBefore: before.total }),
	});
	const name = heading.replace(/[\\/:*?"<>|\s]+/g, ' ').trim();
	const file = await storeFile(Buffer.from(html), `${name} ${period.from.slice(0, 10)}.html`, 'text/html');
	return new FileOutput({
		json: {
			title: heading,
			html,
			total,
			rows,
			period,
			...(before && { before: before.total }),
		},
		binary: { [binaryPropertyName]: file },
	});
}

/** `2026-11-29 00:00`, of `2026-11-29T00:00:00+02:00`. */
function dayAndTime(iso: string): string {
	return iso.slice(0, 16).replace('T', ' ');
}
