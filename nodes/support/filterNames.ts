/** What a trigger's filter names, held against what there is in the account. */
import {
	type IHookFunctions,
	type IPollFunctions,
	type ITriggerFunctions,
	type IWebhookFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import type { Listed, ListName } from '../platform/services/accountLists';
import type { Unlisted } from '../platform/services/unlisted';
import { comparable, entries, type List } from '../platform/vocabulary/lists';
import { type Named, picksIn } from '../platform/vocabulary/picks';
import { connectWith, CREDENTIAL } from './connection';
import { toNodeError } from './errors';
import { forLog } from './forLog';

/** One field of a filter. */
export interface NameFilter {
	/** Where it is looked for. */
	lists: readonly ListName[];
	/** The field, as the editor calls it. */
	label: string;
	value: List;
}

type Context = IHookFunctions | IPollFunctions | ITriggerFunctions;
type AnyContext = Context | IWebhookFunctions;

/** n8n does it by itself, and nobody would read why it did not: what was activated stays so. */
const UNATTENDED: ReadonlySet<string> = new Set(['init', 'leadershipChange']);

/** Somebody waits in front of the editor. */
const PATIENCE_MS = 15_000;

/** For a name that nobody knows, the account is asked no more often. */
const ASK_EVERY_MS = 10 * 60 * 1_000;

/**
 * Runs when a workflow is activated, and when it is tried in the editor. Where n8n activates by itself, and where the
 * account cannot be asked, the log says what is to be said.
 *
 * @param filters what the user set
 * @throws NodeOperationError that names what is not in the account, and what was probably meant
 */
export async function checkNames(context: Context, filters: readonly NameFilter[]): Promise<void> {
	const problems: string[] = [];
	const { logger } = context;
	const { name: who } = context.getNode();
	for (const { filter, found } of await readLists(context, filters)) {
		if (found instanceof Error) {
			logger.warn(`${who}: whether ${filter.label} are right could not be checked. ${forLog(found.message)}`);
			continue;
		}
		for (const one of await namesNotIn(found, filter)) {
			if (one.isCertain) problems.push(`${filter.label}: ${one.says}`);
			else logger.warn(`${who}: ${filter.label}: ${one.says}`);
		}
	}
	if (problems.length === 0) return;
	if (!UNATTENDED.has(context.getActivationMode()))
		throw new NodeOperationError(context.getNode(), problems.join(' '));
	for (const problem of problems) logger.warn(`${who}: ${problem}`);
}

interface Watch {
	/** What the account is known to have, and what it was asked for in vain. */
	known: Set<string>;
	askedAt: number;
	told: Set<string>;
}

/** By node; of a node that is gone it stays until the process ends, a few bytes. */
const watches = new Map<string, Watch>();

/**
 * Looks for what has been renamed or removed since the workflow was activated, and says so in the log, once a name. It
 * costs nothing but for a call of a queue, say, that is new here: the account is asked then, every ten minutes at most.
 *
 * @param came what a call carries, by list
 */
export async function watchNames(
	context: AnyContext,
	filters: readonly NameFilter[],
	came: Partial<Record<ListName, Named | undefined>>,
): Promise<void> {
	const node = context.getNode();
	if (node.credentials?.[CREDENTIAL] === undefined) return;
	const key = JSON.stringify([context.getWorkflow().id, node.id]);
	const watch: Watch = watches.get(key) ?? { known: new Set(), askedAt: -Infinity, told: new Set() };
	watches.set(key, watch);
	const news = filters.filter(({ lists, value }) => {
		const words = lists.flatMap((list) => wordsOf(came[list]));
		return entries(value).length > 0 && words.some((word) => !watch.known.has(word));
	});
	if (news.length === 0 || performance.now() - watch.askedAt < ASK_EVERY_MS) return;
	watch.askedAt = performance.now();
	for (const { filter, found } of await readLists(context, news)) {
		if (found instanceof Error) {
			context.logger.debug(`${node.name}: ${filter.label} could not be checked. ${forLog(found.message)}`);
			continue;
		}
		const known = [...found, ...filter.lists.map((list) => came[list])];
		for (const word of known.flatMap(wordsOf)) watch.known.add(word);
		await tellUnlisted(context, filter, found, watch.told);
	}
}

/**
 * Says in the log what of a filter is not on a list, once an entry.
 *
 * @param told what has been said
 */
export async function tellUnlisted(
	context: AnyContext,
	filter: NameFilter,
	listed: readonly Listed[],
	told: Set<string>,
): Promise<void> {
	for (const one of await namesNotIn(listed, filter)) {
		const line = `${context.getNode().name}: ${filter.label}: ${one.says}`;
		if (told.has(line)) continue;
		told.add(line);
		context.logger.warn(line);
	}
}

/** What is on a list, or why it cannot be read; of the filters that name anything. Nothing without a credential. */
async function readLists(context: AnyContext, filters: readonly NameFilter[]) {
	const named = filters.filter(({ value }) => picksIn(value).length > 0);
	const node = context.getNode();
	if (named.length === 0 || node.credentials?.[CREDENTIAL] === undefined) return [];
	const { readAccountList } = await import('../platform/services/accountLists');
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const read = async ({ lists }: NameFilter): Promise<Listed[] | Error> => {
		try {
			const credential = await context.getCredentials(CREDENTIAL);
			const connection = await connectWith(credential, { signal });
			return (await Promise.all(lists.map((list) => readAccountList(connection, list)))).flat();
		} catch (error) {
			if (signal.aborted) return new Error(`Voicenter gave no answer in ${PATIENCE_MS / 1_000} seconds`);
			return toNodeError(error, { node });
		}
	};
	return await Promise.all(named.map(async (filter) => ({ filter, found: await read(filter) })));
}

async function namesNotIn(listed: readonly Listed[], { lists, value }: NameFilter): Promise<Unlisted[]> {
	const { unlisted } = await import('../platform/services/unlisted');
	return unlisted(value, lists, listed);
}

function wordsOf(named: Named | undefined): string[] {
	return [named?.id, named?.name].flat().flatMap((word) => (word === undefined ? [] : [comparable(word)]));
}
