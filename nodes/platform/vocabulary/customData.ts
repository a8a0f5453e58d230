/** Names of custom data (voicenter-api.md §1, §7): `var_` and a person's own name, on every service. */
import { wireObject } from '../wire/structured';
import { plainObject } from './plainObject';

const MARK = 'var_';

/**
 * @param name as people give it, with or without the mark
 * @returns the name as Voicenter takes it, such as `var_LeadID`
 */
export function toWireName(name: string): string {
	return name.startsWith(MARK) ? name : MARK + name;
}

/**
 * Gives custom data back under the names that it was put in with.
 *
 * @param data as Voicenter sends it; a name without the mark stays, and so does one whose own name is taken
 * @returns undefined when there is nothing in it
 */
export function withOwnNames(data: object | null | undefined): Record<string, unknown> | undefined {
	const entries = Object.entries(data ?? {});
	if (entries.length === 0) return undefined;
	const taken = new Set(entries.map(([name]) => name));
	const named = plainObject();
	for (const [name, value] of entries) {
		const own = name.slice(MARK.length);
		named[name.startsWith(MARK) && isName(own) && !taken.has(own) ? own : name] = value;
	}
	return named;
}

/** {@link withOwnNames}, of an object or of JSON in a text. */
export const wireCustomData = wireObject.transform(withOwnNames);

function isName(own: string): boolean {
	return own !== '' && own !== '__proto__';
}
