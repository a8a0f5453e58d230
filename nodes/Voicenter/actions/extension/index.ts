import type { Resource } from '../operation';
import { getAll } from './getAll';

/** The account's extensions. */
export const extension: Resource = { value: 'extension', name: 'Extension', operations: [getAll] };
