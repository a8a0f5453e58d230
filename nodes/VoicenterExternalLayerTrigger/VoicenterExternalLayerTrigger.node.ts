import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { ask, checkAsking } from '../support/webhook/asking';
import { askingSettings } from '../support/webhook/askingFields';
import { showTryPage, askingWebhooks } from '../support/webhook/tryPage/tryPage';
import { enteredByHand, urlNotice, waitingPanel } from '../support/webhook/webhookTrigger';
import { checkLayers, DEADLINE, externalLayer, tryOut } from './externalLayer';
import { outputsByLayer } from './outputs';

/** Starts a workflow when a live call has reached an External Layer: the answer says where the call goes. */
export class VoicenterExternalLayerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter External Layer Trigger',
		name: 'voicenterExternalLayerTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		// With 1, n8n evaluates an expression a request: see ownWebhook.
		version: 2,
		subtitle: 'Where does this call go?',
		description: 'Starts the workflow when a call in Voicenter’s IVR asks where to go, and answers in time',
		eventTriggerDescription: 'Waiting for a call to reach the External Layer',
		activationMessage: 'Your workflow now decides where calls go that reach the External Layer.',
		triggerPanel: waitingPanel({
			about: 'A caller is waiting for each answer of this workflow.',
			whenReady: 'send Voicenter the production URL and the number of the layer that is to ask',
			whatStartsIt: 'calls that reach the External Layer',
		}),
		defaults: { name: 'Voicenter External Layer Trigger' },
		inputs: [],
		outputs: outputsByLayer,
		credentials: [{ name: 'voicenterWebhookApi', required: false }],
		webhooks: askingWebhooks('voicenter-external-layer'),
		properties: [
			urlNotice(
				'Send Voicenter the production URL above and the number of the layer of the IVR that is to ask (menu Layer Settings), and answer with the node “Voicenter Respond”. The caller hears silence until then; after 5 seconds Voicenter gives up.',
			),
			{
				displayName: 'If There Is No Answer',
				name: 'fallback',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Let the Layer Decide',
						value: 'layer',
						description: 'The call goes where the External Layer’s own settings send it in case of an error',
					},
					{ name: 'Go to Layer', value: 'goToLayer', description: 'The call goes to the layer named below' },
				],
				default: 'layer',
				description:
					'Where the call goes when the workflow fails, ends without an answer, answers in a way that Voicenter would not understand, or takes too long',
			},
			{
				displayName: 'Fallback Layer',
				name: 'fallbackLayer',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				displayOptions: { show: { fallback: ['goToLayer'] } },
				required: true,
				default: 0,
				description:
					'The number of a layer, as the IVR’s settings in Voicenter’s back office show it. When it is this layer that asks, its own settings decide instead: the caller would go round in a circle.',
			},
			{
				displayName: 'Layers',
				name: 'layers',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add layer',
				default: {},
				description:
					'When several layers use the same URL: one output for each layer that is listed here, and one for all others. With none listed there is a single output.',
				options: [
					{
						displayName: 'Layer',
						name: 'values',
						values: [
							{
								displayName: 'Layer Number',
								name: 'layerId',
								type: 'number',
								typeOptions: { minValue: 0, numberPrecision: 0 },
								default: 0,
								description: 'The number of the layer that asks',
							},
							{
								displayName: 'Name of the Output',
								name: 'name',
								type: 'string',
								default: '',
								placeholder: 'e.g. ID number entered',
								description: 'Shown in the editor. The layer’s number when empty.',
							},
						],
					},
				],
			},
			askingSettings(DEADLINE, 'the call goes where “If There Is No Answer” says'),
		],
	};

	webhookMethods = {
		default: enteredByHand(async (context) => {
			await checkAsking(context, externalLayer);
			checkLayers(context);
		}),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return (await showTryPage(this, tryOut)) ?? ask(this, externalLayer);
	}
}
