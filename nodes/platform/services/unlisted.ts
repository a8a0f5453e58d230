/** Whether what a filter names is in the account. */
import { nearestTo } from '../vocabulary/nearest';
import { numberKey } from '../vocabulary/phones';
import { type Pick, picksIn, pickTest } from '../vocabulary/picks';
import type { List } from '../vocabulary/lists';
import { type Listed, type ListName, WHOLE_LISTS } from './accountLists';

/** An entry of a filter that is not in the account. */
export interface Unlisted {
	/** That it is not there, and what was probably meant or what there is, in words. */
	says: string;
	/** That it is not there is certain. */
	isCertain: boolean;
}

/** Where nothing is like it, so many are named of what there is. */
const SOME = 5;

/** Of these lists it is not known which IDs they hold beside those that they give. */
const WITHOUT_NUMBERS: ReadonlySet<ListName> = new Set(['agents', 'campaigns']);

/** Whether an entry of a filter finds anything on a list. */
export function isListed({ text }: Pick, listed: readonly Listed[]): boolean {
	const test = pickTest([text]);
	return listed.some(({ id, name, otherNames = [] }) =>
		[name, ...otherNames].some((one) => test({ id, name: one })),
	);
}

/**
 * What of a filter is not on its list.
 *
 * @param lists where it is looked for
 */
export function unlisted(filter: List, lists: readonly ListName[], listed: readonly Listed[]): Unlisted[] {
	const areNumbers = lists.includes('dids');
	const known = areNumbers ? listed.map(({ id }) => ({ id: numberKey(id) })) : listed;
	return picksIn(filter).flatMap((pick) => {
		const { text } = pick;
		const isThere = isListed(areNumbers ? { text: numberKey(text) } : pick, known);
		if (isThere || (lists.some((list) => WITHOUT_NUMBERS.has(list)) && /^\d+$/.test(text))) return [];
		const names = listed.map(({ id, name }) => name ?? id);
		const nearest = areNumbers ? undefined : nearestTo(pick.name ?? text, names);
		// An agent who has no extension of their own is on no list; a name that is nearly there is a mistake.
		const isCertain = lists.every((list) => WHOLE_LISTS.has(list)) || nearest !== undefined;
		return [{ says: inWords(text, { nearest, names, isCertain }), isCertain }];
	});
}

function inWords(
	text: string,
	{
		nearest,
		names,
		isCertain,
	}: { nearest: string | undefined; names: readonly string[]; isCertain: boolean },
): string {
	const is = isCertain ? 'is not in the account' : 'was not found in the account';
	if (nearest !== undefined) return `“${text}” ${is}. Did you mean “${nearest}”?`;
	if (names.length === 0) return `“${text}” ${is}, which has none.`;
	const some = names.slice(0, SOME).map((name) => `“${name}”`);
	return `“${text}” ${is}. There is: ${some.join(', ')}.`;
}
