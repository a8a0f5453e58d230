import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../../support/connection';
import { toNodeError } from '../../support/errors';

/**
 * The agents of the campaign that is chosen in the field Campaign, for a picker.
 *
 * @param filter what the user typed: a part of the name or the SIP code
 */
export async function searchCampaignAgents(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const { listAgents } = await import('../../platform/services/dialer/agents');
		const connection = await connectWith(await this.getCredentials(CREDENTIAL));
		const campaign = this.getCurrentNodeParameter('campaign', { extractValue: true });
		const agents = await listAgents(connection, { campaign: campaign as string });
		const wanted = filter.trim().toLowerCase();
		const results = agents
			.map(({ sip, name }) => ({ name: name ? `${name} (${sip})` : sip, value: sip }))
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name));
		return { results };
	} catch (error) {
		throw toNodeError(error, { node: this.getNode() });
	}
}
