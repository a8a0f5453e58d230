import {
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { CREDENTIAL } from '../support/connection';
import { voicenterApiTest } from '../support/credentialTest';
import { accountLists } from '../support/pickers/several';
import { fields } from './fields';
import { listen } from './listen';

/** Starts a workflow when something happens to a call, a queue or an agent, in the moment in which it happens. */
export class VoicenterRealTimeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Real-Time Trigger',
		name: 'voicenterRealTimeTrigger',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 1 ? "One kind of event" : $parameter["events"].length + " kinds of events" }}',
		description:
			'Starts the workflow when a call rings, is answered or ends, when callers wait or give up, when agents change their status',
		eventTriggerDescription: 'Waiting for the next live event that matches',
		activationMessage: 'Your workflow now stays connected to Voicenter and starts with its live events.',
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'<b>To try it</b>, press “Execute step” and make a call, or choose Test With: Samples.<br /><br /><b>When you are ready</b>, activate (publish) the workflow: it then stays connected to Voicenter.',
				active:
					'<b>The workflow is active</b> and stays connected to Voicenter; its executions show up in the executions list.<br /><br /><b>To try it</b>, press “Execute step” and make a call, or choose Test With: Samples.',
			},
			activationHint:
				'When you have finished building, activate (publish) the workflow to stay connected to Voicenter.',
		},
		defaults: { name: 'Voicenter Real-Time Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true, testedBy: 'voicenterApiTest' }],
		properties: fields,
	};

	methods = { credentialTest: { voicenterApiTest }, loadOptions: accountLists };

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return listen.call(this);
	}
}
