/** What the trigger's fields name, held against the account: when it starts, and whenever a list of the account comes. */
import type { ITriggerFunctions } from 'n8n-workflow';

import type { ListName } from '../platform/services/accountLists';
import type { RealTimeEvent } from '../platform/realtime/events';
import { STATUS_NAMES } from '../platform/vocabulary/agentStatuses';
import type { List } from '../platform/vocabulary/lists';
import { picksIn, pickTest } from '../platform/vocabulary/picks';
import { connectWith, CREDENTIAL } from '../support/connection';
import { type NameFilter, tellUnlisted } from '../support/filterNames';
import { WORDS } from '../support/pickers/severalField';
import type { Settings } from './settings';

const LISTS = ['queues', 'extensions', 'agents', 'campaigns', 'dids'] as const satisfies ListName[];

/** What the fields name. */
export function namesIn({ filter, conditions }: Pick<Settings, 'filter' | 'conditions'>): NameFilter[] {
	return [
		...LISTS.map((list) => ({ lists: [list], label: WORDS[list].displayName, value: filter[list] })),
		{
			lists: ['statuses'],
			label: WORDS.statuses.displayName,
			value: conditions?.agentTooLongInStatus?.statuses,
		},
		{
			lists: ['agents', 'extensions'],
			label: 'Who Should Be Free',
			value: conditions?.nobodyIsFree?.whose,
		},
	];
}

/**
 * Statuses by their codes, where the account has given them names of its own: events have codes, and Voicenter's names
 * at most. What cannot be found out stays as it is.
 */
export async function withStatusCodes(context: ITriggerFunctions, statuses: List): Promise<List> {
	const isStandard = pickTest([...STATUS_NAMES.values(), ...STATUS_NAMES.keys()]);
	const picks = picksIn(statuses);
	if (picks.every(({ text, id }) => id !== undefined || isStandard({ name: text }))) return statuses;
	try {
		const { readAccountList } = await import('../platform/services/accountLists');
		const connection = await connectWith(await context.getCredentials(CREDENTIAL));
		const listed = await readAccountList(connection, 'statuses');
		const isWatched = pickTest(statuses);
		const codes = listed.filter((status) => isWatched(status)).map(({ id }) => id);
		return [...picks.map(({ text }) => text), ...codes];
	} catch {
		// The log has it: nor could the names be checked.
		return statuses;
	}
}

/**
 * Looks for what has been renamed or removed since, in the lists that come with every connection and after a change; and
 * says so in the log, once a name.
 */
export function watchLists(
	context: ITriggerFunctions,
	settings: Settings,
): { see: (event: RealTimeEvent) => void } {
	const filters = namesIn(settings);
	const told = new Set<string>();
	const look = (
		list: ListName,
		listed: readonly { id?: string | undefined; name?: string | undefined }[],
	) => {
		const mine = filters.filter(({ lists }) => lists.length === 1 && lists[0] === list);
		if (mine.every(({ value }) => picksIn(value).length === 0)) return;
		const known = listed.flatMap(({ id, name }) => (id === undefined ? [] : [{ id, name }]));
		if (known.length > 0) for (const filter of mine) void tellUnlisted(context, filter, known, told);
	};
	return {
		see({ event, queues, extensions }) {
			if (event === 'queuesSnapshot')
				look(
					'queues',
					(queues ?? []).map(({ queue }) => queue ?? {}),
				);
			if (event !== 'extensionsSnapshot') return;
			look(
				'extensions',
				(extensions ?? []).map(({ extension }) => ({ ...extension, id: extension?.sip })),
			);
		},
	};
}
