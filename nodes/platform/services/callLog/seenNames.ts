/** What the calls of a time had: what a filter names and none of them had may be typed wrong. */
import type { CallRecord } from '../../vocabulary/callRecord';
import { entriesAsWritten, type List } from '../../vocabulary/lists';
import type { Locale } from '../../vocabulary/locale';
import { nearestTo } from '../../vocabulary/nearest';
import { type Named, picksIn, pickTest } from '../../vocabulary/picks';

/** So many are named of what there is. */
const SOME = 5;

interface Names {
	agents?: List;
	dids?: List;
}

/** See {@link seenNames}. */
export class SeenNames {
	private readonly agents = new Map<string, Named>();
	/** By what tells a number from every other. */
	private readonly dids = new Map<string, string>();
	private key = (number: string) => number;

	constructor(private readonly filters: Names) {}

	/** Takes a call that is within the search, whether or not the filters let it through. */
	add({ agent, did }: CallRecord, { key }: Pick<Locale, 'key'>): void {
		this.key = key;
		if (agent) this.agents.set(`${agent.id ?? ''} ${agent.name ?? ''}`, agent);
		if (did !== undefined) this.dids.set(key(did), did);
	}

	/** @returns a sentence a filter of which an entry had no call */
	unmatched(): string[] {
		const people = [...this.agents.values()];
		const names = people.flatMap(({ name }) => name ?? []);
		const strangers = picksIn(this.filters.agents).flatMap(({ text, name = text }) => {
			if (people.some(pickTest([text], { isSure: false }))) return [];
			return { text, nearest: nearestTo(name, names) };
		});
		const wrong = entriesAsWritten(this.filters.dids).flatMap((text) =>
			this.dids.has(this.key(text)) ? [] : { text },
		);
		return [
			...sentence('Agents', strangers, names),
			...sentence('Called Numbers', wrong, [...this.dids.values()]),
		];
	}
}

/**
 * Makes what looks at every call that is read, and says afterwards what of the filters none of them had. The service is
 * asked for nothing more.
 *
 * @param filters as they were set
 * @returns nothing where neither is set, for looking at every call takes time
 */
export function seenNames(filters: Names): SeenNames | undefined {
	const isSet = [filters.agents, filters.dids].some((list) => entriesAsWritten(list).length > 0);
	return isSet ? new SeenNames(filters) : undefined;
}

function sentence(
	label: string,
	missing: readonly { text: string; nearest?: string | undefined }[],
	seen: readonly string[],
): string[] {
	if (missing.length === 0) return [];
	const named = missing.map(({ text, nearest }) =>
		nearest === undefined ? `“${text}”` : `“${text}” (did you mean “${nearest}”?)`,
	);
	const some = seen.slice(0, SOME).map((one) => `“${one}”`);
	const isGuessed = missing.some(({ nearest }) => nearest !== undefined);
	const there = isGuessed || some.length === 0 ? '' : ` There are calls of ${some.join(', ')}.`;
	return [`${label}: no call of this time has ${named.join(', ')}.${there}`];
}
