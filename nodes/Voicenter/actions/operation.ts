import type { IBinaryData, IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Connection } from '../../platform/request/account';
import type { DescribedOperation, DescribedResource } from '../../support/describeOperations';
import type { FieldReader } from '../../support/fieldReader';

/** What an operation works with for one item. */
export interface OperationCall {
	connection: Connection;
	/**
	 * The value of a field for this item, as the user gave it.
	 *
	 * @param name the field's name
	 * @param fallback what an absent field counts as
	 */
	field: FieldReader;
	/** The item as it came in. */
	input: IDataObject;
	/** What n8n alone can do, such as storing a file. */
	tools: OperationTools;
}

/** What an operation needs of n8n beside its fields. */
export interface OperationTools {
	/** The account's time zone, such as `Asia/Jerusalem`. */
	timeZone: string;
	/** Works with the memory that lasts from one run of the active workflow to the next, of this node alone. */
	withMemory: <Result>(work: (memory: Record<string, unknown>) => Promise<Result>) => Promise<Result>;
	/** Says something beside the output. */
	say: (message: string) => void;
	/** "On Error" is "Stop Workflow": the first error ends the run, so a batch does nothing once an item has failed. */
	stopsAtError: boolean;
	/** Stores a file; n8n decides where. */
	storeFile: (
		content: Buffer | NodeJS.ReadableStream,
		fileName: string,
		mimeType?: string,
	) => Promise<IBinaryData>;
}

/** What came of an item: its JSON, and files where there are any. */
export interface OperationOutput {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

/** What an operation works with for each of many items, made when it is asked for: all at once would be felt. */
export interface OperationCalls {
	readonly length: number;
	/** @param index from 0, below `length` */
	at: (index: number) => OperationCall;
}

/** What came of one item of several that went out together. */
export type BatchOutcome = { itemIndex: number; json: IDataObject } | { itemIndex: number; error: unknown };

/**
 * Numbers what came of the items of a batch.
 *
 * @param outcomes for each item, in their order; those that were not begun because the run stops have none
 * @param toJson gives the result of an item that did not fail
 */
export function* batchOutcomes<Done extends object>(
	outcomes: Iterable<Done | { error: unknown } | undefined>,
	toJson: (done: Done) => IDataObject,
): Generator<BatchOutcome> {
	let itemIndex = -1;
	for (const outcome of outcomes) {
		itemIndex += 1;
		if (outcome === undefined) continue;
		yield 'error' in outcome ? { itemIndex, error: outcome.error } : { itemIndex, json: toJson(outcome) };
	}
}

/** An operation that works on one item at a time. */
export interface ItemOperation extends DescribedOperation {
	/**
	 * Returns one result or a list of them, or one with files; the router pairs them with the item.
	 */
	execute: (call: OperationCall) => Promise<IDataObject | IDataObject[] | FileOutput>;
}

/** An operation that sends many items in one request. */
export interface BatchOperation extends DescribedOperation {
	/**
	 * Does it for all items, of which there is at least one. They come back in their order, each of them once, as a
	 * result or as an error; those that were not begun because the run stops at an error do not. What is thrown
	 * instead counts for all items.
	 */
	executeAll: (calls: OperationCalls) => Promise<Iterable<BatchOutcome>>;
}

/** One operation of the node: its fields, and what it does. */
export type Operation = ItemOperation | BatchOperation;

/** Marks a result that has files beside its JSON. */
export class FileOutput {
	constructor(readonly output: OperationOutput) {}
}

/** A resource and its operations. */
export type Resource = DescribedResource<Operation>;
