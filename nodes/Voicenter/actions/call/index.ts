import type { Resource } from '../operation';
import { clickToCall } from './clickToCall';
import { hangUp } from './hangUp';

/** Calls made and ended by a workflow. */
export const call: Resource = { value: 'call', name: 'Call', operations: [clickToCall, hangUp] };
