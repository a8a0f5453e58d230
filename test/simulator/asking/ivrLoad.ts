import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod/v4';
import type { Asker } from './asker';
import { type IvrCall, type IvrTurn, playIvrCall } from './ivr';
import type { ivrCallsSchema } from './ivrScript';
import { type AnswerSummary, summarise } from './summary';

/** Many calls, and how their questions were answered. */
export interface IvrCalls {
	readonly calls: readonly IvrCall[];
	readonly answers: AnswerSummary;
	/** The longest that this process itself was busy with something else: how much the delays may be too long. */
	readonly ownDelayMs: number;
}

/** How often this process looks at itself; what it measures is that much too long. */
const OWN_DELAY_RESOLUTION_MS = 5;

/**
 * Starts calls at a rate and waits until all have ended. Each starts at its own time from the beginning, so that a
 * slow answer holds up no other call.
 */
export async function playIvrCalls(
	options: z.output<typeof ivrCallsSchema>,
	asker: Asker,
	record: (turn: IvrTurn) => void,
): Promise<IvrCalls> {
	const { count, perSecond, callerNumbers, ...plan } = options;
	const signal = asker.signal();
	const own = monitorEventLoopDelay({ resolution: OWN_DELAY_RESOLUTION_MS });
	own.enable();
	const began = performance.now();
	const playing: Promise<IvrCall>[] = [];
	for (let index = 0; index < count; index++) {
		const early = began + (index * 1000) / perSecond - performance.now();
		if (early > 0) await wait(early);
		if (signal.aborted) break;
		const callerNumber = callerNumbers[index % callerNumbers.length] ?? '';
		playing.push(playIvrCall({ ...plan, callerNumber }, asker, record));
	}
	const calls = await Promise.all(playing);
	own.disable();
	return {
		calls,
		answers: summarise(calls.flatMap(({ turns }) => turns)),
		ownDelayMs: Math.max(0, own.max / 1e6 - OWN_DELAY_RESOLUTION_MS),
	};
}
