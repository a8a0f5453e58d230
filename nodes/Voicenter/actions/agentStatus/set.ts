import { extensionField } from '../fields';
import type { Operation } from '../operation';

/** Logs an agent in or out, or says what they are doing. */
export const set: Operation = {
	value: 'set',
	name: 'Set',
	action: 'Set the status of an agent',
	description:
		'Logs an agent in or out, or sets another status, such as lunch or training. It decides at once whether the agent gets calls.',
	fields: [
		{
			displayName: 'Agent',
			name: 'userId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The agent whose status is set',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose an agent…',
					typeOptions: { searchListMethod: 'searchAgents', searchable: true },
				},
				{
					displayName: 'By User ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 12345678',
					hint: 'The number of the user in Voicenter, not the extension',
				},
			],
		},
		{ ...extensionField, description: 'The extension that the agent works on' },
		{
			displayName: 'Status',
			name: 'status',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description:
				'The agent’s new status. Unless the account has renamed them, the codes are: 1 login, 2 logout, 3 lunch, 5 administrative, 7 private, 9 other, 11 training, 12 team meeting, 13 brief.',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose a status…',
					typeOptions: { searchListMethod: 'searchAgentStatuses', searchable: true },
				},
				{
					displayName: 'By Code',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 1',
					hint: 'The number of the status, such as 1 for login and 2 for logout',
				},
			],
		},
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
