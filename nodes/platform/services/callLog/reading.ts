/** Call Log (voicenter-api.md §3): reads a range of time, in as many requests as it takes. */
import type { Connection } from '../../request/account';
import { localeOf } from '../../vocabulary/locale';
import type { Pacing } from './pacing';
import type { Range } from './range';
import { IgnoredFilterError, rowTest } from './matching';
import { InconsistentAnswersError, isCut, type Page, UnreadableSecondError, walkRange } from './rangeWalk';
import { fieldsFor, type OwnFilters, ownTest } from './ownFilters';
import { describeRead, momentOf } from './record';
import {
	chosenRaw,
	chosenRecord,
	type FieldChoice,
	readRow,
	sortValue,
	type WireRow,
	wireFields,
} from './row';
import { identityOf } from './identity';
import { createSearch, type Criteria, type Sort } from './search';
import type { SeenNames } from './seenNames';
import { isByTime, reversed, type Sortable, sorted } from './sorting';

const NAME = 'Search the Call Log';

/** A record on its way out: what it is told apart and sorted by, and what the caller gets. */
export interface Row extends Sortable {
	/** When it began. */
	second: number;
	/** Made when it is asked for: few records are where two answers meet. */
	readonly identity: string;
	/** Says when it began; else its second is that of the record before it. */
	isDated: boolean;
	/** Was asked for, and is of an outcome that was: other records only show how far was read. */
	isWanted: boolean;
	/** Made when it is asked for: of a long list that only adds up, one at a time is there. */
	readonly output: Record<string, unknown>;
}

/** How records are read and what becomes of them. */
export interface Reading extends OwnFilters {
	criteria: Criteria;
	fields: readonly FieldChoice[];
	simplify: boolean;
	country: string;
	sort: Sort;
	returnIncomplete: boolean;
	/** Gets every call that is asked for, also those that its own filters hold back. */
	seen?: SeenNames | undefined;
}

/** So many are enough, from that end; all from the earliest on without it. */
interface Some {
	direction?: 'asc' | 'desc';
	limit?: number | undefined;
	/** Takes what was read as it comes, in place of the list: nothing is kept. */
	give?: (rows: readonly Row[]) => void;
}

const BY_TIME: Sort = [{ field: 'startedAt', direction: 'asc' }];

/** Makes a reader; all that read through the same pacing wait in the same line. */
export function createReader(pacing: Pacing) {
	const search = createSearch(pacing);

	function fetcher(connection: Connection, reading: Reading) {
		const { criteria, sort, fields } = reading;
		const toRows = rowReader(reading, connection.account.timeZone);
		const asked = wireFields(
			fields.length > 0 ? [...fields, ...fieldsFor(reading)] : [],
			sort.map(({ field }) => field),
		);
		return async (range: Range, order: Sort): Promise<Page<Row>> => {
			const request = { range, criteria, fields: asked, sort: order };
			const { rows, total } = await pacing.patiently(connection, () => search(connection, request));
			try {
				return { rows: toRows(rows, range), total };
			} catch (error) {
				throw explain(connection, error, 1);
			}
		};
	}

	/**
	 * By time, from either end; what one request cannot hold is read in several.
	 *
	 * @throws VoicenterError
	 */
	async function readByTime(
		connection: Connection,
		reading: Reading,
		range: Range,
		{ direction = 'asc', limit, give }: Some = {},
	): Promise<Row[]> {
		const fetchPage = fetcher(connection, reading);
		const order: Sort = [
			{ field: 'startedAt', direction },
			...reading.sort.slice(isByTime(reading.sort) ? 1 : 0),
		];
		// The latest first is the same walk in a time that runs backwards.
		const sign = direction === 'asc' ? 1 : -1;
		const [from, to] = direction === 'asc' ? [range.from, range.to] : [-range.to, -range.from];
		try {
			const { rows, gaps } = await walkRange<Row>({
				from,
				to,
				limit,
				fetchPage: (begin, end) =>
					fetchPage(direction === 'asc' ? { from: begin, to: end } : { from: -end, to: -begin }, order),
				secondOf: ({ second }) => sign * second,
				identityOf: ({ identity }) => identity,
				isDated: ({ isDated }) => isDated,
				counts: ({ isWanted }) => isWanted,
				skipUnreadable: reading.returnIncomplete,
				give: give && ((rows) => give(rows.filter(({ isWanted }) => isWanted))),
				onProgress: (read, total) => {
					if (read < total) connection.log(`Call Log: ${read} of ${total} records read`);
				},
			});
			for (const { second, total, unread } of gaps) {
				connection.log(
					`Call Log: ${unread} of the ${total} records of ${atSecond(sign * second)} could not be read`,
				);
			}
			return rows.filter(({ isWanted }) => isWanted);
		} catch (error) {
			throw explain(connection, error, sign);
		}
	}

	/**
	 * The first ones by something else than time. Where there are more than one request holds, the service's sorting
	 * counts; a service that cuts its answer first shows that by giving the same records in the opposite order.
	 */
	async function readFirst(
		connection: Connection,
		reading: Reading,
		range: Range,
		limit: number,
	): Promise<Row[]> {
		const fetchPage = fetcher(connection, reading);
		const page = await fetchPage(range, reading.sort);
		const wanted = page.rows.filter(({ isWanted }) => isWanted);
		if (!isCut(page)) return wanted;
		if (limit > wanted.length) return readByTime(connection, reading, range);
		const opposite = await fetchPage(range, reading.sort.map(reversed));
		const names = new Set(page.rows.map(({ identity }) => identity));
		if (opposite.rows.some(({ identity }) => !names.has(identity))) return wanted;
		return readByTime(connection, reading, range);
	}

	/**
	 * By whatever the reading is sorted by.
	 *
	 * @param limit so many are enough; all without it
	 * @throws VoicenterError
	 */
	async function readRange(
		connection: Connection,
		reading: Reading,
		range: Range,
		limit: number | undefined,
	): Promise<Row[]> {
		const { sort } = reading;
		if (!isByTime(sort)) {
			const rows =
				limit === undefined
					? readByTime(connection, reading, range)
					: readFirst(connection, reading, range, limit);
			return sorted(await rows, sort).slice(0, limit);
		}
		// All of them are the same from either end; where seconds meet, the beginning of a range is the surer one.
		const direction = limit === undefined ? 'asc' : (sort[0]?.direction ?? 'asc');
		const rows = await readByTime(connection, reading, range, { direction, limit });
		return sorted(rows, sort).slice(0, limit);
	}

	/** One answer: as much of a range as fits in it, and how many there are. @throws VoicenterError */
	const readPage = (connection: Connection, reading: Reading, range: Range): Promise<Page<Row>> =>
		fetcher(connection, reading)(range, reading.sort.length > 0 ? reading.sort : BY_TIME);

	return { readByTime, readRange, readPage };
}

/** See {@link createReader}. */
export type Reader = ReturnType<typeof createReader>;

function rowReader(
	reading: Reading,
	timeZone: string | undefined,
): (answer: readonly Record<string, unknown>[], range: Range) => Row[] {
	const { criteria, fields, simplify, country, sort, seen } = reading;
	const locale = localeOf({ country, timeZone });
	const isAskedFor = rowTest(criteria);
	const isOurs = ownTest(reading, locale);

	function passes(row: WireRow): boolean {
		if (!isOurs && !seen) return true;
		const record = describeRead(row, locale);
		seen?.add(record, locale);
		return !isOurs || isOurs(record);
	}
	const inOurWords = (row: WireRow) => () => chosenRecord(describeRead(row, locale), fields);
	const asItCame = (raw: Record<string, unknown>) => () => chosenRaw(raw, fields);

	function toRow(raw: Record<string, unknown>, neighbour: number): Row {
		const row = readRow(raw);
		const moment = momentOf(row);
		const second = moment ? moment.getTime() / 1_000 : neighbour;
		const isWanted = isAskedFor(row) && passes(row);
		const output = isWanted ? (simplify ? inOurWords(row) : asItCame(raw)) : () => ({});
		return {
			second,
			isDated: moment !== undefined,
			get identity() {
				return identityOf(row);
			},
			sortValues: sort.map(({ field }) => (field === 'startedAt' ? second : sortValue(row, field))),
			isWanted,
			get output() {
				return output();
			},
		};
	}

	return (answer, { from }) => {
		let second = from;
		return answer.map((raw) => {
			const row = toRow(raw, second);
			({ second } = row);
			return row;
		});
	};
}

function atSecond(second: number): string {
	return new Date(second * 1_000).toISOString().replace('.000', '');
}

function explain({ http }: Connection, error: unknown, sign: number): unknown {
	if (error instanceof UnreadableSecondError) {
		const { second, total, unread } = error.gap;
		return http.fail({
			operation: NAME,
			kind: 'refused',
			text: `${total} calls began in one second, ${atSecond(sign * second)}, and Voicenter gives ${total - unread} of them and no more`,
			hint: 'Narrow the search with filters, such as call types or queues, so that fewer calls of that second are found. Or turn on the option Return Incomplete Results, to get all other calls.',
		});
	}
	if (error instanceof IgnoredFilterError) {
		return http.fail({
			operation: NAME,
			kind: 'refused',
			text: `Voicenter did not filter by ${error.filter}: its answer holds other calls, too`,
			hint: `Leave ${error.filter} out, and filter the calls afterwards, by the name of their queue or by their type.`,
		});
	}
	if (error instanceof InconsistentAnswersError) {
		return http.fail({
			operation: NAME,
			kind: 'unreadable',
			text: `Voicenter’s answers contradict each other: ${error.message}`,
			hint: 'Try again, or choose a shorter time range. If it stays, ask Voicenter.',
		});
	}
	return error;
}
