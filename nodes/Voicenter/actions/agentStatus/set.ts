import { extensionField, pickField } from '../fields';
import type { Operation } from '../operation';

/** Logs an agent in or out, or says what they are doing. */
export const set: Operation = {
	value: 'set',
	name: 'Set',
	action: 'Set the status of an agent',
	description:
		'Logs an agent in or out, or sets another status, such as lunch or training. It decides at once whether the agent gets calls.',
	fields: [
		pickField(
			{ displayName: 'Agent', name: 'userId', description: 'The agent whose status is set' },
			{ placeholder: 'Choose an agent…', searchListMethod: 'searchAgents' },
			{
				displayName: 'By User ID',
				placeholder: 'e.g. 12345678',
				hint: 'The number of the user in Voicenter, not the extension',
			},
		),
		{ ...extensionField, description: 'The extension that the agent works on' },
		pickField(
			{
				displayName: 'Status',
				name: 'status',
				description:
					'The agent’s new status. Unless the account has renamed them, the codes are: 1 login, 2 logout, 3 lunch, 5 administrative, 7 private, 9 other, 11 training, 12 team meeting, 13 brief.',
			},
			{ placeholder: 'Choose a status…', searchListMethod: 'searchAgentStatuses' },
			{
				displayName: 'By Code',
				placeholder: 'e.g. 1',
				hint: 'The number of the status, such as 1 for login and 2 for logout',
			},
		),
	],

	async execute({ connection, field }) {
		const { setAgentStatus } = await import('../../../platform/services/agentStatus');
		return setAgentStatus(connection, {
			userId: field('userId'),
			extension: field('extension'),
			status: field('status'),
		});
	},
};
