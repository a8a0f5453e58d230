type Stop = () => Promise<unknown>;

/**
 * Stops one after the other, also what comes after one that could not be stopped.
 *
 * @throws the first failure, when all have had their turn
 */
export async function stopInTurn(stops: readonly Stop[]): Promise<void> {
	const failures: unknown[] = [];
	for (const stop of stops) await stop().catch((error: unknown) => failures.push(error));
	if (failures.length > 0) throw failures[0];
}

/**
 * Stops what has started or still will, all at the same time.
 *
 * @throws the first failure to stop, when all have ended; what could not be started is no failure here
 */
export async function stopTogether(starting: readonly Promise<{ stop: Stop }>[]): Promise<void> {
	const outcomes = await Promise.allSettled(starting);
	const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
	const stopped = await Promise.allSettled(started.map((one) => one.stop()));
	const failed = stopped.find((outcome) => outcome.status === 'rejected');
	if (failed) throw failed.reason;
}
