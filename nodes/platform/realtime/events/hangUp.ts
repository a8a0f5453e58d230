/** How a call ends on a phone (voicenter-api.md §15). */
import { secondsBetween } from '../../vocabulary/duration';
import { textOf } from '../../wire/values';
import type { CallFacts } from './event';
import { field, type Reading } from './reading';

/** The hang-up still shows the call as it was a moment before: `Talking`, if it was a talk. */
export function ending(reading: Reading, { startedAt, answeredAt, isAnswered, leg }: CallFacts) {
	const endedAt = endOf(reading);
	const cause = textOf(field(reading, 'cause'));
	const dialStatus = textOf(field(reading, 'dialStatus'));
	const answer =
		cause?.toLowerCase() === ANSWERED_ELSEWHERE
			? { isAnswered: false, answeredAt: undefined }
			: { isAnswered, answeredAt };
	return {
		cause,
		dialStatus,
		...(dialStatus?.toLowerCase() === TRANSFER && { isTransferred: true }),
		callStatus: undefined,
		...answer,
		endedAt,
		// Of a talk whose beginning is not said, nothing is known.
		durationSeconds:
			secondsBetween(answer.answeredAt, endedAt) ?? (answer.isAnswered === false ? 0 : undefined),
		ringSeconds: leg === 2 ? undefined : secondsBetween(startedAt, answer.answeredAt ?? endedAt),
	};
}

/** How a phone's part ends when another phone has answered: no answer of its own. */
export const ANSWERED_ELSEWHERE = 'answered elsewhere';

const TRANSFER = 'transfer';

/** The longest that an event was seen to be late is 18 s; telephony servers whose clock is off by more are not believed. */
const MOST_DELAY_SECONDS = 60;

/** Events come some seconds late, and say at `telephonyservertime` when it really was. */
function endOf(reading: Reading): string {
	const { readTime, at } = reading;
	const happenedAt = readTime(field(reading, 'telephonyservertime'));
	const delay = secondsBetween(happenedAt, at);
	return happenedAt !== undefined && delay !== undefined && delay <= MOST_DELAY_SECONDS ? happenedAt : at;
}
