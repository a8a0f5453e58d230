import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../../support/connection';
import { toNodeError } from '../../support/errors';

/**
 * Every queue of the account, for a picker.
 *
 * @param filter what the user typed: a part of the name or of the ID
 */
export async function searchQueues(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	try {
		const { listQueueActivity } = await import('../../platform/services/activeCalls');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const queues = await listQueueActivity(connection, {});
		const wanted = filter.trim().toLowerCase();
		const results = queues
			.flatMap(({ id, name }) =>
				id === undefined ? [] : [{ name: name ? `${name} (${id})` : id, value: id }],
			)
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
