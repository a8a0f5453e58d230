/** Words that people compare: names of queues, agents and extensions, and lists of them in one field. */
import { plainText } from './plainText';

/**
 * A word as it is compared: upper case, kinds of quotes and of blanks, and marks of writing direction do not count.
 */
export function comparable(text: string): string {
	return plainText(text).toLowerCase().trim().replace(/ {2,}/g, ' ');
}

/** Whether a text holds what somebody typed to look for it; nothing typed is in every text. */
export function holds(text: string | undefined, typed = ''): boolean {
	return comparable(text ?? '').includes(comparable(typed));
}

/** An entry in quotes, which may hold commas, and what ends it. */
const QUOTED = /^\s*"(.*?)"\s*(?:,|$)/;

/** Several words in one field: a text with commas between them, or a list; an expression may give either, or a number. */
export type List = string | number | readonly (string | number)[] | null | undefined;

/**
 * @param list a text: entries separated by commas, `Sales Queue, 123456789`; one that has a comma itself stands in
 *   quotes, `"Sales, North"`. Or a list, each of whose elements is one entry
 * @returns the entries as they are written, without empty ones
 */
export function entriesAsWritten(list: List): string[] {
	if (list === null || list === undefined) return [];
	const found =
		typeof list === 'object' ? list.map((entry) => plainText(String(entry))) : split(String(list));
	return found.map((entry) => entry.replace(/\n/g, ' ').trim()).filter((entry) => entry !== '');
}

function split(list: string): string[] {
	const found: string[] = [];
	let rest = plainText(list).replace(/\n/g, ' ');
	while (rest !== '') {
		const quoted = QUOTED.exec(rest);
		const comma = rest.indexOf(',');
		const end = quoted ? quoted[0].length : comma < 0 ? rest.length : comma + 1;
		found.push(quoted?.[1] ?? rest.slice(0, end).replace(/,$/, ''));
		rest = rest.slice(end);
	}
	return found;
}

/** As {@link entriesAsWritten}, each {@link comparable}. */
export function entries(list: List): string[] {
	return entriesAsWritten(list)
		.map(comparable)
		.filter((entry) => entry !== '');
}
