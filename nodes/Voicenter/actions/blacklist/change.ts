/** What adding to and removing from the blacklist have in common. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { BlacklistChange } from '../../../platform/services/blacklist';
import { countryField } from '../fields';
import type { BatchOperation, BatchOutcome } from '../operation';

/** The number that goes on the list, or off it. */
export const phoneField: INodeProperties = {
	displayName: 'Phone',
	name: 'phone',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 050-123-4567',
};

/** Options of both. */
export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [countryField],
};

/** Sends the numbers of all items, a hundred to a request. */
export function changeAll(change: BlacklistChange): BatchOperation['executeAll'] {
	return async (calls) => {
		const [first] = calls;
		if (!first) return [];
		const { changeBlacklist } = await import('../../../platform/services/blacklist');
		const outcomes = await changeBlacklist(first.connection, {
			change,
			count: calls.length,
			entryAt: (index) => {
				const { field } = calls[index] ?? first;
				const name = change === 'add' ? field<string>('name', '') : undefined;
				return { phone: field('phone'), name, ...field<{ country?: string }>('options', {}) };
			},
			stopAtError: first.tools.stopsAtError,
		});
		return outcomes.flatMap((outcome, itemIndex): BatchOutcome[] => {
			// What was not sent because the run stops has no outcome.
			if (outcome === undefined) return [];
			if ('error' in outcome) return [{ itemIndex, error: outcome.error }];
			return [{ itemIndex, json: outcome.result as unknown as IDataObject }];
		});
	};
}
