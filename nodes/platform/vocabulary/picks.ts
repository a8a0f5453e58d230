/** What people pick from a list of the account's queues, extensions, agents or campaigns, or type instead. */
import { comparable, entriesAsWritten, type List } from './lists';

/** Something that has an ID, or several, and a name; what carries it may know only some of them. */
export interface Named {
	id?: string | readonly (string | undefined)[] | undefined;
	name?: string | undefined;
}

/** One entry of a filter. */
export interface Pick {
	/** As it is written. */
	text: string;
	/** Of what was picked from a list; what was typed may be either, and has neither. */
	id?: string;
	name?: string;
}

const PICKED = /^(.+) \(ID ([^\s()]+)\)$/i;

/**
 * What is saved of something that was picked: its name for people to read, its ID for the time after it is renamed.
 *
 * @returns `Sales Queue (ID 123456789)`, or the ID alone
 */
export function writePick({ id, name }: { id: string; name?: string | undefined }): string {
	return name === undefined || name === id ? id : `${name} (ID ${id})`;
}

/** The entries of a filter. */
export function picksIn(list: List): Pick[] {
	return entriesAsWritten(list).map((text) => {
		const [, name, id] = PICKED.exec(text) ?? [];
		return name === undefined || id === undefined ? { text } : { text, name, id };
	});
}

/**
 * Makes the test of a filter, once: it may be asked thousands of times a second. What was typed is an ID or a name. What
 * was picked is its ID; its name counts where the ID of what is looked at is not known.
 *
 * @param list the filter
 * @param isSure whether an ID is the same wherever Voicenter gives one; where it is not, the name always counts
 */
export function pickTest(list: List, { isSure = true } = {}): (named: Named) => boolean {
	const words = new Set<string>();
	const names = new Set<string>();
	for (const { text, id, name } of picksIn(list)) {
		words.add(comparable(id ?? text));
		// A name may end like what is picked.
		if (id !== undefined) words.add(comparable(text));
		if (name !== undefined) (isSure ? names : words).add(comparable(name));
	}
	const isWord = (text: string) => words.has(comparable(text));
	return ({ id, name }) => {
		const ids = typeof id === 'object' ? id.filter((one) => one !== undefined) : id;
		if (typeof ids === 'string' ? isWord(ids) : ids?.some(isWord)) return true;
		if (name === undefined) return false;
		return isWord(name) || (!ids?.length && names.has(comparable(name)));
	};
}

/**
 * Says why something does not match: `the queue is “Sales Queue”, and the filter has “Service Queue”`.
 *
 * @param what the field's word
 * @param named what came
 * @param list the filter
 */
export function saw(what: string, { id, name }: Named = {}, list: List): string {
	const [first] = [id].flat().filter((one) => one !== undefined);
	const came = first === undefined ? name : writePick({ id: first, name });
	const has = picksIn(list)
		.map(({ text }) => `“${text}”`)
		.join(', ');
	return `${came === undefined ? `the ${what} is not known` : `the ${what} is “${came}”`}, and the filter has ${has}`;
}
