import { campaignField } from '../campaignFields';
import { extensionField } from '../fields';
import type { Operation } from '../operation';

/** Adds an agent to a campaign. */
export const add: Operation = {
	value: 'add',
	name: 'Add',
	action: 'Add an agent to a campaign',
	description:
		'Adds an agent’s extension to a campaign of an agent dialer: from then on the campaign’s calls to customers ring there',
	fields: [
		{ ...campaignField, description: 'A campaign of an agent dialer. An IVR dialer has no agents.' },
		{ ...extensionField, description: 'The agent’s extension, which will get the campaign’s calls' },
	],

	async execute({ connection, field }) {
		const { addAgent } = await import('../../../platform/services/dialer/agents');
		return addAgent(connection, { campaign: field('campaign'), extension: field('extension') });
	},
};
