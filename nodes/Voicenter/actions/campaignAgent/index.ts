import type { Resource } from '../operation';
import { add } from './add';
import { getAll } from './getAll';
import { remove } from './remove';

/** Who takes the calls of an agent dialer's campaign. */
export const campaignAgent: Resource = {
	value: 'campaignAgent',
	name: 'Campaign Agent',
	operations: [getAll, add, remove],
};
