/** What holds for one workflow at the moment: told once it has lasted long enough. Knows no kinds. */
import { SLOT_MS } from './times';
import type { End, Holding, Told } from './told';

interface Entry {
	holding: Holding;
	lastsMs: number;
	/** When it is to be told; absent once it was. */
	due?: number;
}

/** Few at a time: a queue that is long, nobody who is free. What there are thousands of are {@link Spells}. */
export class Holdings {
	readonly #entries = new Map<string, Entry>();
	#slot = -Infinity;

	constructor(private readonly told: Told) {}

	has(key: string): boolean {
		return this.#entries.has(key) || this.told.has(key);
	}

	/** It holds, and is told when it has lasted for `lastsMs`. What is known to hold already goes on as it began. */
	hold(key: string, lastsMs: number, holding: () => Holding): void {
		if (this.#entries.has(key)) return;
		const entry: Entry = { holding: holding(), lastsMs };
		this.#entries.set(key, entry);
		if (this.told.has(key)) {
			this.told.confirm(key);
			return;
		}
		// Not before the next look at the clock: what is over by then was nothing.
		entry.due = Math.max(Math.ceil((entry.holding.begins + lastsMs) / SLOT_MS), this.#slot + 1);
	}

	/** It does not hold, or no longer. */
	end(key: string, end: () => End): void {
		if (!this.has(key)) return;
		this.#entries.delete(key);
		this.told.end(key, end());
	}

	/** What is due is told now, once. */
	tick(now: number): void {
		this.#slot = Math.floor(now / SLOT_MS);
		for (const [key, entry] of this.#entries) {
			const { due, holding, lastsMs } = entry;
			if (due === undefined || due > this.#slot || !holding.isKnown()) continue;
			delete entry.due;
			this.told.begin(key, holding, lastsMs, now);
		}
	}
}
