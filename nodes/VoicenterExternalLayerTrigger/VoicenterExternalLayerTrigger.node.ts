import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { ask, checkAsking } from '../support/asking';
import { askingSettings } from '../support/askingFields';
import { watchRequests } from '../support/incomingRequests';
import { checkLayers, DEADLINE, externalLayer } from './externalLayer';
import { outputsByLayer } from './outputs';

const PATH = 'voicenter-external-layer';

/** Starts a workflow when a live call has reached an External Layer: the answer says where the call goes. */
export class VoicenterExternalLayerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter External Layer Trigger',
		name: 'voicenterExternalLayerTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		// With 1, n8n evaluates one more expression a request.
		version: 2,
		subtitle: 'Where does this call go?',
		description: 'Starts the workflow when a call in Voicenter’s IVR asks where to go, and answers in time',
		eventTriggerDescription: 'Waiting for a call to reach the External Layer',
		activationMessage: 'Your workflow now decides where calls go that reach the External Layer.',
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'A caller is waiting for each answer of this workflow.<br /><br /><b>To try it</b>, press “Execute step” and send a request to the test URL.<br /><br /><b>When you are ready</b>, activate the workflow and enter the production URL in an External Layer of Voicenter’s IVR.',
				active:
					'A caller is waiting for each answer of this workflow.<br /><br /><b>To try it</b>, press “Execute step” and send a request to the test URL.<br /><br /><b>The workflow is active</b>: calls that reach the External Layer start it, and show up in the executions list.',
			},
			activationHint:
				'When you have finished building, activate the workflow and enter the production URL in an External Layer of Voicenter’s IVR.',
		},
		defaults: { name: 'Voicenter External Layer Trigger' },
		inputs: [],
		outputs: outputsByLayer,
		credentials: [{ name: 'voicenterWebhookApi', required: false }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'responseNode',
				path: PATH,
			},
		],
		properties: [
			{
				displayName:
					'Enter the production URL above in an External Layer of Voicenter’s IVR, and answer with the node “Voicenter Respond”. The caller hears silence until then; after 5 seconds Voicenter gives up.',
				name: 'urlNotice',
				type: 'notice',
				default: '',
			},
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
					'Where the call goes when the workflow fails, ends without an answer, gives one that Voicenter would not understand, or takes too long',
			},
			{
				displayName: 'Fallback Layer',
				name: 'fallbackLayer',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				displayOptions: { show: { fallback: ['goToLayer'] } },
				required: true,
				default: 0,
				description: 'The number of a layer, as Voicenter’s IVR editor shows it',
			},
			{
				displayName: 'Layers',
				name: 'layers',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add layer',
				default: {},
				description:
					'One output for each of these layers, and one for all others, where several layers call the same URL. Without any there is one output.',
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
								placeholder: 'e.g. ID number keyed',
								description: 'Shown in the editor. The layer’s number when empty.',
							},
						],
					},
				],
			},
			askingSettings(DEADLINE, 'the call goes where “If There Is No Answer” says'),
		],
	};

	/** Voicenter has no interface that registers a webhook: a person enters its URL in the IVR editor. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await checkAsking(this, externalLayer);
				checkLayers(this);
				return true;
			},
			create: () => Promise.resolve(true),
			delete: () => Promise.resolve(true),
		},
	};

	constructor() {
		watchRequests(PATH);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return ask(this, externalLayer);
	}
}
