import type { Resource } from '../operation';
import { getAll } from './getAll';
import { getQueueCallers } from './getQueueCallers';

/** Calls as they are at this moment. */
export const activeCall: Resource = {
	value: 'activeCall',
	name: 'Active Call',
	operations: [getAll, getQueueCallers],
};
