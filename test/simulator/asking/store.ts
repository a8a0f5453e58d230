import { createLog, type Log } from '../store';
import { type Asker, createAsker } from './asker';
import type { IvrTurn } from './ivr';

/** The calls that wait for an answer: who asks, and every question with what came of it. */
export interface Asking {
	readonly asker: Asker;
	readonly ivr: Log<IvrTurn>;
	/** Forgets the answers and gives up what is being asked. */
	reset: () => void;
	stop: () => void;
}

/** Nothing asked yet. */
export function createAsking(): Asking {
	const asker = createAsker();
	const ivr = createLog<IvrTurn>();
	return {
		asker,
		ivr,
		reset() {
			asker.reset();
			ivr.reset();
		},
		stop: asker.stop,
	};
}
