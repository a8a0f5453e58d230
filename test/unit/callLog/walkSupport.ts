import { type Page, walkRange } from '../../../nodes/platform/services/callLog/rangeWalk';

/** A record as far as a walk is concerned: when, which call, which leg. */
export interface Row {
	second: number;
	callId: string;
	type: number;
}

export interface Server {
	records: Row[];
	/** The most that one answer holds. */
	most: number;
	cut: 'afterSorting' | 'beforeSorting';
	/** Whether the last moment of a range belongs to it. */
	lastMoment?: 'included' | 'excluded';
	/** Where a record lies in the server's own order: by chance. */
	place?: (row: Row) => number;
	/** What it says the total is: `stuck` where its answer ends, `capped` at a number of its own. */
	totals?: 'right' | 'stuck' | 'none' | 'capped';
}

export const scatter = ({ second, callId, type }: Row): number =>
	Buffer.from(`${callId}/${type}/${second}`).reduce((hash, byte) => Math.imul(hash ^ byte, 2654435761), 7) >>>
	0;

/** By chance as well, and quickly. */
export const byNumber = ({ callId }: Row): number =>
	Math.imul(Number(callId.replace(/\D/g, '')), 2654435761) >>> 0;

/** The Call Log, as far as ranges, totals and cutting go. */
export function serverOf(server: Server) {
	const { records, most, cut, lastMoment = 'included', place = scatter, totals = 'right' } = server;
	const totalOf = (count: number, given: number): number =>
		({ right: count, stuck: given, none: 0, capped: Math.min(count, 4 * most) })[totals];
	const requests: [from: number, to: number][] = [];
	const fetchPage = (from: number, to: number): Promise<Page<Row>> => {
		requests.push([from, to]);
		const within = records.filter(
			({ second }) => second >= from && (lastMoment === 'included' ? second <= to : second < to),
		);
		const places = new Map(within.map((row) => [row, place(row)]));
		const stored = within.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
		const byTime = (rows: Row[]) => rows.toSorted((a, b) => a.second - b.second);
		const rows = cut === 'afterSorting' ? byTime(stored).slice(0, most) : byTime(stored.slice(0, most));
		return Promise.resolve({ rows, total: totalOf(within.length, rows.length) });
	};
	return { fetchPage, requests };
}

export const identityOf = ({ callId, type }: Row): string => `${callId}/${type}`;
export const secondOf = ({ second }: Row): number => second;
export const walkOf = (server: Server, more: object = {}) => {
	const { fetchPage, requests } = serverOf(server);
	const walk = walkRange({ from: 0, to: 1_000, fetchPage, secondOf, identityOf, ...more });
	return { walk, requests };
};

export const isInOrder = (rows: readonly Row[]) =>
	rows.every(({ second }, index) => second >= (rows[index - 1]?.second ?? 0));
