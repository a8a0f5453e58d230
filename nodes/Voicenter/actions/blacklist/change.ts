/** What adding to and removing from the blacklist have in common. */
import type { BlacklistChange } from '../../../platform/services/blacklist';
import { type BatchOperation, batchOutcomes } from '../operation';

/** Sends the numbers of all items, a hundred to a request. */
export function changeAll(change: BlacklistChange): BatchOperation['executeAll'] {
	return async (calls) => {
		const { connection, tools } = calls.at(0);
		const { changeBlacklist } = await import('../../../platform/services/blacklist');
		const outcomes = await changeBlacklist(connection, {
			change,
			count: calls.length,
			entryAt: (index) => {
				const { field } = calls.at(index);
				const name = change === 'add' ? field<string>('name', '') : undefined;
				return { phone: field('phone'), name, ...field<{ country?: string }>('options', {}) };
			},
			stopAtError: tools.stopsAtError,
		});
		return batchOutcomes(outcomes, ({ result }) => ({ ...result }));
	};
}
