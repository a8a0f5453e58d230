/** Who talks since when, on however many phones: *Call Is Too Long*. */
import { present } from '../../vocabulary/absent';
import { BoundedMap } from '../events/bounded';
import type { RealTimeEvent } from '../events/event';
import type { End, Holdings } from './holdings';
import type { ConditionSettings } from './settings';
import { began, LONGEST_MEMORY } from './times';

interface Talk {
	/** SIP codes of those on it. */
	phones: Set<string>;
	connection: number;
}

/** Follows the talks of one account. */
export class Talks {
	readonly #talks = new BoundedMap<string, Talk>(LONGEST_MEMORY);
	#connection = 0;

	constructor(
		private readonly settings: ConditionSettings,
		private readonly holdings: Holdings,
	) {}

	/** From now on it is not known who talks. */
	lost(): void {
		this.#connection += 1;
	}

	/** Somebody talks; a supervisor who listens in does not, nor an agent whose customer is being called. */
	begin(sip: string, call: Partial<RealTimeEvent>, at: string, now: number): void {
		const { callIsTooLong } = this.settings;
		const { callId, leg, direction } = call;
		if (!callIsTooLong || callId === undefined || leg === 1 || direction === 'spy') return;
		const known = this.#talks.get(callId);
		const talk = known ?? { phones: new Set(), connection: 0 };
		talk.phones.add(sip);
		talk.connection = this.#connection;
		if (known) return;
		this.#talks.set(callId, talk);
		const since = call.answeredAt ?? at;
		const facts = present(whatIsTalked(call));
		this.holdings.hold(keyOf(callId), {
			event: 'callIsTooLong',
			since,
			begins: began(since, at, now),
			lastsMs: callIsTooLong.ms,
			isKnown: () => talk.connection === this.#connection,
			facts: () => facts,
		});
	}

	/** The call is still on that phone. */
	confirm(sip: string, callId: string): void {
		const talk = this.#talks.get(callId);
		if (talk?.phones.has(sip)) talk.connection = this.#connection;
	}

	/** One phone's part is over; the talk, when it was the last one. */
	end(sip: string, callId: string, end: End): RealTimeEvent[] {
		const talk = this.#talks.get(callId);
		if (!talk?.phones.delete(sip) || talk.phones.size > 0) return [];
		this.#talks.delete(callId);
		return this.holdings.end(keyOf(callId), end);
	}
}

function keyOf(callId: string): string {
	return `callIsTooLong ${callId}`;
}

function whatIsTalked(call: Partial<RealTimeEvent>) {
	const { callId, direction, leg, callerNumber, callerName, isWithheld, target, did } = call;
	const { startedAt, answeredAt, joinedAt, queue, extension, agent, campaignId, customData } = call;
	const who = { callId, direction, leg, callerNumber, callerName, isWithheld, target, did };
	return { ...who, startedAt, answeredAt, joinedAt, queue, extension, agent, campaignId, customData };
}
