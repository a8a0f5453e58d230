import { z } from 'zod/v4';

const table = z.array(z.unknown()).nonempty();

/**
 * Reads the format in which n8n keeps execution data (npm's `flatted`): a JSON array whose first entry is the value, and
 * in which every string inside an entry is the index of the entry it stands for. Shared and circular parts stay so.
 *
 * @throws Error when the text is not in that format.
 */
export function parseFlatted(text: string): unknown {
	const entries: unknown[] = table.parse(JSON.parse(text));
	const resolve = (value: unknown): unknown => {
		if (typeof value !== 'string') return value;
		const index = Number(value);
		if (!(index in entries)) throw new Error(`Not in flatted's format: no entry ${value}`);
		return entries[index];
	};
	// Entries are filled in place, so an entry that refers to itself or to a later one is no special case.
	for (const entry of entries) {
		if (typeof entry !== 'object' || entry === null) continue;
		for (const [key, value] of Object.entries(entry)) Reflect.set(entry, key, resolve(value));
	}
	return entries[0];
}
