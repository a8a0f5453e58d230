/** A map that forgets its oldest entries: what grows with the calls of a day must not grow for ever. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	/** @param limit how many entries are kept */
	constructor(private readonly limit: number) {
		super();
	}

	/** Puts an entry in as the newest. */
	override set(key: Key, value: Value): this {
		this.delete(key);
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
