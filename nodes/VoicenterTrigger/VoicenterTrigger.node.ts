import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { withoutOutcome } from '../support/callFilterField';
import { voicenterApiTest } from '../support/credentialTest';
import { accountLists } from '../support/pickers/several';
import { tell } from '../support/webhook/telling';
import { acknowledgeField } from '../support/webhook/tellingFields';
import { showTryPage, tellingWebhooks } from '../support/webhook/tryPage/tryPage';
import { enteredByHand, urlNotice, waitingPanel } from '../support/webhook/webhookTrigger';
import { cdr } from './cdr';
import { checkFields, settingsField } from './settings';
import { triggerOnField } from './triggerOn';
import { tryOut } from './tryOut';

/** Starts a workflow when a call has ended: Voicenter sends its record (CDR) to this webhook. */
export class VoicenterTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Trigger',
		name: 'voicenterTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		// With 1, n8n evaluates an expression a request: see ownWebhook.
		version: 2,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		description: 'Starts the workflow when a call has ended, with the call’s record (CDR)',
		eventTriggerDescription: 'Waiting for Voicenter to send the record of a call',
		activationMessage: 'Your workflow now starts whenever Voicenter sends the record of a call.',
		triggerPanel: waitingPanel({
			about: 'Voicenter sends a call’s record some minutes after the call has ended.',
			whenReady: 'give Voicenter the production URL',
			whatStartsIt: 'records sent to the production URL',
		}),
		defaults: { name: 'Voicenter Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				displayName: 'Voicenter Account, to Pick by Name (Optional)',
				name: 'voicenterApi',
				required: false,
				testedBy: 'voicenterApiTest',
			},
			{
				displayName: 'Webhook Secret (Optional)',
				name: 'voicenterWebhookApi',
				required: false,
			},
		],
		webhooks: tellingWebhooks('voicenter-cdr'),
		properties: [
			urlNotice(
				'Give the production URL above to Voicenter: in the back office under API Manager, as the address for call records (CDR Notification). JSON, XML-RPC and form are all understood.',
			),
			triggerOnField,
			acknowledgeField('record'),
			withoutOutcome,
			settingsField,
		],
	};

	methods = { credentialTest: { voicenterApiTest }, loadOptions: accountLists };

	webhookMethods = {
		default: enteredByHand(checkFields),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return (await showTryPage(this, tryOut)) ?? tell(this, cdr);
	}
}
