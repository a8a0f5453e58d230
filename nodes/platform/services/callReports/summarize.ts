/** Figures of a range of the Call Log, read without keeping its records. */
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { createFigures, type Figures, type FiguresOptions, GROUPINGS } from '../../reports/figures';
import { joinCalls, type WholeCall } from '../../reports/wholeCalls';
import { InvalidInputError } from '../../http/errors';
import type { Connection } from '../../request/account';
import { checkInput } from '../../request/serviceOperation';
import { yesNoField } from '../../request/fields';
import { type Period, periodOf, readInto } from '../callLog';
import { IgnoredFilterError } from '../callLog/matching';
import type { CampaignById } from '../filterIds';
import { present } from '../../vocabulary/absent';
import type { CallRecord } from '../../vocabulary/callRecord';
import type { ReportSearch } from './search';
import type { Range } from '../callLog/range';

const seconds = (what: string) =>
	z.coerce
		.number({ error: `Give ${what} as a number of seconds` })
		.int({ error: `Give ${what} as whole seconds` })
		.min(0, { error: `Give ${what} as 0 or more seconds` });

/** How calls are counted. */
const figuresFields = z.object({
	by: z
		.array(z.enum(GROUPINGS, { error: 'Choose from the list' }))
		.max(2)
		.transform((by) => [...new Set(by)])
		.default([]),
	direction: z.enum(['incoming', 'outgoing']).default('incoming'),
	serviceLevelSeconds: seconds('the time').default(20),
	shortAbandonSeconds: seconds('the time').default(0),
	/** Whether to count the period before, too. */
	compare: yesNoField.default(false),
});

/** What is counted, and of which calls. */
export interface SummaryInput extends z.input<typeof figuresFields> {
	/** Which calls are read. */
	search: ReportSearch;
	/** To sort calls into: records do not say of which campaign they are, and each campaign's are asked for by themselves. */
	campaigns?: readonly CampaignById[] | undefined;
}

/** Figures, and the times that they are of. */
export interface Summary {
	options: FiguresOptions;
	rows: Figures[];
	total: Figures;
	period: Period;
	/** The same of the period before, where that was wanted. */
	before?: { rows: Figures[]; total: Figures; period: Period };
}

/** What figures are made from: nothing else of the records has to come. */
const FIELDS = [
	'agent',
	'callerNumber',
	'callType',
	'did',
	'duration',
	'extension',
	'outcome',
	'queue',
	'ringTime',
	'target',
	'times',
] as const;

/**
 * Summarizes calls. Its memory grows with groups and different callers, not with records.
 *
 * @throws InvalidInputError, VoicenterError
 */
export async function summarizeCalls(
	connection: Connection,
	{ search, campaigns, ...input }: SummaryInput,
): Promise<Summary> {
	const { compare, ...options } = checkInput(figuresFields, input);
	const asked = { ...search, fields: [...FIELDS] };
	const count = async (shift?: (range: Range) => Range) => {
		const figures = createFigures({ ...options, timeZone: search.timeZone });
		const range = campaigns
			? await readEach(connection, asked, { campaigns, give: figures.add, shift })
			: await readCalls(connection, asked, { give: figures.add, shift });
		const period = periodOf(range, search.timeZone);
		return { rows: figures.rows(), total: figures.total(), period };
	};
	const counted = await count();
	const before = compare ? await count((range) => rangeBefore(range, search)) : undefined;
	return { options: { ...options, timeZone: search.timeZone }, ...counted, ...(before && { before }) };
}

interface Wanted {
	give: (call: WholeCall) => void;
	/** Makes another time of the one that is asked for. */
	shift?: ((range: Range) => Range) | undefined;
}

async function readCalls(
	connection: Connection,
	search: ReportSearch,
	{ give, shift }: Wanted,
	look = (record: CallRecord) => record,
): Promise<Range> {
	const joiner = joinCalls(give);
	const range = await readInto(connection, search, (record) => joiner.add(look(record)), shift);
	joiner.end();
	return range;
}

/** Campaign by campaign, all of the same time. */
async function readEach(
	connection: Connection,
	search: ReportSearch,
	{ campaigns, give, shift }: Wanted & { campaigns: readonly CampaignById[] },
): Promise<Range> {
	const firsts = new Set<string>();
	let range: Range | undefined;
	for (const { id, name } of campaigns) {
		let isFirst = true;
		const known = range;
		range = await readCalls(
			connection,
			{ ...search, campaigns: [id] },
			{ give, shift: known ? () => known : shift },
			(record) => {
				// A service that does not know the filter gives the same calls for each of them.
				if (isFirst && firsts.has(record.callId)) throw new IgnoredFilterError('Campaigns');
				if (isFirst) firsts.add(record.callId);
				isFirst = false;
				return Object.assign(record, { campaign: present({ id, name }) });
			},
		);
	}
	if (range) return range;
	throw new InvalidInputError('groupBy', 'There is no campaign of the dialer in the account.');
}

/** For a day, the day before, by the account's clock; else just as long. */
function rangeBefore(range: Range, { dateRange, timeZone }: ReportSearch): Range {
	if (dateRange !== 'today' && dateRange !== 'yesterday') {
		const length = range.to - range.from + 1;
		return { from: range.from - length, to: range.from - 1 };
	}
	const dayBefore = (second: number) =>
		Math.floor(DateTime.fromSeconds(second, { zone: timeZone }).minus({ days: 1 }).toSeconds());
	return { from: dayBefore(range.from), to: dayBefore(range.to) };
}
