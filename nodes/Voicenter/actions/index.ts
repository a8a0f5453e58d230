import { call } from './call';
import { extension } from './extension';
import type { Operation, Resource } from './operation';

/** Everything the node can do. */
export const resources: readonly Resource[] = [call, extension];

/**
 * @param resource the resource's name in the saved workflow
 * @param operation the operation's name there
 * @returns the operation, or undefined when this version of the package does not have it
 */
export function findOperation(resource: string, operation: string): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}
