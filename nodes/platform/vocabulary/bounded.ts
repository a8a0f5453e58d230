/** One in so many is let go of at a time: to find the oldest entry costs more the more were let go of before it. */
const SHARE = 16;

/** A map that forgets its oldest entries: what grows with the calls of a day must not grow for ever. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	/** @param limit how many entries are kept at least; for a while there may be a sixteenth more */
	constructor(private readonly limit: number) {
		super();
	}

	/** As every map: an entry that is replaced keeps its age. */
	override set(key: Key, value: Value): this {
		super.set(key, value);
		if (this.size > this.limit + Math.floor(this.limit / SHARE)) {
			for (const oldest of this.keys()) {
				if (this.size <= this.limit) break;
				this.delete(oldest);
			}
		}
		return this;
	}
}
