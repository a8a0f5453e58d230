import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { voicenterApiTest } from '../support/credentialTest';
import { accountLists } from '../support/pickers/several';
import { poll } from './poll';
import { filterField, settingsField } from './settings';

/** Starts a workflow with calls that have ended, by asking the Call Log: for an n8n that Voicenter cannot reach. */
export class VoicenterCallLogTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Call Log Trigger',
		name: 'voicenterCallLogTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'New calls in the log',
		description: 'Starts the workflow with the calls that have ended since it last looked',
		eventTriggerDescription: 'Looking for new calls in the log',
		activationMessage: 'Your workflow now starts whenever there are new calls in the log.',
		defaults: { name: 'Voicenter Call Log Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voicenterApi', required: true, testedBy: 'voicenterApiTest' }],
		properties: [
			{
				displayName:
					'Needs nothing but a connection to the internet: use it where Voicenter cannot reach this n8n. Voicenter advises asking every 5 minutes: set Poll Times accordingly. The Voicenter Trigger does not have to ask, and also knows waiting times and queue IDs.',
				name: 'pollingNotice',
				type: 'notice',
				default: '',
			},
			filterField,
			settingsField,
		],
	};

	methods = { credentialTest: { voicenterApiTest }, loadOptions: accountLists };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return poll.call(this);
	}
}
