import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { ask, checkAsking } from '../support/webhook/asking';
import { askingSettings } from '../support/webhook/askingFields';
import { showTryPage, askingWebhooks } from '../support/webhook/tryPage/tryPage';
import { enteredByHand, urlNotice, waitingPanel } from '../support/webhook/webhookTrigger';
import { DEADLINE, voiceBot, tryOut } from './voiceBot';

/** Starts a workflow when a Voicenter voice agent asks for data in the middle of a call. */
export class VoicenterVoiceBotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter VoiceBot Trigger',
		name: 'voicenterVoiceBotTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		// With 1, n8n evaluates an expression a request: see ownWebhook.
		version: 2,
		subtitle: 'A voice agent asks for data',
		description: 'Starts the workflow when a Voicenter voice agent asks for data, and answers in time',
		eventTriggerDescription: 'Waiting for a voice agent to ask for data',
		activationMessage: 'Your workflow now answers the voice agent whenever it asks for data.',
		triggerPanel: waitingPanel({
			about: 'A voice agent is in the middle of a call when it asks.',
			whenReady: 'enter the production URL in the voice agent’s settings at Voicenter',
			whatStartsIt: 'requests to the production URL',
		}),
		defaults: { name: 'Voicenter VoiceBot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voicenterWebhookApi', required: false }],
		webhooks: askingWebhooks('voicenter-voicebot'),
		properties: [
			urlNotice(
				'Enter the production URL above in the voice agent’s settings at Voicenter, and answer with the node “Voicenter Respond”. Where the workflow gives no valid answer, the agent is told that there is nothing to add.',
			),
			askingSettings(DEADLINE, 'the voice agent is told that there is nothing to add'),
		],
	};

	webhookMethods = {
		default: enteredByHand(async (context) => checkAsking(context, voiceBot)),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return (await showTryPage(this, tryOut)) ?? ask(this, voiceBot);
	}
}
