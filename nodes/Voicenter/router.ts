import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { connectWith, CREDENTIAL } from '../support/connection';
import { toNodeError } from '../support/errors';
import { findOperation } from './actions';

/**
 * Runs the chosen operation for every item, one after the other, in their order: the only place that loops,
 * pairs results with items, honours "continue on fail" and makes n8n's errors.
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
	const connection = await connectWith(
		await this.getCredentials(CREDENTIAL),
		this.getExecutionCancelSignal(),
	);
	const output: INodeExecutionData[] = [];

	for (const itemIndex of this.getInputData().keys()) {
		const field = <Value>(fieldName: string, fallback?: Value) =>
			this.getNodeParameter(fieldName, itemIndex, fallback, { extractValue: true }) as Value;
		try {
			const result = await operation.execute({ connection, field });
			const results: IDataObject[] = Array.isArray(result) ? result : [result];
			output.push(...results.map((json) => ({ json, pairedItem: { item: itemIndex } })));
		} catch (caught) {
			const error = toNodeError(caught, { node: this.getNode(), itemIndex, fields: operation.fields });
			if (!this.continueOnFail()) throw error;
			output.push({
				json: { error: error.message, hint: error.description },
				error,
				pairedItem: { item: itemIndex },
			});
		}
	}
	return [output];
}
