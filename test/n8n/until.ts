import { setTimeout as sleep } from 'node:timers/promises';

export interface UntilOptions {
	/** What is awaited, as a noun phrase for the error: "an execution of workflow 7". */
	what: string;
	/** How long to go on trying, in milliseconds. */
	timeoutMs: number;
	/** Pause between two attempts, in milliseconds; 100 unless told. */
	intervalMs?: number;
}

/**
 * Calls `attempt` until it returns something other than undefined, and returns that.
 * What `attempt` throws goes through at once: return undefined for "not yet".
 *
 * @throws Error naming what was awaited when the time is over.
 */
export async function until<T>(
	attempt: () => Promise<T | undefined> | T | undefined,
	{ what, timeoutMs, intervalMs = 100 }: UntilOptions,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await attempt();
		if (result !== undefined) return result;
		if (Date.now() + intervalMs > deadline) {
			throw new Error(`Waited ${(timeoutMs / 1000).toString()} s for ${what}, in vain`);
		}
		await sleep(intervalMs);
	}
}
