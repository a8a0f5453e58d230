import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../../support/connection';
import { toNodeError } from '../../support/errors';

/**
 * The statuses that agents of the account can have, for a picker, in the order of their codes.
 *
 * @param filter what the user typed: a part of the name or the code
 */
export async function searchAgentStatuses(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const { listAgentStatuses } = await import('../../platform/services/agentStatus');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const statuses = await listAgentStatuses(connection, {});
		const wanted = filter.trim().toLowerCase();
		const results = statuses
			.map(({ code, name }) => ({ name: name ? `${name} (${code})` : code, value: code }))
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => Number(a.value) - Number(b.value));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
