import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../../support/connection';
import { toNodeError } from '../../support/errors';

/**
 * The users that the account's extensions belong to, for a picker.
 *
 * @param filter what the user typed: a part of the name, of the SIP code or of the user ID
 */
export async function searchAgents(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	try {
		// The list of extensions has users' names without their IDs; active calls have both.
		const { listExtensionActivity } = await import('../../platform/services/activeCalls');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const extensions = await listExtensionActivity(connection, {});
		const wanted = filter.trim().toLowerCase();
		const userIds = new Set(extensions.map(({ userId }) => userId).filter((id) => id !== undefined));
		const results = [...userIds]
			.map((id) => {
				const own = extensions.filter(({ userId }) => userId === id);
				const facts = [...own.map(({ sip }) => sip), id].filter((fact) => fact !== undefined);
				return { name: `${own[0]?.name ?? id} (${facts.join(', ')})`, value: id };
			})
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
