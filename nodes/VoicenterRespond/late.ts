import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The part of n8n's data of other nodes that is needed here. */
interface NodeData {
	$: (node: string) => { first: () => { json: IDataObject } | undefined };
}

/** In the editor, what is later than that is of an earlier run, or pinned: nobody was waiting. */
const LATEST_IN_EDITOR_MS = 60_000;

/**
 * How many seconds ago an answer should have come. The trigger has told Voicenter something else by then, from
 * a process that may be another one, so it is the trigger's item that says by when.
 *
 * @param triggers names of those that may have asked
 * @returns undefined when there is time, or when nothing is known of a deadline
 */
export function secondsLate(context: IExecuteFunctions, triggers: readonly string[]): number | undefined {
	const answerBy = Date.parse(inItem(context) ?? inTriggers(context, triggers) ?? '');
	const late = Date.now() - answerBy;
	if (context.getMode() === 'manual' && late > LATEST_IN_EDITOR_MS) return undefined;
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

/** Mostly the trigger's item has come here as it was, which is the cheaper way to know. */
function inItem(context: IExecuteFunctions): string | undefined {
	return textOrNothing(context.getInputData()[0]?.json['answerBy']);
}

/** A trigger that did not start this execution has no items, which n8n reports as an error. */
function inTriggers(context: IExecuteFunctions, triggers: readonly string[]): string | undefined {
	if (triggers.length === 0) return undefined;
	const { $: node } = context.getWorkflowDataProxy(0) as unknown as NodeData;
	for (const trigger of triggers) {
		try {
			const answerBy = textOrNothing(node(trigger).first()?.json['answerBy']);
			if (answerBy !== undefined) return answerBy;
		} catch {
			continue;
		}
	}
	return undefined;
}

function textOrNothing(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
