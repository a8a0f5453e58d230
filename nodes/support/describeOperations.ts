/** How a node that has resources and operations describes them to n8n. */
import type { INodeProperties } from 'n8n-workflow';

/** What an operation says of itself. */
export interface DescribedOperation {
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

/** A resource and its operations. */
export interface DescribedResource<Operation extends DescribedOperation = DescribedOperation> {
	value: string;
	name: string;
	/** The first one is the default. */
	operations: readonly [Operation, ...Operation[]];
}

/** An expression for the line under a node's name: "Call: Click to Call". */
export function subtitle(resources: readonly DescribedResource[]): string {
	const names = resources.flatMap(({ value: resource, name: resourceName, operations }) =>
		operations.map(({ value, name }) => [`${resource}:${value}`, `${resourceName}: ${name}`] as const),
	);
	return `={{ ${JSON.stringify(Object.fromEntries(names))}[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

/** The fields of a resource as n8n wants them: the operation picker, then each operation's own. */
export function describeResource({ value: resource, operations }: DescribedResource): INodeProperties[] {
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
