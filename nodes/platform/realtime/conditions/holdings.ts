/** What holds at the moment: told once it has lasted long enough, and once when it is over. Knows no kinds. */
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
	/** It is told when it has lasted so long. */
	lastsMs: number;
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

interface Entry {
	holding?: Holding;
	/** What has been told; null where the filter did not want it. */
	told?: RealTimeEvent | null;
	dueSlot?: number;
}

/** How often the clock is looked at, and how exact it is. */
export const SLOT_MS = 250;

/** Everything that holds; see the functions. The cost of each is that of one entry, however many there are. */
export class Holdings {
	readonly #entries = new Map<string, Entry>();
	/** What is due, by the time at which it is: nothing else is looked at as time passes. */
	readonly #due = new Map<number, Set<string>>();
	#slot: number | undefined;

	/**
	 * @param tellsOver whether ends are told
	 * @param isWanted the filter; what it does not want when it begins is not told as over either
	 * @param toldBefore what an earlier process has told
	 */
	constructor(
		private readonly tellsOver: boolean,
		private readonly isWanted: (event: RealTimeEvent) => boolean,
		toldBefore: ToldConditions,
	) {
		for (const [key, told] of Object.entries(toldBefore)) this.#entries.set(key, { told });
	}

	has(key: string): boolean {
		return this.#entries.has(key);
	}

	/** Whether it has lasted long enough. */
	isTold(key: string): boolean {
		return this.#entries.get(key)?.told !== undefined;
	}

	/** It holds. What is known to hold already goes on as it began. */
	hold(key: string, holding: Holding): void {
		const entry = this.#entries.get(key) ?? {};
		if (entry.holding) return;
		entry.holding = holding;
		this.#entries.set(key, entry);
		if (entry.told === undefined) this.#schedule(key, entry, holding.begins + holding.lastsMs);
	}

	/** It does not hold, or no longer. */
	end(key: string, { at, isUnseen, facts = {} }: End): RealTimeEvent[] {
		const entry = this.#entries.get(key);
		if (!entry) return [];
		this.#entries.delete(key);
		if (entry.dueSlot !== undefined) this.#unschedule(key, entry.dueSlot);
		const { told } = entry;
		if (!told || !this.tellsOver) return [];
		const lastedSeconds = isUnseen ? undefined : secondsBetween(told.since, at);
		const recovered = isUnseen ? (true as const) : undefined;
		return [present({ ...told, ...facts, at, isOver: true, recovered, lastedSeconds })];
	}

	/** What is due: told now, once each. */
	tick(now: number): RealTimeEvent[] {
		const slot = Math.floor(now / SLOT_MS);
		const before = this.#slot ?? -Infinity;
		this.#slot = slot;
		const due: string[] = [];
		// After a long freeze there are more moments to look through than there are entries.
		if (slot - before > this.#due.size) {
			for (const [at, keys] of this.#due) if (at <= slot) due.push(...keys);
		} else {
			for (let at = before; at <= slot; at += 1) due.push(...(this.#due.get(at) ?? []));
		}
		return due.flatMap((key) => this.#tell(key, now));
	}

	/** What an earlier process has told of these kinds, and is not so any more. */
	endUnconfirmed(isOf: (event: ConditionEventName) => boolean, at: string): RealTimeEvent[] {
		const gone = [...this.#entries].filter(
			([, { holding, told }]) => !holding && told && isOf(told.event as ConditionEventName),
		);
		return gone.flatMap(([key]) => this.end(key, { at, isUnseen: true }));
	}

	/** What has been told and is not over. */
	told(): ToldConditions {
		const told: ToldConditions = {};
		for (const [key, entry] of this.#entries) if (entry.told) told[key] = entry.told;
		return told;
	}

	#tell(key: string, now: number): RealTimeEvent[] {
		const entry = this.#entries.get(key);
		if (!entry?.holding || entry.dueSlot === undefined) return [];
		const { holding } = entry;
		this.#unschedule(key, entry.dueSlot);
		delete entry.dueSlot;
		if (!holding.isKnown()) {
			this.#schedule(key, entry, now + SLOT_MS);
			return [];
		}
		const lastsMs = Math.max(now - holding.begins, holding.lastsMs);
		const event: RealTimeEvent = {
			...holding.facts(),
			event: holding.event,
			at: new Date(Date.parse(holding.since) + lastsMs).toISOString(),
			since: holding.since,
			isOver: false,
			lastedSeconds: Math.round(lastsMs / 1_000),
			raw: {},
		};
		entry.told = this.isWanted(event) ? event : null;
		return entry.told ? [event] : [];
	}

	/** Not before the next look at the clock: what is over by then was nothing. */
	#schedule(key: string, entry: Entry, due: number): void {
		const slot = Math.max(Math.ceil(due / SLOT_MS), (this.#slot ?? -Infinity) + 1);
		entry.dueSlot = slot;
		const keys = this.#due.get(slot) ?? new Set();
		this.#due.set(slot, keys.add(key));
	}

	#unschedule(key: string, slot: number): void {
		const keys = this.#due.get(slot);
		keys?.delete(key);
		if (keys?.size === 0) this.#due.delete(slot);
	}
}
