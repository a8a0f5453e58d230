/** Triggers and pickers, on n8n-core's TriggerContext, PollContext, HookContext and LoadOptionsContext. */
import './environment';

import { HookContext, LoadOptionsContext, PollContext, TriggerContext } from 'n8n-core';
import type {
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeParameters,
	IPollFunctions,
	ITriggerFunctions,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { keepLog } from './log';
import { type Stage, stage, type WorkflowSetup } from './workflow';

/** What a trigger is started with. */
export interface TriggerSetup extends WorkflowSetup {
	/** Manual is the editor's. */
	mode?: WorkflowExecuteMode;
	activation?: WorkflowActivateMode;
}

/** What a trigger started the workflow with. */
export interface Emission {
	items: INodeExecutionData[];
	/** The trigger waits for it to be settled when the workflow has ended. */
	done: Parameters<ITriggerFunctions['emit']>[2];
}

/** For a trigger that goes on by itself. */
export function triggerContext(setup: TriggerSetup, onEmit?: (emission: Emission) => void) {
	const { workflow, node, additionalData } = stage(setup);
	const { mode = 'trigger', activation = 'activate' } = setup;
	const emitted: Emission[] = [];
	const errors: Error[] = [];
	const context = new TriggerContext(
		workflow,
		node,
		additionalData,
		mode,
		activation,
		(data, _response, done) => {
			const emission = { items: data[0] ?? [], done };
			emitted.push(emission);
			onEmit?.(emission);
		},
		(error) => void errors.push(error),
	);
	// n8n's classes and interfaces disagree about what may be absent.
	return { context: context as ITriggerFunctions, emitted, errors, ...keepLog(context), workflow };
}

/** For one poll; several of one workflow share a stage, and with it the static data. */
export function pollContext(
	{ workflow, node, additionalData }: Stage,
	{ mode = 'trigger', activation = 'activate' }: Pick<TriggerSetup, 'mode' | 'activation'> = {},
) {
	const context = new PollContext(workflow, node, additionalData, mode, activation);
	return { context: context as IPollFunctions, ...keepLog(context) };
}

/** For what a webhook node does when its workflow is published, or not any more. */
export function hookContext(setup: TriggerSetup) {
	const { workflow, node, additionalData } = stage(setup);
	const context = new HookContext(
		workflow,
		node,
		additionalData,
		setup.mode ?? 'trigger',
		setup.activation ?? 'activate',
	);
	return { context: context as IHookFunctions, ...keepLog(context), workflow };
}

/** For a picker: what the node's fields hold now, saved or not. */
export function loadOptionsContext(setup: WorkflowSetup) {
	const { workflow, node, additionalData } = stage(setup);
	additionalData.currentNodeParameters = (setup.node.parameters ?? {}) as INodeParameters;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return { context: context as ILoadOptionsFunctions, ...keepLog(context) };
}
