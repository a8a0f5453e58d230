import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Connection } from '../../platform/services/serviceOperation';

/** What an operation works with for one item. */
export interface OperationCall {
	connection: Connection;
	/**
	 * The value of a field for this item, as the user gave it.
	 *
	 * @param name the field's name
	 * @param fallback what an absent field counts as
	 */
	field: <Value>(name: string, fallback?: Value) => Value;
}

/** One operation of the node: its fields, and what it does for one item. */
export interface Operation {
	/** The name in saved workflows. */
	value: string;
	/** In the list of operations. */
	name: string;
	/** A sentence for n8n's node panel. */
	action: string;
	/** For a person choosing, and for an AI model choosing: what it does in the world. */
	description: string;
	fields: INodeProperties[];
	/** Returns one result or a list of them; the router pairs them with the item. */
	execute(call: OperationCall): Promise<IDataObject | IDataObject[]>;
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
