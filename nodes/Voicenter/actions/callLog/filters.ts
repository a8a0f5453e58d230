import type { INodeProperties } from 'n8n-workflow';

import { callTypesField, outcomeField } from '../../../support/callFilterField';
import { severalField } from '../../../support/pickers/severalField';

/** Which calls are looked for; the names inside are those of the service's criteria. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'A call must match every filter that is added here',
	options: [
		severalField('agents', 'Calls that any of these agents had'),
		{
			displayName: 'Call ID',
			name: 'callId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 202110101204550233243ghff3189e5c',
			description: 'The call with this ID only',
		},
		{ ...callTypesField, description: 'Calls of any of these types' },
		severalField('dids', 'Calls to any of these numbers of yours'),
		severalField('campaigns', 'Calls of any of these campaigns of the dialer'),
		severalField('extensions', 'Calls of any of these extensions'),
		outcomeField,
		{
			displayName: 'Phone Numbers',
			name: 'phones',
			type: 'string',
			default: '',
			placeholder: 'e.g. 050-123-4567, +44 20 7183 8750',
			description: 'Calls from or to any of these numbers, written in any usual way, separated by commas',
		},
		severalField('queues', 'Calls through any of these queues'),
		{
			displayName: 'Whose Calls',
			name: 'scope',
			type: 'options',
			options: [
				{
					name: 'Account and the Accounts Below It',
					value: 'hierarchical',
					description: 'The account of the code in the credential, and its departments at every level',
				},
				{
					name: 'One User',
					value: 'user',
					description: 'A single user’s calls. The code in the credential must be that user’s own.',
				},
				{ name: 'This Account Only', value: 'department', description: 'Without the accounts below it' },
				{
					name: 'Whole Account',
					value: 'account',
					description: 'Everything that the code in the credential may see',
				},
			],
			default: 'account',
			description: 'The part of the organisation whose calls are returned',
		},
	],
};
