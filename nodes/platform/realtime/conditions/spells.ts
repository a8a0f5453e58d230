/**
 * What has begun and lasts, of one kind: a wait, a talk, a status. However many workflows watch for how long, each is
 * noted once; what is due is found by when it began. Knows no kinds.
 */
import { LONGEST_MEMORY, SLOT_MS } from './times';
import type { End, Holding, Told } from './told';

/** Something that lasts. */
export interface Spell<Kind extends Holding = Holding> {
	key: string;
	holding: Kind;
	/** By when it began: the first look at the clock that is not before. */
	slot: number;
	isOver: boolean;
	/** Workflows that were told of it. */
	toldTo: Told[];
}

/** One workflow that wants to be told of those that last too long. */
interface Watch<Kind extends Holding> {
	told: Told;
	lastsMs: number;
	slots: number;
	accepts: (holding: Kind) => boolean;
	/** Until when everything that was due has been looked at. */
	slot: number;
	/** Due, and not told yet: in a gap, or begun long before it was seen. */
	overdue: Set<Spell<Kind>>;
}

/** See the file. */
export class Spells<Kind extends Holding = Holding> {
	readonly #byKey = new Map<string, Spell<Kind>>();
	readonly #bySlot = new Map<number, Set<Spell<Kind>>>();
	readonly #watches = new Map<Told, Watch<Kind>>();
	#slot = -Infinity;

	/** What lasts for `lastsMs` and is accepted is told, also what is there already. */
	attach(told: Told, lastsMs: number, accepts: (holding: Kind) => boolean = () => true): void {
		const slots = Math.ceil(lastsMs / SLOT_MS);
		this.#watches.set(told, { told, lastsMs, slots, accepts, slot: -Infinity, overdue: new Set() });
	}

	detach(told: Told): void {
		this.#watches.delete(told);
	}

	/** It has begun. @returns it, for {@link end} */
	begin(key: string, holding: Kind): Spell<Kind> {
		const slot = Math.ceil(holding.begins / SLOT_MS);
		const spell: Spell<Kind> = { key, holding, slot, isOver: false, toldTo: [] };
		this.#byKey.set(key, spell);
		const together = this.#bySlot.get(slot);
		if (together) together.add(spell);
		else this.#bySlot.set(slot, new Set([spell]));
		// Nothing that begins now has lasted long enough; what a list shows may have.
		if (slot <= this.#slot) {
			for (const watch of this.#watches.values())
				if (slot + watch.slots <= watch.slot) watch.overdue.add(spell);
		}
		this.#forgetOldest();
		return spell;
	}

	/** It is over. @param spell absent where only an earlier process may have known of it */
	end(key: string, spell: Spell<Kind> | undefined, end: End): void {
		if (spell) {
			this.#forget(spell);
			for (const told of spell.toldTo) told.end(key, end);
		}
		for (const { told } of this.#watches.values()) {
			if (told.hasUnconfirmed && told.has(key) && !spell?.toldTo.includes(told)) told.end(key, end);
		}
	}

	/** What is due is told now, once to each who wants it. */
	tick(now: number): void {
		this.#slot = Math.floor(now / SLOT_MS);
		for (const watch of this.#watches.values()) {
			const until = this.#slot - watch.slots;
			const from = watch.slot - watch.slots + 1;
			watch.slot = this.#slot;
			for (const spell of watch.overdue) this.#look(watch, spell, now);
			// After a long freeze there are more moments to look through than there are spells.
			if (until - from > this.#bySlot.size) {
				for (const [slot, spells] of this.#bySlot) {
					if (slot >= from && slot <= until) for (const spell of spells) this.#look(watch, spell, now);
				}
			} else {
				for (let slot = from; slot <= until; slot += 1) {
					for (const spell of this.#bySlot.get(slot) ?? []) this.#look(watch, spell, now);
				}
			}
		}
	}

	/** The first list is there: what an earlier process has told either goes on, or is over. */
	confirm(told: Told): void {
		const watch = this.#watches.get(told);
		if (!watch || !told.hasUnconfirmed) return;
		for (const spell of this.#byKey.values()) {
			if (told.has(spell.key) && watch.accepts(spell.holding)) this.#goOn(watch, spell);
		}
	}

	#forget(spell: Spell<Kind>): void {
		spell.isOver = true;
		const together = this.#bySlot.get(spell.slot);
		together?.delete(spell);
		if (together?.size === 0) this.#bySlot.delete(spell.slot);
		if (this.#byKey.get(spell.key) === spell) this.#byKey.delete(spell.key);
	}

	/** Many at a time: to find the oldest one costs more the more were let go of before it. */
	#forgetOldest(): void {
		if (this.#byKey.size <= 1.1 * LONGEST_MEMORY) return;
		for (const spell of this.#byKey.values()) {
			if (this.#byKey.size <= LONGEST_MEMORY) break;
			this.#forget(spell);
		}
	}

	#look(watch: Watch<Kind>, spell: Spell<Kind>, now: number): void {
		const { told, accepts, overdue, lastsMs } = watch;
		const isDue = !spell.isOver && accepts(spell.holding) && !spell.toldTo.includes(told);
		if (!isDue) {
			overdue.delete(spell);
		} else if (told.has(spell.key)) {
			this.#goOn(watch, spell);
		} else if (!spell.holding.isKnown()) {
			overdue.add(spell);
		} else {
			overdue.delete(spell);
			spell.toldTo.push(told);
			told.begin(spell.key, spell.holding, lastsMs, now);
		}
	}

	#goOn({ told, overdue }: Watch<Kind>, spell: Spell<Kind>): void {
		overdue.delete(spell);
		told.confirm(spell.key);
		if (!spell.toldTo.includes(told)) spell.toldTo.push(told);
	}
}
