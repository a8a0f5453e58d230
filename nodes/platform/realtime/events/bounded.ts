/** A map that forgets its oldest entries: what grows with the calls of a day must not grow for ever. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	/** @param limit how many entries are kept */
	constructor(private readonly limit: number) {
		super();
	}

	/** As every map: an entry that is replaced keeps its age. */
	override set(key: Key, value: Value): this {
		super.set(key, value);
		if (this.size > this.limit) {
			for (const oldest of this.keys()) {
				this.delete(oldest);
				break;
			}
		}
		return this;
	}
}
