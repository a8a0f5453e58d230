/** A run of a node that is no trigger, on n8n-core's ExecuteContext. */
import './environment';

import { ExecuteContext, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type IExecuteFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { keepLog } from './log';
import { type NodeSetup, type Stage, stage, type WorkflowSetup } from './workflow';

/** What a run is given. */
export interface ExecuteSetup extends WorkflowSetup {
	items?: object[];
	/** What each node before has put out; one that is not named has not run. */
	outputs?: Record<string, object[]>;
	mode?: WorkflowExecuteMode;
	/** What the nodes of one execution know of each other; each run has an execution of its own unless told. */
	flow?: IDataObject;
	/** n8n always gives one. */
	signal?: AbortSignal;
}

const inOutput = (items: object[]): INodeExecutionData[] =>
	items.map((json, item) => ({ json: json as IDataObject, pairedItem: { item } }));

/** The context, and what comes of it besides what the node returns. */
export function executeContext(setup: ExecuteSetup) {
	const { items = [{}], outputs = {}, mode = 'webhook', flow = {} } = setup;
	const { signal = new AbortController().signal } = setup;
	const { workflow, node, additionalData } = stage(setup);
	const sent: IN8nHttpFullResponse[] = [];
	const hooks = hooksOf(workflow, mode);
	hooks.addHandler('sendResponse', (response) => void sent.push(response as IN8nHttpFullResponse));
	additionalData.hooks = hooks;
	const input = inOutput(items);
	const data = { main: [input] };
	const [source] = setup.parents ?? [];
	const executeData = {
		data,
		node,
		source: source ? { main: [{ previousNode: nameOf(source) }] } : null,
	};
	const runData = Object.entries(outputs).map(([name, output], executionIndex) => [
		name,
		[{ startTime: 0, executionIndex, executionTime: 0, source: [], data: { main: [inOutput(output)] } }],
	]);
	const runExecutionData = createRunExecutionData({
		resultData: { runData: Object.fromEntries(runData) as never },
		executionData: { nodeExecutionStack: [executeData], contextData: { flow } },
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		mode,
		runExecutionData,
		0,
		input,
		data,
		executeData,
		[],
		signal,
	);
	// n8n's classes and interfaces disagree about what may be absent.
	return {
		context: context as IExecuteFunctions,
		sent,
		hints: context.hints,
		...keepLog(context),
		workflow,
	};
}

const nameOf = ({ name = 'Voicenter' }: NodeSetup) => name;

function hooksOf(workflow: Workflow, mode: WorkflowExecuteMode): ExecutionLifecycleHooks {
	return new ExecutionLifecycleHooks(mode, '1', {
		id: workflow.id,
		name: 'Calls',
		active: true,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
	});
}

/**
 * Runs a whole workflow by n8n-core's WorkflowExecute.
 *
 * @param items what its trigger starts it with, by output
 * @returns whether it succeeded
 */
export async function runWorkflow(
	{ workflow, node, additionalData }: Stage,
	items: INodeExecutionData[][],
): Promise<boolean> {
	const runExecutionData = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: items }, source: null }] },
	});
	const its = { ...additionalData, hooks: hooksOf(workflow, 'webhook') };
	const { data } = await new WorkflowExecute(its, 'webhook', runExecutionData).processRunExecutionData(
		workflow,
	);
	return data.resultData.error === undefined;
}
