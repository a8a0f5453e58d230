import { type Account, connect } from '../../request/account';
import { readRecords } from '../../services/callLog/index';
import { toCallRecord } from '../../services/callLog/record';
import { readRow } from '../../services/callLog/row';
import type { CallRecord } from '../../vocabulary/callRecord';
import type { LoggedCall, Period } from './gapCalls';

/** How long a part of the period is that is read at once, in seconds. */
const PARTS = { first: 4_200, least: 60, most: 6 * 3_600 };

/** Records that one answer should hold: they are read without a break. */
const AIM = { least: 250, most: 1_000 };

/**
 * Reads what the Call Log has of a time, in parts that are small enough not to hold up anything else. It waits for its
 * turn at the documented rate.
 *
 * @param account whose calls
 * @param period from the second in which it begins to the one in which it ends
 * @param options stops it; hears of waiting
 * @returns part after part, the earliest calls first
 * @throws VoicenterError
 */
export async function* readCallLog(
	account: Account,
	{ from, to }: Period,
	options: { signal: AbortSignal; log: (message: string) => void },
): AsyncGenerator<LoggedCall[]> {
	const connection = connect(account, options);
	const end = Math.ceil(to.getTime() / 1_000);
	let length = PARTS.first;
	for (let begin = Math.floor(from.getTime() / 1_000); begin <= end;) {
		const last = Math.min(end, begin + length - 1);
		const records = await readRecords(connection, { from: begin, to: last });
		yield records.map(({ identity, raw }) => loggedCall(identity, raw));
		if (records.length < AIM.least) length = Math.min(PARTS.most, length * 2);
		if (records.length > AIM.most) length = Math.max(PARTS.least, Math.floor(length / 2));
		begin = last + 1;
	}
}

/** Most records are known already, and are read no further than to know them again. */
function loggedCall(identity: string, raw: Record<string, unknown>): LoggedCall {
	let record: CallRecord | undefined;
	const read = (): CallRecord => {
		const row = readRow(raw);
		// Numbers become international where a workflow says of which country they are.
		return toCallRecord(row, row.CallID ?? '');
	};
	return {
		identity,
		raw,
		get record() {
			return (record ??= read());
		},
	};
}
