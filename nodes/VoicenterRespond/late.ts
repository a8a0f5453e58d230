import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The part of n8n's data of other nodes that is needed here. */
interface NodeData {
	$: (node: string) => { first: () => { json: IDataObject } | undefined };
}

/**
 * How many seconds ago an answer should have come. The trigger has told Voicenter something else by then, from
 * a process that may be another one, so it is the trigger's item that says by when.
 *
 * @param triggers names of those that may have asked
 * @returns undefined when there is time, or when nothing is known of a deadline
 */
export function secondsLate(context: IExecuteFunctions, triggers: readonly string[]): number | undefined {
	const given = triggers.map((trigger) => answerByOf(context, trigger)).find((one) => one !== undefined);
	const answerBy = Date.parse(given ?? '');
	const late = Date.now() - answerBy;
	return late > 0 ? late / 1_000 : undefined;
}

/**
 * Makes a late answer visible in the execution: as a hint at the node, and in the items for the workflow to act on.
 *
 * @returns the items with `answeredInTime: false`
 */
export function showLate(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	seconds: number,
): INodeExecutionData[] {
	context.addExecutionHints({
		type: 'warning',
		message: `This answer came ${seconds.toFixed(1)} seconds too late and was not sent: Voicenter had already got the trigger’s own answer.`,
		location: 'outputPane',
	});
	return items.map((item) => ({ ...item, json: { ...item.json, answeredInTime: false } }));
}

/** A trigger that did not start this execution has no items, which n8n reports as an error. */
function answerByOf(context: IExecuteFunctions, trigger: string): string | undefined {
	try {
		const { $: node } = context.getWorkflowDataProxy(0) as unknown as NodeData;
		const answerBy = node(trigger).first()?.json['answerBy'];
		return typeof answerBy === 'string' ? answerBy : undefined;
	} catch {
		return undefined;
	}
}
