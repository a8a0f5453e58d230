import type { Resource } from '../operation';
import { getAll } from './getAll';
import { getStatuses } from './getStatuses';
import { set } from './set';

/** What agents are doing. */
export const agentStatus: Resource = {
	value: 'agentStatus',
	name: 'Agent Status',
	operations: [set, getAll, getStatuses],
};
