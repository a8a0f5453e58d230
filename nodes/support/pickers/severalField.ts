/** Fields in which several things of the account are picked by name, or typed. */
import type { INodeProperties } from 'n8n-workflow';

import type { ListName } from '../../platform/services/accountLists';

/** The list that each is picked from, by the method's name in saved workflows' node descriptions. */
export const METHODS = {
	agents: 'pickAgents',
	campaigns: 'pickCampaigns',
	dids: 'pickCalledNumbers',
	extensions: 'pickExtensions',
	queues: 'pickQueues',
	statuses: 'pickStatuses',
} as const satisfies Record<ListName, string>;

/** As {@link METHODS}: people, whether they are called by their own names or by their phones'. */
export const AGENTS_AND_EXTENSIONS = 'pickAgentsAndExtensions';

const TYPED =
	'Choose from the list, or type it as an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** What each is called in the editor, and what may be typed for it. */
export const WORDS: Record<ListName, { displayName: string; typed: string }> = {
	agents: { displayName: 'Agents', typed: 'names or user IDs' },
	campaigns: { displayName: 'Campaigns', typed: 'names, codes or IDs' },
	dids: {
		displayName: 'Called Numbers (DID)',
		typed: 'numbers, written in any usual way',
	},
	extensions: { displayName: 'Extensions', typed: 'SIP codes or names' },
	queues: { displayName: 'Queues', typed: 'names or IDs' },
	statuses: { displayName: 'Statuses', typed: 'names or codes' },
};

/**
 * A field in which several are picked from the account's list.
 *
 * @param list which
 * @param about what it does, a sentence without its full stop
 * @param more what differs from all others
 */
export function severalField(
	list: ListName,
	about: string,
	more: Partial<INodeProperties> = {},
): INodeProperties {
	const { displayName, typed } = WORDS[list];
	const sentences = [
		`${about}.`,
		`${TYPED}: ${typed}, separated by commas.`,
		...(list === 'dids' ? ['The list has the numbers that were called in the last 24 hours.'] : []),
	];
	return {
		displayName,
		name: list,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: METHODS[list] },
		default: [],
		description: sentences.join(' '),
		...more,
	};
}
