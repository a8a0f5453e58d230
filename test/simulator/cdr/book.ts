import type { CdrDelivery } from './delivery';
import type { CdrFeed } from './push';

/** What became of one record. */
export interface CdrBookEntry {
	readonly pushId: string;
	readonly callId: string;
	/** Times sent, and what the answers said: err 0, 1, 2, something else, or no answer at all. */
	readonly sent: number;
	readonly ok: number;
	readonly parseErrors: number;
	readonly applicationErrors: number;
	readonly otherwise: number;
	readonly unanswered: number;
	readonly firstSentAt: Date;
	/** When the first acknowledgement was there. */
	readonly acknowledgedAt?: Date;
	readonly attempts: readonly CdrDelivery[];
}

/** What became of many records. */
export interface CdrBook {
	readonly calls: number;
	readonly records: number;
	/** Records still to be acknowledged, or to be sent again. */
	readonly pending: number;
	readonly acknowledged: number;
	/** Sums over all records. */
	readonly sent: number;
	readonly ok: number;
	readonly parseErrors: number;
	readonly applicationErrors: number;
	readonly otherwise: number;
	readonly unanswered: number;
	/** From the first attempt to the last answer. */
	readonly milliseconds: number;
	/** In the order of their first attempts. */
	readonly entries: readonly CdrBookEntry[];
}

/** The books of a feed, or of one bulk of it. Records that wait for their first attempt are only among the pending. */
export function cdrBook(feed: CdrFeed, bulkId?: string): CdrBook {
	const isWanted = (one: { bulkId?: string }) => bulkId === undefined || one.bulkId === bulkId;
	const deliveries = feed.deliveries().filter(isWanted);
	const byPush = new Map<string, CdrDelivery[]>();
	for (const delivery of deliveries) {
		const attempts = byPush.get(delivery.pushId);
		if (attempts) attempts.push(delivery);
		else byPush.set(delivery.pushId, [delivery]);
	}
	const entries = [...byPush.values()].map(entryOf);
	const sum = (of: (entry: CdrBookEntry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
	const ends = deliveries.map((delivery) => answeredAt(delivery).getTime());
	const starts = deliveries.map(({ at }) => at.getTime());
	return {
		calls: new Set(entries.map(({ callId }) => callId)).size,
		records: entries.length,
		pending: feed.pending().filter(isWanted).length,
		acknowledged: entries.filter(({ acknowledgedAt }) => acknowledgedAt).length,
		sent: sum(({ sent }) => sent),
		ok: sum(({ ok }) => ok),
		parseErrors: sum(({ parseErrors }) => parseErrors),
		applicationErrors: sum(({ applicationErrors }) => applicationErrors),
		otherwise: sum(({ otherwise }) => otherwise),
		unanswered: sum(({ unanswered }) => unanswered),
		milliseconds: deliveries.length > 0 ? largest(ends) + largest(starts.map((at) => -at)) : 0,
		entries,
	};
}

function entryOf(attempts: readonly CdrDelivery[]): CdrBookEntry {
	const count = (is: (delivery: CdrDelivery) => boolean) => attempts.filter(is).length;
	const acknowledged = attempts.find((one) => one.acknowledged);
	const [first] = attempts;
	return {
		pushId: first?.pushId ?? '',
		callId: first?.callId ?? '',
		sent: attempts.length,
		ok: count((one) => one.acknowledged),
		parseErrors: count(({ err }) => err === 1),
		applicationErrors: count(({ err }) => err === 2),
		otherwise: count(
			(one) => !one.acknowledged && one.status !== undefined && one.err !== 1 && one.err !== 2,
		),
		unanswered: count(({ status }) => status === undefined),
		firstSentAt: first?.at ?? new Date(0),
		...(acknowledged && { acknowledgedAt: answeredAt(acknowledged) }),
		attempts,
	};
}

function answeredAt({ at, milliseconds }: CdrDelivery): Date {
	return new Date(at.getTime() + milliseconds);
}

/** Not Math.max(...): there may be more than fit in a call's arguments. */
function largest(numbers: readonly number[]): number {
	return numbers.reduce((most, number) => Math.max(most, number), -Infinity);
}
