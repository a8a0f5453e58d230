import type { Sort } from './search';

/** A record as far as sorting is concerned. */
export interface Sortable {
	/** What it is sorted by, value after value, as the sorting says. */
	sortValues: (string | number | undefined)[];
}

/** Whether records come by their time first, as they do when nothing is said. */
export function isByTime(sort: Sort): boolean {
	return (sort[0]?.field ?? 'startedAt') === 'startedAt';
}

/** The same from the other end. */
export function reversed({ field, direction }: Sort[number]): Sort[number] {
	return { field, direction: direction === 'asc' ? 'desc' : 'asc' };
}

/** Records by what the user wants; what says nothing comes last, and equal ones stay as they are. */
export function sorted<Row extends Sortable>(rows: readonly Row[], sort: Sort): Row[] {
	return rows.toSorted((a, b) => {
		for (const [index, { direction }] of sort.entries()) {
			const difference = compare(a.sortValues[index], b.sortValues[index], direction);
			if (difference !== 0) return difference;
		}
		return 0;
	});
}

function compare(
	a: string | number | undefined,
	b: string | number | undefined,
	direction: 'asc' | 'desc',
): number {
	if (a === b) return 0;
	if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
	return (a < b ? -1 : 1) * (direction === 'asc' ? 1 : -1);
}
