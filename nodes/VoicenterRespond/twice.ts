import type { IExecuteFunctions } from 'n8n-workflow';

/** Where n8n keeps, for as long as the execution lasts, what its nodes want to know of each other. */
const ANSWERED_BY = 'voicenterAnsweredBy';

/**
 * Finds out who has answered the call of this execution, wherever in the workflow that was.
 *
 * @returns the name of the node whose answer went out in time; undefined when there is none
 */
export function answeredBefore(context: IExecuteFunctions): string | undefined {
	const name: unknown = context.getContext('flow')[ANSWERED_BY];
	return typeof name === 'string' ? name : undefined;
}

/** Remembers that this node's answer went out in time. */
export function rememberAnswer(context: IExecuteFunctions): void {
	context.getContext('flow')[ANSWERED_BY] = context.getNode().name;
}

/**
 * Makes visible at the node that its answer went nowhere, since a call takes one: n8n sends the first, and says
 * nothing of others.
 *
 * @param first the node that has answered
 */
export function showSecondAnswer(context: IExecuteFunctions, first: string): void {
	context.addExecutionHints({
		type: 'warning',
		message: `The node “${first}” had answered already, and a call takes one answer: this one was not sent.`,
		location: 'outputPane',
	});
}
