/** The lists for fields in which several things are picked. */
import { type ILoadOptionsFunctions, type INodePropertyOptions, NodeOperationError } from 'n8n-workflow';

import type { Listed, ListName } from '../../platform/services/accountLists';
import type { List } from '../../platform/vocabulary/lists';
import { picksIn, writePick } from '../../platform/vocabulary/picks';
import { connectWith, CREDENTIAL } from '../connection';
import { toNodeError } from '../errors';
import { AGENTS_AND_EXTENSIONS, METHODS } from './severalField';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Collections that such fields may be in; some stand alone. */
const COLLECTIONS = ['filters.', 'options.', ''];

/** These are in an order that says something. */
const IN_THEIR_ORDER: ReadonlySet<ListName> = new Set(['dids', 'statuses']);

/**
 * What is chosen already and is found in the account is offered too, as it is written: the editor marks what it does
 * not find among the choices, which is right for a queue that is gone, and wrong for one whose ID was typed.
 *
 * @param fields the names of the fields that are picked from it
 */
function severalOf(lists: readonly ListName[], fields: readonly string[]): LoadOptions {
	return async function load() {
		const found = await Promise.all(lists.map((list) => listFor(this, list)));
		const { isListed } = await import('../../platform/services/unlisted');
		const choices = found.flat().map(choiceOf);
		const values = new Set<unknown>(choices.map(({ value }) => value));
		const written = COLLECTIONS.flatMap((collection) => fields.map((field) => collection + field))
			.flatMap((path) => this.getCurrentNodeParameter(path) as List)
			.filter((value) => value !== undefined && value !== null && value !== '' && !values.has(value));
		const known = [...new Set(written)].filter((value) =>
			picksIn(value).every((pick) => isListed(pick, found.flat())),
		);
		return [...choices, ...known.map((value) => ({ name: String(value), value: value as string }))];
	};
}

/** Every such list, by the name that its fields give. */
export const accountLists = {
	[METHODS.agents]: severalOf(['agents'], ['agents']),
	[METHODS.campaigns]: severalOf(['campaigns'], ['campaigns']),
	[METHODS.dids]: severalOf(['dids'], ['dids', 'calledNumbers']),
	[METHODS.extensions]: severalOf(['extensions'], ['extensions']),
	[METHODS.queues]: severalOf(['queues'], ['queues']),
	[METHODS.statuses]: severalOf(['statuses'], ['watchedStatuses']),
	[AGENTS_AND_EXTENSIONS]: severalOf(['agents', 'extensions'], ['whoShouldBeFree']),
};

async function listFor(context: ILoadOptionsFunctions, list: ListName): Promise<Listed[]> {
	const node = context.getNode();
	if (node.credentials?.[CREDENTIAL] === undefined) {
		throw new NodeOperationError(
			node,
			'To choose from your account, select a credential for Voicenter API in this node. Without one, switch the field to Expression and type the names, separated by commas.',
		);
	}
	try {
		const { readAccountList } = await import('../../platform/services/accountLists');
		const listed = await readAccountList(await connectWith(await context.getCredentials(CREDENTIAL)), list);
		return IN_THEIR_ORDER.has(list) ? listed : listed.toSorted(byName);
	} catch (error) {
		const nodeError = toNodeError(error, { node });
		// The editor shows the message alone.
		const { message, description } = nodeError;
		nodeError.message = `${message}${description ? `. ${description}` : ''} The field also takes typed names: switch it to Expression.`;
		throw nodeError;
	}
}

const byName = (a: Listed, b: Listed) => (a.name ?? a.id).localeCompare(b.name ?? b.id);

function choiceOf(listed: Listed): INodePropertyOptions {
	const { id, name, about = [] } = listed;
	const facts = [...(name === undefined ? [] : [id]), ...about].filter((fact) => fact !== name).join(', ');
	return { name: `${name ?? id}${facts === '' ? '' : ` (${facts})`}`, value: writePick(listed) };
}
