import type { Resource } from '../operation';
import { getAll } from './getAll';

/** The account's queues. */
export const queue: Resource = { value: 'queue', name: 'Queue', operations: [getAll] };
