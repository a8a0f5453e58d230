import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../../support/connection';
import { toNodeError } from '../../support/errors';

/**
 * Every campaign of the account, for a picker: name, status, numbers still to be called.
 *
 * @param filter what the user typed: a part of the name, the status or the code
 */
export async function searchCampaigns(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const { listCampaigns } = await import('../../platform/services/dialer/campaigns');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const campaigns = await listCampaigns(connection, {});
		const wanted = filter.trim().toLowerCase();
		const results = campaigns
			.filter(({ name, status, code }) => [name, status, code].join(' ').toLowerCase().includes(wanted))
			.map(({ code, name = code, status, totalPendingCalls, totalAwaitingCalls = totalPendingCalls }) => {
				const pending = totalAwaitingCalls === undefined ? undefined : `${totalAwaitingCalls} pending`;
				const facts = [status, pending].filter((fact) => fact !== undefined).join(', ');
				return { name: facts === '' ? name : `${name} (${facts})`, value: code };
			})
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
