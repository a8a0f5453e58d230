export type Cell = string | number | boolean | null;

/** One sheet of a spreadsheet; the first row is its heading. */
export interface Sheet {
	readonly title: string;
	readonly rows: Cell[][];
}

/** Counted from 0, both ends included; an open end is infinite. */
export interface Range {
	readonly top: number;
	readonly bottom: number;
	readonly left: number;
	readonly right: number;
}

/** @param text in A1 notation @returns undefined when it is none, or is of another sheet */
export function parseRange(text: string, sheet: Sheet): Range | undefined {
	const [, title, cells = ''] = /^'?([^'!]+)'?(?:!(.+))?$/.exec(text) ?? [];
	if (title !== sheet.title) return undefined;
	if (cells === '') return { top: 0, bottom: Infinity, left: 0, right: Infinity };
	const [, left = '', top = '', to, right = '', bottom = ''] =
		/^([A-Z]*)(\d*)(:([A-Z]*)(\d*))?$/.exec(cells) ?? [];
	if (left === '' && top === '') return undefined;
	const one = to === undefined;
	return {
		top: top === '' ? 0 : Number(top) - 1,
		left: left === '' ? 0 : columnOf(left),
		bottom: one ? Number(top) - 1 : bottom === '' ? Infinity : Number(bottom) - 1,
		right: one ? columnOf(left) : right === '' ? Infinity : columnOf(right),
	};
}

/** What is there: without empty rows at the end, as Google gives it. */
export function readCells(sheet: Sheet, { top, bottom, left, right }: Range): Cell[][] {
	return sheet.rows.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));
}

/** Writes from the range's first cell on; `null` leaves a cell as it is. */
export function writeCells(sheet: Sheet, { top, left }: Range, values: readonly (readonly Cell[])[]): void {
	for (const [down, row] of values.entries()) {
		const at = top + down;
		while (sheet.rows.length <= at) sheet.rows.push([]);
		const cells = sheet.rows[at] ?? [];
		for (const [across, value] of row.entries()) {
			while (cells.length <= left + across) cells.push('');
			if (value !== null) cells[left + across] = value;
		}
	}
}

function columnOf(letters: string): number {
	return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
