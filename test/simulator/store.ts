/** A value that is replaced as a whole, never edited in place, and can go back to how it began. */
export interface Store<T> {
	get: () => T;
	update: (change: (current: T) => T) => void;
	reset: () => void;
}

/** Makes a store; `initial` is called again on every reset, so a seed is never shared between two lives. */
export function createStore<T>(initial: () => T): Store<T> {
	let current = initial();
	return {
		get: () => current,
		update(change) {
			current = change(current);
		},
		reset() {
			current = initial();
		},
	};
}

/** Things that happened, in order. Appending costs the same however long it is: load tests fill it. */
export interface Log<T> {
	/** A copy: what happens later does not show up in it. */
	all: () => readonly T[];
	add: (item: T) => void;
	reset: () => void;
}

/** An empty log. */
export function createLog<T>(): Log<T> {
	let items: T[] = [];
	return {
		all: () => items.slice(),
		add: (item) => void items.push(item),
		reset() {
			items = [];
		},
	};
}
