import { picker } from '../../support/pickers/picker';

/** The agents of the campaign that is chosen in the field Campaign: found by name or SIP code. */
export const searchCampaignAgents = picker(async (connection, context) => {
	const { listAgents } = await import('../../platform/services/dialer/agents');
	const campaign = context.getCurrentNodeParameter('campaign', { extractValue: true });
	const agents = await listAgents(connection, { campaign: campaign as string });
	return agents.map(({ sip, name }) => ({ name: name ? `${name} (${sip})` : sip, value: sip }));
});
