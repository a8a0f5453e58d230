/** Each record once: what is under way, and what was processed. */
import type { Repeats } from '../vocabulary/repeats';

/** What became of a record: its workflow was started (or has succeeded), nothing was to be done, or neither. */
export type Verdict = 'processed' | 'dropped' | 'failed';

/** The records of one trigger, on their way through one process. */
export interface Intake {
	readonly repeats: Repeats;
	/** What becomes of a record that is being worked on now; undefined when it is not. */
	underWay: (name: string) => Promise<Verdict> | undefined;
	/**
	 * Begins with a record. Until it is settled, its repeats are told that it is under way.
	 *
	 * @returns tells what became of it; only the first call counts, and a success always
	 */
	begin: (name: string, now: () => number) => (verdict: Verdict) => void;
}

/** @param repeats what was processed before */
export function createIntake(repeats: Repeats): Intake {
	const running = new Map<string, Promise<Verdict>>();

	return {
		repeats,
		underWay: (name) => running.get(name),
		begin(name, now) {
			let settle: (verdict: Verdict) => void = () => undefined;
			const end = new Promise<Verdict>((resolve) => (settle = resolve));
			running.set(name, end);
			return (verdict) => {
				// Also when it comes late: whatever was given up meanwhile has been processed all the same.
				if (verdict === 'processed' && !repeats.has(name, now())) repeats.add(name, now());
				if (running.get(name) !== end) return;
				running.delete(name);
				settle(verdict);
			};
		},
	};
}
