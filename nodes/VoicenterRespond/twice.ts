import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** The part of n8n's data of other nodes that is needed here. */
interface NodeData {
	$: (node: string) => { isExecuted: boolean; first: () => { json: IDataObject } | undefined };
}

/**
 * Makes visible at the node that its answer went nowhere, since a call takes one: n8n sends the first, and says
 * nothing of others. Only nodes before this one are known to have run before it.
 */
export function showSecondAnswer(context: IExecuteFunctions): void {
	const { name: own, type } = context.getNode();
	const others = context
		.getParentNodes(own)
		.filter((node) => node.type === type && node.name !== own && !node.disabled);
	if (others.length === 0) return;
	const { $: node } = context.getWorkflowDataProxy(0) as unknown as NodeData;
	const first = others.find(({ name }) => hasAnswered(node, name));
	if (!first) return;
	context.addExecutionHints({
		type: 'warning',
		message: `The node “${first.name}” had answered already, and a call takes one answer: this one was not sent.`,
		location: 'outputPane',
	});
}

/** One that failed and let the workflow go on has put out its error, and sent nothing. */
function hasAnswered(node: NodeData['$'], name: string): boolean {
	try {
		return node(name).isExecuted && typeof node(name).first()?.json['error'] !== 'string';
	} catch {
		return false;
	}
}
