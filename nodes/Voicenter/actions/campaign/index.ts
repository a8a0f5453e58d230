import type { Resource } from '../operation';
import { clearTargets } from './clearTargets';
import { get } from './get';
import { getAll } from './getAll';
import { getPendingCalls } from './getPendingCalls';
import { start } from './start';
import { stop } from './stop';
import { updateStrategy } from './updateStrategy';

/** The dialer's campaigns. */
export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [getAll, clearTargets, get, getPendingCalls, start, stop, updateStrategy],
};
