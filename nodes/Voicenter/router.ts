import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Connection } from '../platform/account';
import { connectWith, CREDENTIAL } from '../support/connection';
import { toNodeError } from '../support/errors';
import { fieldReader } from '../support/fieldReader';
import { findOperation } from './actions';
import {
	type BatchOutcome,
	FileOutput,
	type ItemOperation,
	type Operation,
	type OperationCall,
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
	const name = this.getNodeParameter('operation', 0);
	const operation = findOperation(resource, name);
	if (!operation) {
		throw new NodeOperationError(
			this.getNode(),
			`This version of the Voicenter node has no operation "${resource}: ${name}"`,
		);
	}
	const connection = await connectWith(await this.getCredentials(CREDENTIAL), {
		signal: this.getExecutionCancelSignal(),
		log: (message) => this.logger.info(`Voicenter: ${message}`),
	});
	const calls = callsFor(this, connection);
	const outcomes =
		'execute' in operation
			? await runEach(operation, calls, {
					atATime: this.getNodeParameter('options.requestsAtATime', 0, 1) as number,
					stopAtError: !this.continueOnFail(),
				})
			: await runTogether(operation.executeAll, calls);
	return [outcomes.flatMap((outcome) => toItems(this, operation, outcome))];
}

function callsFor(context: IExecuteFunctions, connection: Connection): OperationCall[] {
	const readFields = fieldReader(context);
	const tools = {
		timeZone: context.getTimezone(),
		stopsAtError: !context.continueOnFail(),
		memory: context.getWorkflowStaticData('node'),
		storeFile: context.helpers.prepareBinaryData.bind(context.helpers),
	} as OperationCall['tools'];
	return context.getInputData().map(({ json }, itemIndex) => ({
		connection,
		tools,
		input: json,
		field: readFields(itemIndex),
	}));
}

async function runEach(
	operation: ItemOperation,
	calls: OperationCall[],
	{ atATime, stopAtError }: { atATime: number; stopAtError: boolean },
): Promise<Outcome[]> {
	const { default: pMap } = await import('p-map');
	let stopped = false;
	const outcomes = await pMap(
		calls,
		async (call, itemIndex): Promise<Outcome | undefined> => {
			if (stopped) return undefined;
			try {
				return { itemIndex, outputs: toOutputs(await operation.execute(call)) };
			} catch (error) {
				stopped = stopAtError;
				return { itemIndex, error };
			}
		},
		{ concurrency: atATime },
	);
	return outcomes.filter((outcome) => outcome !== undefined);
}

async function runTogether(
	executeAll: (calls: OperationCall[]) => Promise<BatchOutcome[]>,
	calls: OperationCall[],
): Promise<Outcome[]> {
	try {
		const outcomes = await executeAll(calls);
		return outcomes
			.map((outcome) =>
				'error' in outcome ? outcome : { itemIndex: outcome.itemIndex, outputs: [{ json: outcome.json }] },
			)
			.sort((a, b) => a.itemIndex - b.itemIndex);
	} catch (error) {
		return calls.map((_, itemIndex) => ({ itemIndex, error }));
	}
}

function toOutputs(result: IDataObject | IDataObject[] | FileOutput): OperationOutput[] {
	if (result instanceof FileOutput) return [result.output];
	return Array.isArray(result) ? result.map((json) => ({ json })) : [{ json: result }];
}

function toItems(context: IExecuteFunctions, { fields }: Operation, outcome: Outcome): INodeExecutionData[] {
	const { itemIndex } = outcome;
	const pairedItem = { item: itemIndex };
	if ('outputs' in outcome) return outcome.outputs.map((output) => ({ ...output, pairedItem }));
	const error = toNodeError(outcome.error, { node: context.getNode(), itemIndex, fields });
	if (!context.continueOnFail()) throw error;
	return [{ json: { error: error.message, hint: error.description }, error, pairedItem }];
}
