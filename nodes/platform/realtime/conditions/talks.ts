/** Who talks since when, on however many phones: *Call Is Too Long*. */
import { present } from '../../vocabulary/absent';
import { BoundedMap } from '../../vocabulary/bounded';
import type { RealTimeEvent } from '../events/event';
import { type Spell, Spells } from './spells';
import { began, LONGEST_MEMORY } from './times';
import type { End } from './told';

interface Talk {
	/** SIP codes of those on it. */
	phones: Set<string>;
	connection: number;
	spell: Spell;
}

/** Follows the talks of one account. */
export class Talks {
	readonly #talks = new BoundedMap<string, Talk>(LONGEST_MEMORY);
	readonly spells = new Spells();
	#connection = 0;

	/** From now on it is not known who talks. */
	lost(): void {
		this.#connection += 1;
	}

	/** Somebody talks; a supervisor who listens in does not, nor an agent whose customer is being called. */
	begin(sip: string, call: Partial<RealTimeEvent>, at: string, now: number): void {
		const { callId, leg, direction } = call;
		if (callId === undefined || leg === 1 || direction === 'spy') return;
		const known = this.#talks.get(callId);
		if (known) {
			known.phones.add(sip);
			known.connection = this.#connection;
			return;
		}
		const since = call.answeredAt ?? at;
		const facts = present(whatIsTalked(call));
		const talk: Talk = {
			phones: new Set([sip]),
			connection: this.#connection,
			spell: this.spells.begin(keyOf(callId), {
				event: 'callIsTooLong',
				since,
				begins: began(since, at, now),
				isKnown: () => talk.connection === this.#connection,
				facts: () => facts,
			}),
		};
		this.#talks.set(callId, talk);
	}

	/** The call is still on that phone. */
	confirm(sip: string, callId: string): void {
		const talk = this.#talks.get(callId);
		if (talk?.phones.has(sip)) talk.connection = this.#connection;
	}

	/** One phone's part is over; the talk, when it was the last one. */
	end(sip: string, callId: string, end: End): void {
		const talk = this.#talks.get(callId);
		if (!talk?.phones.delete(sip) || talk.phones.size > 0) return;
		this.#talks.delete(callId);
		this.spells.end(keyOf(callId), talk.spell, end);
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
