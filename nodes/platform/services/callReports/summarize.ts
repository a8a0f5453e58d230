/** Figures of a range of the Call Log, read without keeping its records. */
import { DateTime } from 'luxon';
import { z } from 'zod/v4';

import { createFigures, type Figures, type FiguresOptions, GROUPINGS } from '../../reports/figures';
import { joinCalls } from '../../reports/wholeCalls';
import type { Connection } from '../../request/account';
import { checkInput } from '../../request/serviceOperation';
import { yesNoField } from '../../request/fields';
import { type Period, periodOf, readInto } from '../callLog';
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
	{ search, ...input }: SummaryInput,
): Promise<Summary> {
	const { compare, ...options } = checkInput(figuresFields, input);
	const count = async (shift?: (range: Range) => Range) => {
		const figures = createFigures({ ...options, timeZone: search.timeZone });
		const joiner = joinCalls(figures.add);
		const range = await readInto(connection, { ...search, fields: [...FIELDS] }, joiner.add, shift);
		joiner.end();
		const period = periodOf(range, search.timeZone);
		return { rows: figures.rows(), total: figures.total(), period };
	};
	const counted = await count();
	const before = compare ? await count((range) => rangeBefore(range, search)) : undefined;
	return { options: { ...options, timeZone: search.timeZone }, ...counted, ...(before && { before }) };
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
