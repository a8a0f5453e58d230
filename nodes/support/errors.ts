import {
	ExecutionBaseError,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { InvalidInputError, RunAgainError, VoicenterError } from '../platform/http/errors';

/** Where an error happened. */
interface Place {
	node: INode;
	/** Which item was being worked on. */
	itemIndex?: number;
	/** What it means that the input was not right. */
	consequence?: string;
	/** The fields that the user filled in, to call them by their names. */
	fields?: readonly INodeProperties[];
}

/**
 * Turns whatever was thrown into n8n's error, with what to do about it as its description. Nothing of the
 * request travels along, so no secret can.
 *
 * @returns a NodeOperationError for input that was not sent, a NodeApiError for what Voicenter or the network
 *   said; what n8n itself threw keeps what n8n knows of it
 */
export function toNodeError(
	error: unknown,
	{ node, itemIndex, consequence = 'Nothing was done at Voicenter for this item.', fields = [] }: Place,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const item = itemIndex === undefined ? {} : { itemIndex };
	if (isInvalidInput(error)) {
		const label = displayName(error.field, fields);
		return new NodeOperationError(node, label ? `${label}: ${error.message}` : error.message, {
			...item,
			description: consequence,
		});
	}
	if (isRunAgainError(error)) {
		return new NodeOperationError(
			node,
			`Retry On Fail is on for this node: after an error, n8n would ${error.wouldDo}. Turn it off in the node’s Settings.`,
			{
				description:
					'Nothing was sent. n8n repeats the whole node with all its items, also those that went well. To try failed items again, set On Error to Continue and decide in the workflow.',
			},
		);
	}
	if (isVoicenterError(error)) {
		const { message, hint, code, httpStatus } = error;
		const summary: JsonObject = { message, ...(code !== undefined && { code }) };
		const nodeError = new NodeApiError(node, summary, {
			...item,
			...(hint !== undefined && { description: hint }),
			...(httpStatus !== undefined && { httpCode: String(httpStatus) }),
		});
		// n8n puts words of its own in place of network errors, and some of them advise to send again: never a call.
		nodeError.message = message;
		return nodeError;
	}
	return wrap(error, node, item);
}

/**
 * What stands for a failed item under "continue on fail": one text, with what to do about it. n8n would leave of an
 * item with an error object the message alone, without the item's own fields on the error output; and there it
 * knows a failed item by `error` being all that it has.
 */
export function toErrorItem(
	{ message, description }: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const sentence = /[.!?…]$/.test(message) ? message : `${message}.`;
	const error = description ? `${sentence} ${description}` : message;
	return { json: { error }, pairedItem: { item: itemIndex } };
}

/** n8n shows an error in an expression with the help that it finds in the error's context. */
function wrap(error: unknown, node: INode, item: { itemIndex?: number }): NodeOperationError {
	const wrapped = new NodeOperationError(node, error instanceof Error ? error : String(error), item);
	if (error instanceof ExecutionBaseError) Object.assign(wrapped.context, error.context, item);
	return wrapped;
}

/** The platform is loaded on first use, so its classes are told by name instead of by `instanceof`. */
function isInvalidInput(error: unknown): error is InvalidInputError {
	return error instanceof Error && error.name === 'InvalidInputError';
}

/** What no setting of "On Error" may turn into an item: see RunAgainError. */
export function isRunAgainError(error: unknown): error is RunAgainError {
	return error instanceof Error && error.name === 'RunAgainError';
}

function isVoicenterError(error: unknown): error is VoicenterError {
	return error instanceof Error && error.name === 'VoicenterError';
}

/** `customData.0.name` is in the field Custom Data, `first.extension` in the field Extension: the innermost one that is known counts. */
function displayName(path: string, fields: readonly INodeProperties[]): string | undefined {
	const known = path
		.split('.')
		.map((part) => findField(part, fields)?.displayName)
		.filter((label) => label !== undefined);
	return known.join(' → ') || undefined;
}

function findField(name: string, fields: readonly INodeProperties[]): INodeProperties | undefined {
	for (const field of fields) {
		if (field.name === name) return field;
		const inner = (field.options ?? []).flatMap((option) =>
			'values' in option ? option.values : 'displayName' in option ? [option] : [],
		);
		const found = findField(name, inner);
		if (found) return found;
	}
	return undefined;
}
