import type { Resource } from '../operation';
import { add } from './add';
import { remove } from './remove';

/** Numbers that nobody in the organisation can call. */
export const blacklist: Resource = { value: 'blacklist', name: 'Blacklist', operations: [add, remove] };
