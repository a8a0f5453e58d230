import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { voicenterApiTest } from '../support/credentialTest';
import { describeResource, subtitle } from '../support/describeOperations';
import { accountLists } from '../support/pickers/several';
import { resources } from './actions';
import * as pickers from './pickers';
import { route } from './router';

/** The action node: everything that a workflow can ask of Voicenter. */
export class Voicenter implements INodeType {
	// eslint-disable-next-line n8n-nodes-base/node-class-description-missing-subtitle -- the rule does not see a subtitle that is computed
	description: INodeTypeDescription = {
		displayName: 'Voicenter',
		name: 'voicenter',
		icon: { light: 'file:../icons/voicenter.svg', dark: 'file:../icons/voicenter.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitle(resources),
		description: 'Call people and manage a Voicenter call centre',
		defaults: { name: 'Voicenter' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voicenterApi', required: true, testedBy: 'voicenterApiTest' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ name, value }) => ({ name, value })),
				default: 'call',
			},
			...resources.flatMap(describeResource),
		],
	};

	methods = {
		credentialTest: { voicenterApiTest },
		listSearch: { ...pickers },
		loadOptions: accountLists,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return route.call(this);
	}
}
