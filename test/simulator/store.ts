/** A value that is replaced as a whole, never edited in place, and can go back to how it began. */
export interface Store<T> {
	get(): T;
	update(change: (current: T) => T): void;
	reset(): void;
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
