/** Call Log (voicenter-api.md §3): reads a range of time, in as many requests as it takes. */
import type { Connection } from '../../request/account';
import { callItem } from '../../vocabulary/callItem';
import { localeOf } from '../../vocabulary/locale';
import type { Pacing } from './pacing';
import type { Range } from './range';
import { InconsistentAnswersError, type Page, UnreadableSecondError, walkRange } from './rangeWalk';
import { momentOf, toCallRecord } from './record';
import { chosenRaw, chosenRecord, type FieldChoice, identityOf, readRow, sortValue, wireFields } from './row';
import { createSearch, type Criteria, type Sort } from './search';
import { isByTime, reversed, type Sortable, sorted } from './sorting';

const NAME = 'Search the Call Log';

/** A record on its way out: what it is told apart and sorted by, and what the caller gets. */
export interface Row extends Sortable {
	identity: string;
	output: Record<string, unknown>;
}

/** How records are read and what becomes of them. */
export interface Reading {
	criteria: Criteria;
	fields: readonly FieldChoice[];
	simplify: boolean;
	country: string;
	sort: Sort;
	returnIncomplete: boolean;
}

/** Reads ranges; see {@link createReader}. */
export interface Reader {
	/**
	 * By time, from either end; what one request cannot hold is read in several.
	 *
	 * @param some so many are enough, from that end; all from the earliest on without it
	 * @throws VoicenterError
	 */
	readByTime: (
		connection: Connection,
		reading: Reading,
		range: Range,
		some?: { direction?: 'asc' | 'desc'; limit?: number | undefined },
	) => Promise<Row[]>;
	/**
	 * By whatever the reading is sorted by.
	 *
	 * @param limit so many are enough; all without it
	 * @throws VoicenterError
	 */
	readRange: (
		connection: Connection,
		reading: Reading,
		range: Range,
		limit: number | undefined,
	) => Promise<Row[]>;
}

/** Makes a reader; all that read through the same pacing wait in the same line. */
export function createReader(pacing: Pacing): Reader {
	const search = createSearch(pacing);

	function fetcher(connection: Connection, reading: Reading) {
		const { criteria, sort, fields } = reading;
		const toRow = rowReader(reading);
		const asked = wireFields(
			fields,
			sort.map(({ field }) => field),
		);
		return async (range: Range, order: Sort): Promise<Page<Row>> => {
			const request = { range, criteria, fields: asked, sort: order };
			const { rows, total } = await pacing.patiently(connection, () => search(connection, request));
			return { rows: rows.map(toRow), total };
		};
	}

	const readByTime: Reader['readByTime'] = async (
		connection,
		reading,
		range,
		{ direction = 'asc', limit } = {},
	) => {
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
				skipUnreadable: reading.returnIncomplete,
				onProgress: (read, total) => {
					if (read < total) connection.log(`Call Log: ${read} of ${total} records read`);
				},
			});
			for (const { second, total, unread } of gaps) {
				connection.log(
					`Call Log: ${unread} of the ${total} records of ${atSecond(sign * second)} could not be read`,
				);
			}
			return rows;
		} catch (error) {
			throw explain(connection, error, sign);
		}
	};

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
		if (page.total === page.rows.length) return page.rows;
		if (limit > page.rows.length) return readByTime(connection, reading, range);
		const opposite = await fetchPage(range, reading.sort.map(reversed));
		const names = new Set(page.rows.map(({ identity }) => identity));
		if (opposite.rows.some(({ identity }) => !names.has(identity))) return page.rows;
		return readByTime(connection, reading, range);
	}

	const readRange: Reader['readRange'] = async (connection, reading, range, limit) => {
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
	};

	return { readByTime, readRange };
}

function rowReader({ fields, simplify, country, sort }: Reading): (raw: Record<string, unknown>) => Row {
	const locale = localeOf({ country });
	return (raw) => {
		const row = readRow(raw);
		return {
			second: Math.floor((momentOf(row)?.getTime() ?? 0) / 1_000),
			identity: identityOf(row),
			sortValues: sort.map(({ field }) => sortValue(row, field)),
			output: simplify
				? chosenRecord(callItem(toCallRecord(row, row.CallID ?? ''), locale), fields)
				: chosenRaw(raw, fields),
		};
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
