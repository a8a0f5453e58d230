import type { IBinaryData, IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { Connection } from '../../platform/account';
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
	/** The workflow's time zone, such as `Asia/Jerusalem`. */
	timeZone: string;
	/** Memory that lasts from one run of the active workflow to the next, of this node alone. */
	memory: IDataObject;
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

/** What came of one item of several that went out together. */
export type BatchOutcome = { itemIndex: number; json: IDataObject } | { itemIndex: number; error: unknown };

interface OperationText {
	/** The name in saved workflows. */
	value: string;
	/** In the list of operations. */
	name: string;
	/** A sentence for n8n's node panel. */
	action: string;
	/** For a person choosing, and for an AI model choosing: what it does in the world. */
	description: string;
	fields: INodeProperties[];
}

/** An operation that works on one item at a time. */
export interface ItemOperation extends OperationText {
	/**
	 * Returns one result or a list of them, or one with files; the router pairs them with the item.
	 */
	execute: (call: OperationCall) => Promise<IDataObject | IDataObject[] | FileOutput>;
}

/** An operation that sends many items in one request. */
export interface BatchOperation extends OperationText {
	/**
	 * Does it for all items. Every item must come back exactly once, as a result or as an error; what is thrown
	 * instead counts for all items.
	 */
	executeAll: (calls: OperationCall[]) => Promise<BatchOutcome[]>;
}

/** One operation of the node: its fields, and what it does. */
export type Operation = ItemOperation | BatchOperation;

/** Marks a result that has files beside its JSON. */
export class FileOutput {
	constructor(readonly output: OperationOutput) {}
}

/** A resource and its operations. */
export interface Resource {
	value: string;
	name: string;
	/** The first one is the default. */
	operations: readonly [Operation, ...Operation[]];
}

/** An expression for the line under a node's name: "Call: Click to Call". */
export function subtitle(resources: readonly Resource[]): string {
	const names = resources.flatMap(({ value: resource, name: resourceName, operations }) =>
		operations.map(({ value, name }) => [`${resource}:${value}`, `${resourceName}: ${name}`] as const),
	);
	return `={{ ${JSON.stringify(Object.fromEntries(names))}[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

/** The fields of a resource as n8n wants them: the operation picker, then each operation's own. */
export function describeResource({ value: resource, operations }: Resource): INodeProperties[] {
	// eslint-disable-next-line n8n-nodes-base/node-param-default-missing -- the rule does not see a default that is computed
	const picker: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: operations.map(({ value, name, action, description }) => ({ name, value, action, description })),
		default: operations[0].value,
	};
	return [
		picker,
		...operations.flatMap(({ value, fields }) => fields.map((field) => shownFor(resource, value, field))),
	];
}

function shownFor(resource: string, operation: string, field: INodeProperties): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: [operation], ...field.displayOptions?.show },
		},
	};
}
