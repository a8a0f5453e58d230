import type { INodeProperties } from 'n8n-workflow';

import { campaignField } from '../campaignFields';
import { extensionField } from '../fields';
import type { Operation } from '../operation';

/** As the field of every extension, but it offers the campaign's agents only. */
const agentField: INodeProperties = {
	...extensionField,
	description: 'The agent’s extension, which gets no more calls from the campaign',
	modes: (extensionField.modes ?? []).map((mode) =>
		mode.name === 'list'
			? {
					...mode,
					placeholder: 'Choose an agent of the campaign…',
					typeOptions: { searchListMethod: 'searchCampaignAgents', searchable: true },
				}
			: mode,
	),
};

/** Removes an agent from a campaign. */
export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove an agent from a campaign',
	description:
		'Removes an agent’s extension from a campaign of an agent dialer: it gets no more of the campaign’s calls. Fails when the agent was not in the campaign.',
	fields: [{ ...campaignField, description: 'The campaign to take the agent out of' }, agentField],

	async execute({ connection, field }) {
		const { removeAgent } = await import('../../../platform/services/dialer/agents');
		return removeAgent(connection, { campaign: field('campaign'), extension: field('extension') });
	},
};
