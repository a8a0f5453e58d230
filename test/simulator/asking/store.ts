import { createLog, type Log } from '../store';
import { type Asker, createAsker } from './asker';
import type { IvrTurn } from './ivr';
import type { ScreenPop } from './screenPop';
import type { VoiceBotTurn } from './voiceBot';

/** The calls that wait for an answer: who asks, and every question with what came of it. */
export interface Asking {
	readonly asker: Asker;
	readonly ivr: Log<IvrTurn>;
	readonly pops: Log<ScreenPop>;
	readonly bots: Log<VoiceBotTurn>;
	/** Forgets the answers and gives up what is being asked. */
	reset: () => void;
	stop: () => void;
}

/** Nothing asked yet. */
export function createAsking(): Asking {
	const asker = createAsker();
	const logs = { ivr: createLog<IvrTurn>(), pops: createLog<ScreenPop>(), bots: createLog<VoiceBotTurn>() };
	return {
		asker,
		...logs,
		reset() {
			asker.reset();
			for (const log of Object.values(logs)) log.reset();
		},
		stop: asker.stop,
	};
}
