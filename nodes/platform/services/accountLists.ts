/** What there is in an account to choose from: read from whichever service lists it. */
import type { Connection } from '../request/account';
import { STATUS_NAMES } from '../vocabulary/agentStatuses';
import type { Named } from '../vocabulary/picks';

/** Something that can be chosen. */
export interface Listed extends Named {
	/** What is saved of it. */
	id: string;
	name?: string | undefined;
	/** Further names that calls may carry of it. */
	otherNames?: readonly string[];
	/** What else helps people to find it. */
	about?: readonly string[];
}

/** What a filter can be about. */
export type ListName = 'queues' | 'extensions' | 'agents' | 'campaigns' | 'dids' | 'statuses';

const distinct = (values: readonly (string | undefined)[]): string[] =>
	[...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];

const READERS: Record<ListName, (connection: Connection) => Promise<Listed[]>> = {
	async queues(connection) {
		const { listQueueActivity } = await import('./activeCalls');
		const queues = await listQueueActivity(connection, {});
		return queues.flatMap(({ id, name }) => (id === undefined ? [] : [{ id, name }]));
	},

	async extensions(connection) {
		const { listExtensions } = await import('./extensions');
		const extensions = await listExtensions(connection, { wholeOrganisation: true });
		return extensions.map(({ sip, name, userName, speedDial }) => ({
			id: sip,
			name: name ?? userName,
			about: distinct([name === undefined ? undefined : userName, speedDial]),
		}));
	},

	// Active calls have the IDs of users, the list of extensions their names.
	async agents(connection) {
		const [{ listExtensionActivity }, { listExtensions }] = await Promise.all([
			import('./activeCalls'),
			import('./extensions'),
		]);
		const phones = await listExtensionActivity(connection, {});
		const extensions = await listExtensions(connection, { wholeOrganisation: true });
		const owners = new Map(extensions.map(({ sip, userName }) => [sip, userName]));
		const agents = new Map<string, { names: (string | undefined)[]; phones: (string | undefined)[] }>();
		const add = (id: string | undefined, names: (string | undefined)[], sip: string | undefined) => {
			if (id === undefined) return;
			const known = agents.get(id) ?? { names: [], phones: [] };
			agents.set(id, { names: [...known.names, ...names], phones: [...known.phones, sip] });
		};
		for (const { userId, sip, name, agent } of phones) {
			// Older answers give an agent the phone's name.
			add(userId, [sip === undefined ? undefined : owners.get(sip), name], sip);
			add(agent?.id, [agent?.name], sip);
		}
		return [...agents].map(([id, known]) => {
			const [name, ...otherNames] = distinct(known.names);
			return { id, name, otherNames, about: distinct(known.phones) };
		});
	},

	async campaigns(connection) {
		const { listCampaigns } = await import('./dialer/campaigns');
		const campaigns = await listCampaigns(connection, {});
		return campaigns.map(({ code, name, status }) => ({ id: code, name, about: distinct([status]) }));
	},

	// No service lists them: those that were called.
	async dids(connection) {
		const { readLatest } = await import('./callLog');
		const calls = await readLatest(connection, { hours: 24, fields: ['did'] });
		const counts = new Map<string, number>();
		for (const { did } of calls) if (did !== undefined) counts.set(did, (counts.get(did) ?? 0) + 1);
		return [...counts]
			.toSorted(([, a], [, b]) => b - a)
			.map(([id, count]) => ({ id, about: [count === 1 ? '1 call' : `${count} calls`] }));
	},

	async statuses(connection) {
		const { listAgentStatuses } = await import('./agentStatus');
		const statuses = await listAgentStatuses(connection, {});
		return statuses.map(({ code, name }) => ({
			id: code,
			name,
			otherNames: distinct([STATUS_NAMES.get(code)]),
		}));
	},
};

/**
 * Lists what there is. Called numbers are those of the calls of the last day, the most called first; agents are those
 * who have an extension or are logged in to one: there may be others.
 *
 * @throws VoicenterError
 */
export function readAccountList(connection: Connection, list: ListName): Promise<Listed[]> {
	return READERS[list](connection);
}

/** Of these lists it is known that they hold everything there is. */
export const WHOLE_LISTS: ReadonlySet<ListName> = new Set(['queues', 'extensions', 'campaigns', 'statuses']);
