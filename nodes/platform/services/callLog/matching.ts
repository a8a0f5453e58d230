/**
 * Whether a row is one that was asked for. A filter that the service does not know it ignores (voicenter-api.md §3), and
 * then its answer holds every call of the time.
 */
import { type Direction, callTypeById, callTypeByName } from '../../vocabulary/callTypes';
import type { WireRow } from './row';
import type { Criteria } from './search';

/** A filter that the service is seen to have ignored: its other rows are not to be trusted either. */
export class IgnoredFilterError extends Error {
	override readonly name = 'IgnoredFilterError';

	/** @param filter the filter, as its field is called */
	constructor(readonly filter: string) {
		super(`${filter} was ignored`);
	}
}

/** Calls that somebody here makes: they go through no queue, and but for those of the dialer they belong to no campaign. */
const NOT_OF_A_CAMPAIGN = new Set<Direction>(['outgoing', 'click2call', 'conference', 'fax']);

const DIRECT_INCOMING = 1;

/**
 * Makes the test of an answer's rows.
 *
 * @param criteria what was asked for
 * @returns false for another call than the one asked for; throws IgnoredFilterError for what shows that the calls were
 *   not filtered at all
 */
export function rowTest({
	callId,
	callIds,
	queues = [],
	campaigns = [],
}: Criteria): (row: WireRow) => boolean {
	const queueNames = new Set<string>();
	return (row) => {
		if (queues.length > 0 || campaigns.length > 0) {
			if (isOnNeither(row)) throw new IgnoredFilterError(queues.length > 0 ? 'Queues' : 'Campaigns');
			if (row.QueueName !== undefined) queueNames.add(row.QueueName);
			// A row names its queue, and does not give its ID.
			if (queues.length > 0 && queueNames.size > queues.length) throw new IgnoredFilterError('Queues');
		}
		if (callIds) return row.CallID !== undefined && callIds.has(row.CallID);
		return callId === undefined || row.CallID === callId;
	};
}

function isOnNeither({ CdrType, Type = '', QueueName }: WireRow): boolean {
	const type = callTypeById(CdrType) ?? callTypeByName(Type);
	if (type === undefined || QueueName !== undefined) return false;
	return type.id === DIRECT_INCOMING || NOT_OF_A_CAMPAIGN.has(type.direction);
}
