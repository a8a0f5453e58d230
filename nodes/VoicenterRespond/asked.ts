import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import { msSinceDue } from '../support/webhook/due';

/** The part of n8n's data of other nodes that is needed here. */
interface NodeData {
	$: (node: string) => { first: () => { json: IDataObject } | undefined };
}

/** Where n8n keeps, for as long as the execution lasts, what its nodes want to know of each other. */
const ANSWERED_BY = 'voicenterAnsweredBy';

/** In the editor, what is later than that is of an earlier run, or pinned: nobody was waiting. */
const LATEST_IN_EDITOR_MS = 60_000;

/**
 * What Voicenter asked in this execution.
 *
 * @param triggers names of those that may have asked
 * @returns the trigger's item; undefined when none of them has started this execution: nobody waits for an answer
 */
export function askedBy(context: IExecuteFunctions, triggers: readonly string[]): IDataObject | undefined {
	if (triggers.length === 0) return undefined;
	// Mostly the trigger's item has come here as it was, which is the cheaper way to know.
	const item = context.getInputData()[0]?.json;
	if (typeof item?.['answerBy'] === 'string') return item;
	const { $: node } = context.getWorkflowDataProxy(0) as unknown as NodeData;
	for (const trigger of triggers) {
		try {
			const json = node(trigger).first()?.json;
			if (json !== undefined) return json;
		} catch {
			// A trigger that did not start this execution has no items, which n8n reports as an error.
			continue;
		}
	}
	return undefined;
}

/**
 * How many seconds ago an answer should have come. The trigger has told Voicenter something else by then, from
 * a process that may be another one, so it is the trigger's item that says by when.
 *
 * @returns undefined when there is time, or when nothing is known of a deadline
 */
export function secondsLate(context: IExecuteFunctions, { answerBy }: IDataObject): number | undefined {
	const late = msSinceDue(typeof answerBy === 'string' ? answerBy : '');
	if (context.getMode() === 'manual' && late > LATEST_IN_EDITOR_MS) return undefined;
	return late > 0 ? late / 1_000 : undefined;
}

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

/** The answer went nowhere, since nobody asked. */
export function nobodyAsked(context: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		'Nobody waits for this answer: no Voicenter trigger that asks has started this execution',
		{
			description:
				'Answer in the workflow that starts with the External Layer, Screen Pop or VoiceBot trigger: not in a sub-workflow of it, and not after another trigger. To build an answer for n8n’s own Webhook node, set the option Output to The Answer.',
		},
	);
}

/** Says what became of an answer that was not sent. */
export function notSent({ first, late }: { first: string | undefined; late: number | undefined }): string {
	return first === undefined
		? `This answer came ${(late ?? 0).toFixed(1)} seconds too late and was not sent: Voicenter had already got the trigger’s own answer.`
		: `The node “${first}” had answered already, and a call takes one answer: this one was not sent.`;
}
