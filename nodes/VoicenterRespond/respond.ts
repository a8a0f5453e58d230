import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { toErrorItem, toNodeError } from '../support/errors';
import { fieldReader } from '../support/fieldReader';
import { secondsLate, showLate } from './late';
import { findAnswer, questions } from './operations';
import type { AnswerOperation, Question } from './operations/operation';
import { answeredBefore, rememberAnswer, showSecondAnswer } from './twice';

/** The triggers whose calls wait for an answer, by who asks. */
const TRIGGERS: Record<Question['value'], string> = {
	externalLayer: 'voicenterExternalLayerTrigger',
	screenPop: 'voicenterScreenPopTrigger',
	voiceBot: 'voicenterVoiceBotTrigger',
};

const HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/**
 * Makes the answer from the first item and sends it: one call, one answer. The items go on unchanged, or the answer
 * instead of them; after the deadline with the word that it was too late. After an error nothing is sent, and the trigger
 * answers with its fallback unless another node answers.
 */
export async function respond(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const { question, operation } = chosenAnswer(this);
	try {
		const triggers = triggersOf(this, question);
		const field = fieldReader(this)(0);
		const answer = (await operation.build({ field, timeZone: this.getTimezone() })) as IDataObject;
		const first = answeredBefore(this);
		const late = first === undefined ? secondsLate(this, triggers) : undefined;
		await this.sendResponse({ body: answer, headers: HEADERS, statusCode: 200 });
		if (first !== undefined) showSecondAnswer(this, first);
		else if (late === undefined) rememberAnswer(this);
		if (items.length > 1) sayThatOneCounted(this, items.length);
		const passedOn = late === undefined ? items : showLate(this, items, late);
		const output = this.getNodeParameter('options.output', 0, 'items');
		return [output === 'answer' ? [{ json: answer, pairedItem: { item: 0 } }] : passedOn];
	} catch (error) {
		const nodeError = toNodeError(error, {
			node: this.getNode(),
			itemIndex: 0,
			consequence: 'This answer was not sent. Unless another node answers, Voicenter gets the trigger’s own.',
			fields: operation.fields,
		});
		if (!this.continueOnFail()) throw nodeError;
		return [[toErrorItem(nodeError, 0), ...items.slice(1)]];
	}
}

function chosenAnswer(context: IExecuteFunctions): { question: Question; operation: AnswerOperation } {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const found = findAnswer(resource, name);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		`This version of the Voicenter Respond node has no answer "${resource}: ${name}"`,
	);
}

/**
 * The triggers that lead here, of which one has asked. Where there is none it may be a sub-workflow, or n8n's own Webhook: that is for the
 * user to know.
 */
function triggersOf(context: IExecuteFunctions, question: Question): string[] {
	const triggers = context
		.getParentNodes(context.getNode().name)
		.filter(({ disabled }) => !disabled)
		.map(({ name, type }) => ({
			name,
			asker: questions.find(({ value }) => type.endsWith(`.${TRIGGERS[value]}`)),
		}));
	const right = triggers.filter(({ asker }) => asker === question);
	const asker = triggers.find((trigger) => trigger.asker)?.asker;
	if (right.length > 0 || !asker) return right.map(({ name }) => name);
	throw new NodeOperationError(
		context.getNode(),
		`Answer To: this is an answer to ${question.name}, but the workflow starts with the trigger for ${asker.name}`,
		{ description: `Set Answer To to ${asker.name}. No answer was sent.` },
	);
}

function sayThatOneCounted(context: IExecuteFunctions, count: number): void {
	context.addExecutionHints({
		message: `${count} items came in, and a call takes one answer: it was made from the first item.`,
		location: 'outputPane',
	});
}
