/**
 * Reads a range of time that holds more records than one answer gives. The Call Log has no page parameter
 * (voicenter-api.md §3), so the range itself is walked: each request starts at the last second that was read.
 */

/** One answer: records within a range, and how many the server counts there. */
export interface Page<Row> {
	rows: Row[];
	total: number;
}

/** A range to read, and how to ask for a part of it. */
export interface RangeWalk<Row> {
	/** The first second. */
	from: number;
	/** The last second, which belongs to the range. */
	to: number;
	/** Asks for what began from the one second to the other, sorted by time, the earliest first. */
	fetchPage: (from: number, to: number) => Promise<Page<Row>>;
	/** The second in which a record began. */
	secondOf: (row: Row) => number;
	/** What tells a record from every other of its second; the same at every reading. */
	identityOf: (row: Row) => string;
	/** Whether a record says when it began; else its second is that of its neighbour. Default: each does. */
	isDated?: ((row: Row) => boolean) | undefined;
	/** So many records are enough. Default: all. */
	limit?: number | undefined;
	/** Whether a record counts towards the limit. Default: each does. */
	counts?: ((row: Row) => boolean) | undefined;
	/** Leaves out what cannot be read, instead of failing. */
	skipUnreadable?: boolean | undefined;
	onProgress?: ((read: number, total: number) => void) | undefined;
	/** Takes what was read, in time's order, each record once; then nothing is kept, and `rows` is empty. */
	give?: ((rows: readonly Row[]) => void) | undefined;
}

/** Records that began in one second and do not fit in one answer: there is no smaller range to ask for. */
export interface Gap {
	second: number;
	/** How many began in it, as the server counts. */
	total: number;
	/** How many of them could not be read. */
	unread: number;
}

/** What was read: in time's order, each record once. */
export interface Walked<Row> {
	rows: Row[];
	gaps: Gap[];
}

/** A second holds more records than one answer gives. */
export class UnreadableSecondError extends Error {
	override readonly name = 'UnreadableSecondError';

	constructor(readonly gap: Gap) {
		super(`${gap.total} records began in the second ${gap.second}; ${gap.unread} cannot be read`);
	}
}

/** The server's answers contradict each other, so that nothing can be said about what is missing. */
export class InconsistentAnswersError extends Error {
	override readonly name = 'InconsistentAnswersError';
}

/**
 * Reads a range completely. A server that sorts and then cuts needs hardly more requests than there are full
 * answers; one that turns out to cut before it sorts is read by halving the range instead.
 *
 * Seconds of two requests overlap where they meet, so that nothing is lost whether or not the server counts the
 * last moment in; what was read already is dropped there. Records that come in while it is read may be missing,
 * as from any list that grows.
 *
 * @throws UnreadableSecondError unless `skipUnreadable` is set, InconsistentAnswersError, and what `fetchPage` throws
 */
export async function walkRange<Row>(walk: RangeWalk<Row>): Promise<Walked<Row>> {
	const { from, to } = walk;
	const taken = createCollection(walk);
	const first = await fetchSorted(walk, from, to);
	await readAll(walk, first, taken);
	const gaps = taken.gaps();
	if (!taken.isEnough()) checkSum(taken.length(), gaps, first.total);
	return { rows: walk.give ? [] : taken.rows, gaps };
}

/** From second to second, and by halving where that does not do. */
async function readAll<Row>(walk: RangeWalk<Row>, first: Page<Row>, taken: Collection<Row>): Promise<void> {
	const { from, to, secondOf, isDated = () => true } = walk;

	/** Without a date, nothing tells where to go on. */
	const endsUndated = ({ rows }: Page<Row>): boolean => {
		const last = rows.at(-1);
		return last !== undefined && !isDated(last);
	};

	/** As many records as this server gives with one answer: where it does not count further, its first one shows that. */
	const full = isCut(first) && !isCounted(first) ? first.rows.length : PAGE;
	const isPart = (page: Page<Row>): boolean => isCounted(page) || page.rows.length >= full;

	const take = (rows: readonly Row[]): void => {
		taken.add(rows);
		walk.onProgress?.(taken.length(), first.total);
	};

	const leaveOut = (second: number, total: number, read: number): void => {
		if (!walk.skipUnreadable) throw new UnreadableSecondError({ second, total, unread: total - read });
		taken.addGap(second, total);
	};

	/** An answer counts as read once the next one's total agrees with it. */
	async function goOn(): Promise<void> {
		let start = from;
		let page = first;
		while (isPart(page) && !taken.isEnough()) {
			if (!isCounted(page) || endsUndated(page)) return halve(start, to, page);
			const last = lastSecond(page.rows, secondOf);
			const isOneSecond = last === start;
			const next = isOneSecond ? start + 1 : last;
			const before = page.rows.filter((row) => secondOf(row) < next).length;
			const following = next > to ? { rows: [], total: 0 } : await fetchSorted(walk, next, to);
			const counted = page.total - following.total;
			// As many as before: the total has stopped counting, and says nothing of what was passed over.
			if (counted <= 0 && before > 0 && isPart(following)) return halve(start, to, page);
			if (counted > before) {
				// Records before `next` were passed over: the server had cut its answer before it sorted it.
				if (!isOneSecond) return halve(start, to, page);
				leaveOut(start, counted, before);
			}
			take(page.rows);
			page = following;
			start = next;
		}
		take(page.rows);
	}

	async function halve(begin: number, until: number, page: Page<Row>): Promise<void> {
		if (taken.isEnough()) return;
		// Of one second, a round number is no sign of a page that was made shorter: so many calls do not begin in one.
		if (!isPart(page) || (begin === until && !isCounted(page) && page.rows.length < PAGE)) {
			take(page.rows);
			return;
		}
		if (until - begin > 1) {
			const middle = Math.floor((begin + until) / 2);
			await halve(begin, middle, await fetchSorted(walk, begin, middle));
			if (taken.isEnough()) return;
			return halve(middle, until, await fetchSorted(walk, middle, until));
		}
		if (begin < until) {
			const one = await fetchSorted(walk, begin, begin);
			const other = await fetchSorted(walk, until, until);
			if (one.total + other.total >= page.total) {
				await halve(begin, begin, one);
				return halve(until, until, other);
			}
			// This server leaves the last moment of a range out: two neighbours are the least one can ask for.
		}
		// At least one more, where the service does not count further than its answer goes.
		leaveOut(begin, Math.max(page.total, page.rows.length + 1), page.rows.length);
		take(page.rows);
	}

	await goOn();
}

/** What was read so far. */
interface Collection<Row> {
	/** All of them, or the last ones where they are given as they come. */
	readonly rows: Row[];
	/** How many were read. */
	length: () => number;
	/** Adds records that are in time's order and begin where the last ones ended. */
	add: (rows: readonly Row[]) => void;
	/** Notes a second that could not be read completely, and how many records began in it. */
	addGap: (second: number, total: number) => void;
	gaps: () => Gap[];
	/** Whether there are as many as were wanted. */
	isEnough: () => boolean;
}

function createCollection<Row>({
	secondOf,
	identityOf,
	isDated = () => true,
	limit = Infinity,
	counts = () => true,
	give,
}: RangeWalk<Row>): Collection<Row> {
	let rows: Row[] = [];
	const unreadable = new Map<number, { total: number; read: number }>();
	let read = 0;
	let counted = 0;
	/** Without a date in what was added last: where two answers meet, both have them. */
	let undated = new Set<string>();

	/** How often each record of the last second is there: two that cannot be told apart are two all the same. */
	function lastOnes(): Map<string, number> {
		const counts = new Map<string, number>();
		const last = rows.at(-1);
		if (last === undefined) return counts;
		for (let index = rows.length - 1; index >= 0; index -= 1) {
			const row = rows[index];
			if (row === undefined || secondOf(row) !== secondOf(last)) break;
			counts.set(identityOf(row), (counts.get(identityOf(row)) ?? 0) + 1);
		}
		return counts;
	}

	/** What comes next may begin in the last second, and is told apart from what is there. */
	function keepLastSecond(): void {
		const last = rows.at(-1);
		if (last !== undefined) rows = rows.slice(rows.findIndex((row) => secondOf(row) === secondOf(last)));
	}

	return {
		get rows() {
			return rows;
		},
		length: () => read,
		isEnough: () => counted >= limit,
		// Halves meet in a second, which can be read twice: counted is what came of both.
		addGap(second, total) {
			const there = rows.filter((row) => secondOf(row) === second).length;
			unreadable.set(second, { total, read: unreadable.get(second)?.read ?? there });
		},
		gaps: () =>
			[...unreadable].map(([second, { total, read: got }]) => ({ second, total, unread: total - got })),
		add(more) {
			const fresh: Row[] = [];
			const last = rows.at(-1);
			const seam = last === undefined ? undefined : secondOf(last);
			const seen = lastOnes();
			for (const row of more) {
				const known = secondOf(row) === seam ? (seen.get(identityOf(row)) ?? 0) : 0;
				if (known > 0) {
					seen.set(identityOf(row), known - 1);
					continue;
				}
				if (!isDated(row) && undated.has(identityOf(row))) continue;
				fresh.push(row);
				if (counts(row)) counted += 1;
				const gap = unreadable.get(secondOf(row));
				if (gap) gap.read += 1;
			}
			read += fresh.length;
			for (const row of fresh) rows.push(row);
			give?.(fresh);
			if (give) keepLastSecond();
			undated = new Set(more.filter((row) => !isDated(row)).map(identityOf));
		},
	};
}

/** As many records as one answer holds (voicenter-api.md §3). */
const PAGE = 10_000;

/** A page that was made shorter is some round number of records. */
const ROUND = 1_000;

/**
 * Whether there may be more than an answer holds: it says so, or it is full. A total that stops counting where the
 * answer ends is not believed.
 */
export function isCut<Row>({ rows, total }: Page<Row>): boolean {
	return total > rows.length || rows.length >= PAGE || (rows.length > 0 && rows.length % ROUND === 0);
}

/** The server counts further than its answer goes. */
function isCounted<Row>({ rows, total }: Page<Row>): boolean {
	return total > rows.length;
}

/** The server sorts; this makes sure. Records of one second stay as they came. */
async function fetchSorted<Row>(walk: RangeWalk<Row>, from: number, to: number): Promise<Page<Row>> {
	const { secondOf, fetchPage } = walk;
	const { rows, total } = await fetchPage(from, to);
	const sorted = rows.toSorted((a, b) => secondOf(a) - secondOf(b));
	const page = { rows: sorted, total: Math.max(total, rows.length) };
	if (!isCut(page)) return page;
	const [first] = sorted;
	if (first === undefined) {
		throw new InconsistentAnswersError(`it counts ${total} records and gives none of them`);
	}
	// Without this, a walk would go on from a second that has nothing to do with what was asked for.
	if (secondOf(first) < from || lastSecond(sorted, secondOf) > to) {
		throw new InconsistentAnswersError('it gives records that began outside of the time asked for');
	}
	return page;
}

function lastSecond<Row>(rows: readonly Row[], secondOf: (row: Row) => number): number {
	const last = rows.at(-1);
	return last === undefined ? -Infinity : secondOf(last);
}

function checkSum(read: number, gaps: readonly Gap[], expected: number): void {
	const found = read + gaps.reduce((sum, { unread }) => sum + unread, 0);
	if (found >= expected) return;
	throw new InconsistentAnswersError(`it counts ${expected} records, and ${found} could be read`);
}
