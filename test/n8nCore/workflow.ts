/**
 * A workflow of n8n's own, and what n8n gives to each node of it. The contexts beside this file are made of it; what a
 * test calls on them is n8n-core's code, not ours.
 */
import './environment';

import { ExternalSecretsProxy } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	ICredentialsHelper,
	type IDataObject,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

import { credentialProperties, nodeTypes, PACKAGE } from './nodeTypes';

/** A node as a test names it. */
export interface NodeSetup {
	/** One of ours by its bare name, or anybody's by its full one. */
	type: string;
	name?: string;
	id?: string;
	/** As a workflow saves them: an expression is a text that begins with `=`. What is not given has its default. */
	parameters?: object;
	/** What is in each credential that the node has, by the credential's type. */
	credentials?: Partial<Record<'voicenterApi' | 'voicenterWebhookApi', object>>;
	disabled?: boolean;
	continueOnFail?: boolean;
	retryOnFail?: boolean;
	webhookId?: string;
}

/** A workflow with one node that is looked at. */
export interface WorkflowSetup {
	node: NodeSetup;
	/** Nodes before it, each connected with it. */
	parents?: NodeSetup[];
	/** Nodes after it, each connected with it. */
	children?: NodeSetup[];
	workflowId?: string;
	/** The workflow's; unless told, neither the account's nor this computer's. */
	timezone?: string;
	/** What the database holds of it. */
	staticData?: IDataObject;
	/** Node types of the test's own, by full name. */
	types?: Record<string, INodeType>;
}

/** The workflow, the node, and what n8n has at hand when it runs one. */
export interface Stage {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
}

export const ELSEWHERE = 'America/New_York';
const DISPLAY_NAMES: Record<string, string> = { voicenterApi: 'Voicenter', voicenterWebhookApi: 'Secret' };

/** Sets it up. */
export function stage({ node, parents = [], children = [], ...rest }: WorkflowSetup): Stage {
	const types = nodeTypes(rest.types);
	const all = [node, ...parents, ...children].map((one) => toNode(one, types));
	const [own] = all as [INode];
	const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });
	const connections = Object.fromEntries([
		...all.slice(1, 1 + parents.length).map(({ name }) => [name, { main: [[to(own.name)]] }]),
		[own.name, { main: [all.slice(1 + parents.length).map(({ name }) => to(name))] }],
	]) as ConstructorParameters<typeof Workflow>[0]['connections'];
	const workflow = new Workflow({
		id: rest.workflowId ?? 'workflow',
		name: 'Calls',
		nodes: all,
		connections,
		active: true,
		nodeTypes: types,
		staticData: rest.staticData ?? {},
		settings: { timezone: rest.timezone ?? ELSEWHERE },
	});
	return { workflow, node: own, additionalData: additionalData([node, ...parents, ...children]) };
}

function toNode(setup: NodeSetup, types: INodeTypes): INode {
	const { type, parameters = {}, credentials = {}, name = 'Voicenter', id = name, ...rest } = setup;
	const fullName = type.includes('.') ? type : `${PACKAGE}.${type}`;
	const held = Object.keys(credentials).map((credential) => [
		credential,
		{ id: `${name}/${credential}`, name: DISPLAY_NAMES[credential] ?? credential },
	]);
	return {
		...rest,
		id,
		name,
		type: fullName,
		typeVersion: [types.getByNameAndVersion(fullName).description.version].flat().at(-1) ?? 1,
		position: [0, 0],
		// A workflow is saved as JSON.
		parameters: JSON.parse(JSON.stringify(parameters)) as INode['parameters'],
		...(held.length > 0 && { credentials: Object.fromEntries(held) as INode['credentials'] & {} }),
	};
}

function additionalData(nodes: NodeSetup[]): IWorkflowExecuteAdditionalData {
	const saved = new Map<string, object>();
	for (const { name = 'Voicenter', credentials = {} } of nodes) {
		for (const [type, data] of Object.entries(credentials)) saved.set(`${name}/${type}`, data);
	}
	const absent = (what: string) => () => Promise.reject(new Error(`These tests have no ${what}`));
	const base = 'http://n8n.test';
	return {
		credentialsHelper: new SavedCredentials(saved),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: absent('other workflows'),
		getRunExecutionData: absent('other executions'),
		getRuntimeCredential: absent('credentials of a run'),
		startRunnerTask: absent('task runners'),
		logAiEvent: () => undefined,
		currentNodeExecutionIndex: 0,
		executionId: '1',
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		variables: {},
	};
}

/** n8n's own reads its database; what it does with what it finds there, defaults filled in, is done here too. */
class SavedCredentials extends ICredentialsHelper {
	constructor(private readonly saved: ReadonlyMap<string, object>) {
		super();
	}
	getParentTypes = () => [];
	isCredentialUsableByNode = () => true;
	authenticate = unused;
	preAuthentication = unused;
	runPreAuthentication = unused;
	getCredentials = unused;
	updateCredentials = unused;
	updateCredentialsOauthTokenData = unused;
	getCredentialsProperties = credentialProperties;
	getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		{ id }: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.saved.get(id ?? '');
		if (!data) return Promise.reject(new Error(`Credential with ID "${id ?? ''}" does not exist`));
		const given = data as INodeParameters;
		const filled = NodeHelpers.getNodeParameters(credentialProperties(type), given, true, false, null, null);
		return Promise.resolve({ ...filled, ...given } as ICredentialDataDecryptedObject);
	}
}

const unused = () => Promise.reject(new Error('These tests neither keep nor refresh credentials'));
