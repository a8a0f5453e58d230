import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Connection } from '../platform/request/account';
import { DEFAULT_TIME_ZONE } from '../support/region';
import { connectWith, CREDENTIAL } from '../support/connection';
import { isRunAgainError, toErrorItem, toNodeError } from '../support/errors';
import { fieldReader } from '../support/fieldReader';
import { withMemory } from '../support/memory';
import { findOperation } from './actions';
import {
	type BatchOperation,
	type BatchOutcome,
	FileOutput,
	type ItemOperation,
	type Operation,
	type OperationCall,
	type OperationCalls,
	type OperationOutput,
} from './actions/operation';

/** What came of one item. */
type Outcome = { itemIndex: number; outputs: OperationOutput[] } | { itemIndex: number; error: unknown };

/**
 * Runs the chosen operation for every item: the only place that loops, pairs results with items, honours
 * "continue on fail" and makes n8n's errors.
 *
 * Items are worked on one after the other, in their order, or as many at a time as the field `requestsAtATime`
 * says. After an error nothing new is begun, and the error of the first failed item is thrown once all that was
 * under way has ended.
 */
export async function route(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resource = this.getNodeParameter('resource', 0);
	const name = this.getNodeParameter('operation', 0, '');
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new NodeOperationError(
			this.getNode(),
			`This version of the Voicenter node has no operation "${resource}: ${name}"`,
		);
	}
	const connection = await connectWith(await this.getCredentials(CREDENTIAL), {
		signal: this.getExecutionCancelSignal(),
		// The node is not told that it is run again, so the setting alone decides.
		isRunAgain: this.getNode().retryOnFail,
		log: (message) => this.logger.info(`Voicenter: ${message}`),
	});
	const calls = callsFor(this, connection);
	const outcomes =
		'execute' in operation
			? await runEach(operation, calls, {
					atATime: requestsAtATime(this),
					stopAtError: !this.continueOnFail(),
				})
			: await runTogether(operation, calls);
	const output: INodeExecutionData[] = [];
	for (const outcome of outcomes) {
		for (const item of toItems(this, operation, outcome)) output.push(item);
	}
	return [output];
}

function requestsAtATime(context: IExecuteFunctions): number {
	const given = context.getNodeParameter('options.requestsAtATime', 0, 1);
	const number = Number(given);
	if (Number.isInteger(number) && number >= 1) return number;
	throw new NodeOperationError(
		context.getNode(),
		`Requests at a Time: ${JSON.stringify(given)} is not a whole number above 0`,
		{ description: 'Nothing was sent to Voicenter.' },
	);
}

function callsFor(context: IExecuteFunctions, connection: Connection): OperationCalls {
	const readFields = fieldReader(context);
	/** What is said of one item need not be said of the next. */
	const said = new Set<string>();
	const tools = {
		timeZone: connection.account.timeZone ?? DEFAULT_TIME_ZONE,
		stopsAtError: !context.continueOnFail(),
		withMemory: (work) => withMemory(context, work),
		say(message: string) {
			if (said.has(message)) return;
			said.add(message);
			context.addExecutionHints({ message, location: 'outputPane', type: 'info' });
		},
		storeFile: context.helpers.prepareBinaryData.bind(context.helpers),
	} as OperationCall['tools'];
	const items = context.getInputData();
	return {
		length: items.length,
		at: (itemIndex) => new ItemCall(connection, readFields(itemIndex), items[itemIndex]?.json ?? {}, tools),
	};
}

/** A class, because there may be 100,000 of them (see plainObject). */
class ItemCall implements OperationCall {
	constructor(
		readonly connection: Connection,
		readonly field: OperationCall['field'],
		readonly input: IDataObject,
		readonly tools: OperationCall['tools'],
	) {}
}

async function runEach(
	operation: ItemOperation,
	calls: OperationCalls,
	{ atATime, stopAtError }: { atATime: number; stopAtError: boolean },
): Promise<Outcome[]> {
	const { default: pMap } = await import('p-map');
	let stopped = false;
	const outcomes = await pMap(
		new Array<undefined>(calls.length).keys(),
		async (itemIndex): Promise<Outcome | undefined> => {
			if (stopped) return undefined;
			try {
				return { itemIndex, outputs: toOutputs(await operation.execute(calls.at(itemIndex))) };
			} catch (error) {
				stopped = stopAtError;
				return { itemIndex, error };
			}
		},
		{ concurrency: atATime },
	);
	return outcomes.filter((outcome) => outcome !== undefined);
}

async function runTogether(operation: BatchOperation, calls: OperationCalls): Promise<Iterable<Outcome>> {
	if (calls.length === 0) return [];
	try {
		return withOutputs(await operation.executeAll(calls));
	} catch (error) {
		return Array.from({ length: calls.length }, (_, itemIndex) => ({ itemIndex, error }));
	}
}

/** One at a time, as they are taken: a batch may be 100,000 items. */
function* withOutputs(outcomes: Iterable<BatchOutcome>): Generator<Outcome> {
	for (const outcome of outcomes) {
		yield 'error' in outcome ? outcome : { itemIndex: outcome.itemIndex, outputs: [{ json: outcome.json }] };
	}
}

function toOutputs(result: IDataObject | IDataObject[] | FileOutput): OperationOutput[] {
	if (result instanceof FileOutput) return [result.output];
	return Array.isArray(result) ? result.map((json) => ({ json })) : [{ json: result }];
}

function toItems(context: IExecuteFunctions, { fields }: Operation, outcome: Outcome): INodeExecutionData[] {
	const { itemIndex } = outcome;
	const pairedItem = { item: itemIndex };
	if ('outputs' in outcome) {
		return outcome.outputs.map(({ json, binary }) =>
			binary ? { json, binary, pairedItem } : { json, pairedItem },
		);
	}
	const error = toNodeError(outcome.error, { node: context.getNode(), itemIndex, fields });
	if (!context.continueOnFail() || isRunAgainError(outcome.error)) throw error;
	return [toErrorItem(error, itemIndex)];
}
