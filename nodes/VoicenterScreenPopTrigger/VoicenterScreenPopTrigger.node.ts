import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { ask, checkAsking } from '../support/webhook/asking';
import { askingSettings } from '../support/webhook/askingFields';
import { ownWebhook } from '../support/webhook/arrival';
import { accountTimeZoneField } from '../support/region';
import { showTryPage } from '../support/webhook/tryPage/tryPage';
import { enteredByHand, urlNotice, waitingPanel } from '../support/webhook/webhookTrigger';
import { checkOrigins } from './checkOrigins';
import { CHROME_EXTENSION, DEADLINE, screenPop, tryOut } from './screenPop';

const registration = enteredByHand(async (context) => {
	await checkAsking(context, screenPop);
	checkOrigins(context);
});

const PATH = 'voicenter-screen-pop';

/** Starts a workflow when an agent's Chrome extension asks who is calling. */
export class VoicenterScreenPopTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Screen Pop Trigger',
		name: 'voicenterScreenPopTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		// With 1, n8n evaluates an expression a request: see ownWebhook.
		version: 2,
		subtitle: 'Who is calling?',
		description: 'Starts the workflow when an agent’s screen pop asks who is calling, and answers in time',
		eventTriggerDescription: 'Waiting for an agent’s phone to ring',
		activationMessage: 'Your workflow now tells the agents who is calling.',
		triggerPanel: waitingPanel({
			about: 'The screen pop opens as soon as this workflow has answered.',
			whenReady: 'enter the production URL as the screen pop’s address at Voicenter',
			whatStartsIt: 'phones that ring',
		}),
		defaults: { name: 'Voicenter Screen Pop Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voicenterWebhookApi', required: false }],
		webhooks: [
			ownWebhook({
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'responseNode',
				path: PATH,
			}),
			ownWebhook({
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'responseNode',
				path: PATH,
			}),
		],
		properties: [
			urlNotice(
				'Enter the production URL above as the screen pop’s address at Voicenter, and answer with the node “Voicenter Respond”. GET and POST are both understood. After about 3 seconds there is no screen pop.',
			),
			{
				displayName: 'When',
				name: 'phases',
				type: 'multiOptions',
				options: [
					{ name: 'Dialing', value: 'dialing', description: 'The agent’s phone calls somebody' },
					{ name: 'Hangup', value: 'hangup', description: 'The call has ended' },
					{ name: 'Ringing', value: 'ringing', description: 'The agent’s phone rings' },
					{ name: 'Talking', value: 'talking', description: 'The call has been answered' },
				],
				default: ['ringing', 'dialing'],
				description:
					'Which moments of a call start the workflow. The others are answered with a plain “OK” at once. With none chosen, all of them do.',
			},
			askingSettings(DEADLINE, 'the agent’s screen is told that there are no details', [
				accountTimeZoneField(
					'The time zone that the Voicenter account is set to; this node gives times in UTC',
				),
				{
					displayName: 'Allowed Origins',
					name: 'allowedOrigins',
					type: 'string',
					default: CHROME_EXTENSION,
					placeholder: `e.g. ${CHROME_EXTENSION}, https://crm.example.com`,
					description:
						'The browser extensions and web pages that may ask, separated by commas; * lets all of them in. Empty: Voicenter’s own extension. Requests from other pages are refused with 403. Requests that do not come from a browser have no origin and are let in.',
				},
				{
					displayName: 'One Execution per Call',
					name: 'oneExecutionPerCall',
					type: 'boolean',
					default: false,
					description:
						'Whether all phones that ring for the same call get the answer of one execution, instead of starting one each. They share it for 30 seconds; an n8n with several webhook processes starts one execution in each.',
				},
			]),
		],
	};

	webhookMethods = { default: registration, setup: registration };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return (await showTryPage(this, tryOut)) ?? ask(this, screenPop);
	}
}
