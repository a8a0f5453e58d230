import type { Resource } from '../operation';
import { add } from './add';
import { addMany } from './addMany';
import { remove } from './remove';
import { update } from './update';

/** The numbers that a campaign calls. */
export const campaignTarget: Resource = {
	value: 'campaignTarget',
	name: 'Campaign Target',
	operations: [add, addMany, remove, update],
};
