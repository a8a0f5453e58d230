import { activeCall } from './activeCall';
import { agentStatus } from './agentStatus';
import { blacklist } from './blacklist';
import { call } from './call';
import { callLog } from './callLog';
import { campaign } from './campaign';
import { campaignAgent } from './campaignAgent';
import { campaignTarget } from './campaignTarget';
import { extension } from './extension';
import type { Operation, Resource } from './operation';
import { phoneNumber } from './phoneNumber';
import { queue } from './queue';
import { recording } from './recording';

/** Everything the node can do, in the order of their names, as the editor shows it. */
export const resources: readonly Resource[] = [
	activeCall,
	agentStatus,
	blacklist,
	call,
	callLog,
	campaign,
	campaignAgent,
	campaignTarget,
	extension,
	phoneNumber,
	queue,
	recording,
];

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
