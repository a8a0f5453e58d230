/** Each record once: what is under way, and what was processed. */
import type { Processed, Repeats } from '../vocabulary/repeats';

/** How a record ended: its workflow was started (or has succeeded), nothing was to be done, or neither. */
export type Ending = 'processed' | 'dropped' | 'failed';

/**
 * The records of one trigger, on their way through one process.
 *
 * @param repeats what was processed before
 */
export function createIntake(repeats: Repeats) {
	const running = new Map<string, Promise<Ending>>();

	return {
		repeats,
		/** What becomes of a record that is being worked on now; undefined when it is not. */
		underWay: (name: string) => running.get(name),
		/**
		 * Begins with a record, by its name and what it has with it. Until it is settled, its repeats are told that it is under way.
		 *
		 * @returns tells what became of it; only the first call counts, and a success always
		 */
		begin({ name, extras = 0 }: Processed, now: () => number) {
			let settle: (ending: Ending) => void = () => undefined;
			const end = new Promise<Ending>((resolve) => (settle = resolve));
			running.set(name, end);
			return (ending: Ending) => {
				// Also when it comes late: whatever was given up meanwhile has been processed all the same.
				if (ending === 'processed' && isNews(repeats, name, extras, now())) repeats.add(name, now(), extras);
				if (running.get(name) !== end) return;
				running.delete(name);
				settle(ending);
			};
		},
	};
}

/** See {@link createIntake}. */
export type Intake = ReturnType<typeof createIntake>;

function isNews(repeats: Repeats, name: string, extras: number, now: number): boolean {
	const before = repeats.extrasOf(name, now);
	return before === undefined || (extras & ~before) !== 0;
}
