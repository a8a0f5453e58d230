import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { voicenterApiTest } from '../support/credentialTest';
import { describeResource, subtitle } from '../support/describeOperations';
import { searchExtensions } from '../support/pickers/extensions';
import { questions } from './operations';
import { dial } from './operations/dial';
import { respond } from './respond';

/** Answers Voicenter when it waits for a workflow: where a call goes, who is calling, what a voice agent needs. */
// eslint-disable-next-line @n8n/community-nodes/node-usable-as-tool -- an answer ends a question that waits five seconds at most; it is no step that a model may take, or take twice
export class VoicenterRespond implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Voicenter Respond',
		name: 'voicenterRespond',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitle(questions),
		description:
			'Answers Voicenter’s question about a live call: where it goes, who is calling, what a voice agent needs',
		defaults: { name: 'Voicenter Respond' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Only the list of extensions needs it.
		credentials: [
			{
				name: 'voicenterApi',
				required: false,
				testedBy: 'voicenterApiTest',
				displayOptions: { show: { operation: [dial.value] } },
			},
		],
		properties: [
			{
				displayName: 'Answer To',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: questions.map(({ name, value }) => ({ name, value })),
				default: 'externalLayer',
				description: 'Which question to answer: that of the trigger that the workflow starts with',
			},
			...questions.flatMap(describeResource),
		],
	};

	methods = { credentialTest: { voicenterApiTest }, listSearch: { searchExtensions } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return respond.call(this);
	}
}
