/** Very many waits that end together. An AbortSignal would go through all its listeners for each new one. */
export interface Sleeper {
	/** Resolves after so many milliseconds, at once for 0, and never after a reset. */
	sleep: (milliseconds: number) => Promise<void>;
	/** Whoever sleeps is forgotten. */
	reset: () => void;
}

/** Nobody sleeps yet. */
export function createSleeper(): Sleeper {
	const timers = new Set<NodeJS.Timeout>();
	return {
		async sleep(milliseconds) {
			if (milliseconds <= 0) return;
			await new Promise<void>((resolve) => {
				const timer = setTimeout(() => {
					timers.delete(timer);
					resolve();
				}, milliseconds);
				timers.add(timer);
			});
		},
		reset() {
			for (const timer of timers) clearTimeout(timer);
			timers.clear();
		},
	};
}
