/** What one workflow has been told of its conditions: each once when it begins, and once when it is over. */
import { present } from '../../vocabulary/absent';
import { secondsBetween } from '../../vocabulary/duration';
import type { ConditionEventName, RealTimeEvent } from '../events/event';
import type { ToldConditions } from './settings';

/** Something that has begun to hold. Milliseconds by a clock that does not go back. */
export interface Holding {
	event: ConditionEventName;
	/** Since when, by the server's clock; ISO 8601, UTC. */
	since: string;
	/** The same moment by our clock. */
	begins: number;
	/** Whether it is certain that it still holds: not in a gap. */
	isKnown: () => boolean;
	/** What is told of it, at the moment of telling. */
	facts: () => Partial<RealTimeEvent>;
}

/** How something came to be over. */
export interface End {
	/** When, by the server's clock; ISO 8601, UTC. */
	at: string;
	/** It ended unseen, some time before. */
	isUnseen: boolean;
	facts?: Partial<RealTimeEvent>;
}

/** What a workflow hears, and how. */
export interface Audience {
	/** Whether ends are told. */
	tellsOver: boolean;
	/** The filter; what it does not want when it begins is not told as over either. */
	isWanted: (event: RealTimeEvent) => boolean;
	take: (event: RealTimeEvent) => void;
}

/** See the file. Keys name what holds, and are the same in every process. */
export class Told {
	/** What has been told and is not over; null where the filter did not want it. */
	readonly #told = new Map<string, RealTimeEvent | null>();
	/** Of an earlier process, and not seen to hold in this one. */
	readonly #unconfirmed = new Set<string>();

	/** @param toldBefore what an earlier process has told */
	constructor(
		private readonly audience: Audience,
		toldBefore: ToldConditions,
	) {
		for (const [key, told] of Object.entries(toldBefore)) {
			this.#told.set(key, told);
			this.#unconfirmed.add(key);
		}
	}

	get hasUnconfirmed(): boolean {
		return this.#unconfirmed.size > 0;
	}

	has(key: string): boolean {
		return this.#told.has(key);
	}

	/** What an earlier process has told holds in this one, too. */
	confirm(key: string): void {
		this.#unconfirmed.delete(key);
	}

	/** It has lasted long enough, `lastsMs` at least: told now. */
	begin(key: string, { event, since, begins, facts }: Holding, lastsMs: number, now: number): void {
		const lasted = Math.max(now - begins, lastsMs);
		const told: RealTimeEvent = {
			...facts(),
			event,
			at: new Date(Date.parse(since) + lasted).toISOString(),
			since,
			isOver: false,
			lastedSeconds: Math.round(lasted / 1_000),
			raw: {},
		};
		const isWanted = this.audience.isWanted(told);
		this.#told.set(key, isWanted ? told : null);
		if (isWanted) this.audience.take(told);
	}

	/** It does not hold any more; nothing where it has not been told. */
	end(key: string, { at, isUnseen, facts = {} }: End): void {
		const told = this.#told.get(key);
		this.#told.delete(key);
		this.#unconfirmed.delete(key);
		if (!told || !this.audience.tellsOver) return;
		const lastedSeconds = isUnseen ? undefined : secondsBetween(told.since, at);
		const recovered = isUnseen ? (true as const) : undefined;
		this.audience.take(present({ ...told, ...facts, at, isOver: true, recovered, lastedSeconds }));
	}

	/** What an earlier process has told of these kinds, and is not so any more. */
	endUnconfirmed(isOf: (event: ConditionEventName) => boolean, at: string): void {
		for (const key of [...this.#unconfirmed]) {
			const told = this.#told.get(key);
			if (told && isOf(told.event as ConditionEventName)) this.end(key, { at, isUnseen: true });
		}
	}

	/** For the next process. */
	all(): ToldConditions {
		const all: ToldConditions = {};
		for (const [key, told] of this.#told) if (told) all[key] = told;
		return all;
	}
}
