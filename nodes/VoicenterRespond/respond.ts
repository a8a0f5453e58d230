import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';

import { toErrorItem, toNodeError } from '../support/errors';
import { fieldReader } from '../support/fieldReader';
import { answeredBefore, askedBy, nobodyAsked, notSent, rememberAnswer, secondsLate } from './asked';
import { findAnswer, questions } from './operations';
import type { AnswerOperation, Question } from './operations/operation';

/** The triggers whose calls wait for an answer, by who asks. */
const TRIGGERS: Record<Question['value'], string> = {
	externalLayer: 'voicenterExternalLayerTrigger',
	screenPop: 'voicenterScreenPopTrigger',
	voiceBot: 'voicenterVoiceBotTrigger',
};

const HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/**
 * Makes the answer from the first item and sends it: one call, one answer. The items go on, with the answer that was sent
 * in the first of them, or the answer instead of them. An answer that comes too late, a second one, and one that nobody
 * asked for are errors. After an error nothing is sent, and the trigger answers with its fallback unless another node
 * answers.
 */
export async function respond(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const { question, operation } = chosenAnswer(this);
	try {
		const asked = askedBy(this, triggersOf(this, question));
		const field = fieldReader(this)(0);
		const isOutput = this.getNodeParameter('options.output', 0, 'items') === 'answer';
		if (!asked && !isOutput) throw nobodyAsked(this);
		const answer = (await operation.build({
			field,
			timeZone: this.getTimezone(),
			request: asked ?? items[0]?.json ?? {},
		})) as IDataObject;
		const json = asked ? { ...items[0]?.json, ...(await send(this, answer, asked)) } : items[0]?.json;
		if (items.length > 1) sayThatOneCounted(this, items.length);
		if (isOutput) return [[{ json: answer, pairedItem: { item: 0 } }]];
		return [items.map((item, index) => (index === 0 ? { ...item, json: { ...json } } : item))];
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

/**
 * Also what is too late is handed on to n8n, and by it to the trigger, which notes in the log how late it was.
 *
 * @returns what the first item is to say of it
 * @throws NodeOperationError when it was not sent, unless the node is to go on all the same
 */
async function send(
	context: IExecuteFunctions,
	answer: IDataObject,
	asked: IDataObject,
): Promise<IDataObject> {
	const first = answeredBefore(context);
	const late = first === undefined ? secondsLate(context, asked) : undefined;
	await context.sendResponse({ body: answer, headers: HEADERS, statusCode: 200 });
	if (first === undefined && late === undefined) {
		rememberAnswer(context);
		return { sentAnswer: answer };
	}
	const message = notSent({ first, late });
	if (context.getNodeParameter('options.onLateAnswer', 0, 'fail') !== 'continue') {
		throw new NodeOperationError(context.getNode(), message, {
			itemIndex: 0,
			description: 'To have the workflow go on instead, set the option On Late Answer to Continue.',
		});
	}
	context.addExecutionHints({ type: 'warning', message, location: 'outputPane' });
	return first === undefined ? { answeredInTime: false } : {};
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
 * The triggers that lead here, of which one may have asked. There is none in a sub-workflow, and behind n8n's own Webhook.
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
