import { connect } from '../../nodes/platform/request/account';
import type { BatchOutcome, Operation, OperationCall } from '../../nodes/Voicenter/actions/operation';
import type { Simulator } from '../simulator';

/** What one item's fields hold. */
export type Fields = Record<string, unknown>;

/** What the router hands to an operation for one item, as far as the operations tested here look at it. */
function operationCall(simulator: Simulator, fields: Fields, stopsAtError = false): OperationCall {
	const { code } = simulator.account;
	return {
		connection: connect({ code, baseUrl: simulator.url }),
		input: {},
		tools: { stopsAtError } as OperationCall['tools'],
		field: <Value>(name: string, fallback?: Value): Value => {
			const value = name in fields ? fields[name] : fallback;
			if (value === undefined) throw new Error(`Could not get parameter ${name}`);
			return value as Value;
		},
	};
}

/** Runs an operation for one item. */
export async function run(simulator: Simulator, operation: Operation, fields: Fields = {}): Promise<unknown> {
	if (!('execute' in operation)) throw new Error(`${operation.value} is for many items`);
	return operation.execute(operationCall(simulator, fields));
}

/** Runs an operation for many items. */
export async function runAll(
	simulator: Simulator,
	operation: Operation,
	items: Fields[],
	stopsAtError?: boolean,
): Promise<BatchOutcome[]> {
	if (!('executeAll' in operation)) throw new Error(`${operation.value} is for one item`);
	const outcomes = await operation.executeAll({
		length: items.length,
		at: (index) => operationCall(simulator, items[index] ?? {}, stopsAtError),
	});
	return [...outcomes];
}
