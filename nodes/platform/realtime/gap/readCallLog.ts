import { type Account, connect } from '../../request/account';
import { findCalls } from '../../services/callLog/index';
import { toCallRecord } from '../../services/callLog/record';
import { readRow } from '../../services/callLog/row';
import type { LoggedCall, Period } from './gapCalls';

/**
 * Reads what the Call Log has of a time. It waits for its turn at the documented rate.
 *
 * @param account whose calls
 * @param period from the second in which it begins to the one in which it ends
 * @param options stops it; hears of waiting
 * @throws VoicenterError
 */
export async function readCallLog(
	account: Account,
	{ from, to }: Period,
	options: { signal: AbortSignal; log: (message: string) => void },
): Promise<LoggedCall[]> {
	const rows = await findCalls(connect(account, options), {
		dateRange: 'custom',
		from: from.toISOString(),
		to: to.toISOString(),
		timeZone: 'UTC',
		simplify: false,
		returnIncomplete: true,
	});
	return rows.map((raw) => {
		const row = readRow(raw);
		// Numbers become international where a workflow says of which country they are.
		return { raw, record: toCallRecord(row, row.CallID ?? '') };
	});
}
